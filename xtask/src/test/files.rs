//! The files with Python tests, and the extensions that they import.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use super::gates::Gate;
use crate::build::{self, Profile};
use crate::workspace;

/// A file with tests.
#[derive(Debug, Clone)]
pub(super) struct TestFile {
    pub(super) path: PathBuf,
    /// Where its extensions are, and what its tests stand on.
    pub(super) search: Vec<PathBuf>,
    /// The crate of these extensions.
    pub(super) folder: PathBuf,
}

/// The tests, and the crates that must be built for them.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) tests: Vec<TestFile>,
    pub(super) crates: Vec<PathBuf>,
    /// How the crates are built.
    profile: Profile,
}

impl TestFile {
    /// Whether it is the one that every interpreter runs.
    pub(super) fn is_smoke(&self) -> bool {
        self.path.file_name().is_some_and(|name| name == "test_smoke.py")
    }
}

impl fmt::Display for TestFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.strip_prefix(workspace::root()).unwrap_or(&self.path);
        write!(formatter, "{}", path.strip_prefix("tests/python").unwrap_or(path).display())
    }
}

/// The driver that runs one of these files.
pub(super) fn driver() -> PathBuf {
    support().join("run.py")
}

/// What tests stand on.
pub(super) fn support() -> PathBuf {
    workspace::root().join("tests/python")
}

/// The crates of classes that HPy cannot make everywhere, and what is in the names of their tests: modules apart, so that the
/// other tests enter by HPy where there is one.
fn beside() -> [(&'static str, PathBuf); 2] {
    [("subclass", "tests/subclasses"), ("exception_class", "tests/exceptions")]
        .map(|(name, folder)| (name, workspace::root().join(folder)))
}

/// Finds the twin tests of `tests/extension`, the probes, and the tests of the other crates of tests and of the examples.
pub(super) fn find(profile: Profile) -> Result<Found> {
    let mut found = Found::new(profile);
    found.add(workspace::root().join("tests/extension"), &support(), "test_")?;
    found.add_probes("test_")?;
    let misuse = workspace::root().join("tests/misuse");
    found.add(misuse.clone(), &misuse, "test_")?;
    let mut examples = children(&workspace::root().join("examples"))?;
    examples.retain(|example| example.join("Cargo.toml").exists());
    for example in examples {
        let tests = example.join("tests");
        found.add(example, &tests, "test_")?;
    }
    Ok(found)
}

/// Finds the probes that try to break things, or those that look for what is left after millions of objects.
pub(super) fn find_probes(soak: bool) -> Result<Found> {
    let mut found = Found::new(Profile::Release);
    found.add_probes(if soak { "soak_" } else { "test_" })?;
    Ok(found)
}

impl Found {
    fn new(profile: Profile) -> Self {
        Self { tests: Vec::new(), crates: beside().map(|(_, folder)| folder).into(), profile }
    }

    /// Leaves out what tries to break things.
    pub(super) fn leave_probes_out(&mut self) {
        let probes = probes();
        self.tests.retain(|test| test.folder != probes);
        self.crates.retain(|folder| *folder != probes);
    }

    /// Builds the extensions of a crate.
    pub(super) fn build(&self, folder: &Path) -> Result<Gate> {
        let name = folder.strip_prefix(workspace::root())?.display().to_string();
        println!("building {name}");
        let start = Instant::now();
        let out = build::default_out(folder, self.profile);
        if out.exists() {
            // A module that the crate has no longer must not be found by a test.
            fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
        }
        let failure = build::universal(folder, &out, self.profile).err().map(|error| format!("{error:#}"));
        Ok(Gate::single(format!("build {name}"), start.elapsed(), failure))
    }

    fn add_probes(&mut self, prefix: &str) -> Result<()> {
        let folder = probes();
        self.add(folder.clone(), &folder, prefix)
    }

    fn add(&mut self, folder: PathBuf, tests: &Path, prefix: &str) -> Result<()> {
        let beside = beside();
        let mut search = vec![build::default_out(&folder, self.profile), support(), workspace::root().join("python")];
        search.extend(beside.iter().map(|(_, folder)| build::default_out(folder, self.profile)));
        for path in children(tests)? {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if stem.starts_with(prefix) && path.extension().is_some_and(|extension| extension == "py") {
                let own = beside.iter().find(|(name, _)| stem.contains(name)).map(|(_, folder)| folder);
                let folder = own.unwrap_or(&folder).clone();
                self.tests.push(TestFile { path, search: search.clone(), folder });
            }
        }
        if folder.join("Cargo.toml").exists() {
            self.crates.push(folder);
        }
        Ok(())
    }
}

fn probes() -> PathBuf {
    workspace::root().join("tests/hostile")
}

fn children(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

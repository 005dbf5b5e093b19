//! The files with Python tests, and the extensions that they import.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::gates::Gate;
use crate::build::{self, Abi, Profile, Target};
use crate::workspace;

/// A file with tests.
#[derive(Debug, Clone)]
pub(super) struct TestFile {
    pub(super) path: PathBuf,
    /// The crate of these extensions.
    pub(super) folder: PathBuf,
    /// The crate that is tested in the same folder, whose modules may be needed as well.
    home: PathBuf,
}

/// The tests.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) tests: Vec<TestFile>,
}

impl TestFile {
    /// Whether it is the one that every interpreter runs.
    pub(super) fn is_smoke(&self) -> bool {
        self.path.file_name().is_some_and(|name| name == "test_smoke.py")
    }

    /// Whether both can be run by one process: no probes, which leave classes changed.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        self.home == other.home && self.home != probes()
    }

    /// Whether it is one of the twins of `tests/extension`.
    pub(super) fn is_twin(&self) -> bool {
        self.folder.ends_with("tests/extension")
    }

    /// Whether it is about what the own door's debug mode tells: its extension survives nothing else, and there is no such mode
    /// in a build for CPython alone.
    pub(super) fn is_misuse(&self) -> bool {
        self.folder.ends_with("tests/misuse")
    }

    /// Whether its extension stands on hpy-sys alone, and is about the own door of a universal file.
    pub(super) fn is_raw(&self) -> bool {
        self.folder.ends_with("tests/raw")
    }

    /// Where its extensions are that were built for `target`, and what its tests stand on.
    pub(super) fn search(&self, target: &Target, profile: Profile) -> Vec<PathBuf> {
        let crates = [self.folder.clone(), self.home.clone()].into_iter().chain(beside().map(|(_, folder)| folder));
        let outs = crates.map(|folder| target.default_out(&folder, profile));
        outs.chain([support(), workspace::root().join("python")]).collect()
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
pub(super) fn find() -> Result<Found> {
    let mut found = Found::default();
    found.add(&workspace::root().join("tests/extension"), &support(), "test_")?;
    found.add_probes("test_")?;
    for raw in ["tests/misuse", "tests/raw"] {
        let folder = workspace::root().join(raw);
        found.add(&folder, &folder, "test_")?;
    }
    let mut examples = children(&workspace::root().join("examples"))?;
    examples.retain(|example| example.join("Cargo.toml").exists());
    for example in examples {
        let tests = example.join("tests");
        found.add(&example, &tests, "test_")?;
    }
    Ok(found)
}

/// Finds the probes that try to break things, or those that look for what is left after millions of objects.
pub(super) fn find_probes(soak: bool) -> Result<Found> {
    let mut found = Found::default();
    found.add_probes(if soak { "soak_" } else { "test_" })?;
    Ok(found)
}

impl Found {
    /// Leaves out what tries to break things.
    pub(super) fn leave_probes_out(&mut self) {
        let probes = probes();
        self.tests.retain(|test| test.home != probes);
    }

    fn add_probes(&mut self, prefix: &str) -> Result<()> {
        let folder = probes();
        self.add(&folder, &folder, prefix)
    }

    fn add(&mut self, folder: &Path, tests: &Path, prefix: &str) -> Result<()> {
        let beside = beside();
        for path in children(tests)? {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if stem.starts_with(prefix) && path.extension().is_some_and(|extension| extension == "py") {
                let own = beside.iter().find(|(name, _)| stem.contains(name)).map(|(_, folder)| folder.as_path());
                let (folder, home) = (own.unwrap_or(folder).to_owned(), folder.to_owned());
                self.tests.push(TestFile { path, folder, home });
            }
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

/// Builds the extensions of a crate for `target`.
pub(super) fn build(folder: &Path, target: &Target, profile: Profile) -> Result<Gate> {
    let name = folder.strip_prefix(workspace::root())?.display().to_string();
    let name = if target.abi == Abi::Universal { name } else { format!("{name} for {}", target.folder()) };
    println!("building {name}");
    let out = target.default_out(folder, profile);
    Ok(Gate::of(&format!("build {name}"), || {
        if out.exists() {
            // A module that the crate has no longer must not be found by a test.
            fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
        }
        build::build(folder, target, &out, profile).map(drop)
    }))
}

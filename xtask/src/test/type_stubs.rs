//! Type stubs: those that are expected, and in agreement with the modules at run time.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::gates::{self, Gate};
use crate::build::{self, Profile, Target, type_stubs};
use crate::{interpreters, process, workspace};

/// The crates whose stubs are looked at: folder, package and module.
const CRATES: [(&str, &str, &str); 7] = [
    ("examples/classes", "classes", "classes"),
    ("examples/grid", "grid", "grid"),
    ("examples/hello", "hello", "hello"),
    ("examples/plugins", "plugins", "plugins"),
    ("examples/ujson", "ujson", "ujson"),
    ("examples/words", "words", "words"),
    ("tests/type-stubs", "hpy-tests-type-stubs", "hpy_test_stubs"),
];

/// Makes the stubs, and compares them with what is committed; then mypy looks at them and at code that uses them, and its stubtest
/// at the imported modules beside them. With `all` what writes them is linted and tested, too.
pub(super) fn run(all: bool) -> Vec<Gate> {
    let mut gates = if all { of_what_writes_them() } else { Vec::new() };
    let as_expected = Gate::of("type stubs as expected", || {
        make(&out())?;
        compare(&expected(), &out())
    });
    let can_check = as_expected.failed == 0;
    gates.push(as_expected);
    if can_check {
        gates.push(Gate::of("type stubs and the modules", check));
    }
    gates
}

/// The lints and the Rust tests of hpy-rs with the feature.
fn of_what_writes_them() -> Vec<Gate> {
    let cargo = |arguments: &[&str]| {
        let mut cargo = workspace::cargo();
        cargo.args(arguments).args(["--package", "hpy-rs", "--features", "type-stubs"]);
        cargo
    };
    let mut clippy = cargo(&["clippy"]);
    clippy.args(["--", "-D", "warnings"]);
    vec![
        gates::command("clippy of type stubs", clippy),
        gates::tests("Rust tests of type stubs", cargo(&["test", "--lib"])),
    ]
}

/// Writes down what the stubs are now.
///
/// # Errors
/// As of making them.
pub(crate) fn bless() -> Result<()> {
    make(&out())?;
    let _ = fs::remove_dir_all(expected());
    for file in stubs(&out())? {
        let place = expected().join(&file);
        fs::create_dir_all(place.parent().context("a file in a folder")?)?;
        fs::copy(out().join(&file), place)?;
    }
    Ok(())
}

fn folder() -> PathBuf {
    workspace::root().join("tests/type-stubs")
}

fn expected() -> PathBuf {
    folder().join("expected")
}

fn out() -> PathBuf {
    workspace::target().join("type-stubs")
}

/// The modules with their stubs, in one folder.
fn make(out: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(out);
    // All at once; then nothing is left to build of each.
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--quiet", "--features", "hpy-rs/type-stubs"]);
    process::output(cargo.args(CRATES.iter().flat_map(|(_, package, _)| ["--package", package])))?;
    for (path, ..) in CRATES {
        let path = workspace::root().join(path);
        for module in build::build(&path, &Target::with_type_stubs(), out, Profile::Dev)? {
            type_stubs::write(&module.library, out)?;
        }
    }
    Ok(())
}

/// The paths of all stubs in a folder.
fn stubs(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(inner) = folders.pop() {
        let entries = fs::read_dir(&inner).with_context(|| format!("cannot read {}", inner.display()))?;
        for path in entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()? {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "pyi") {
                found.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn compare(expected: &Path, made: &Path) -> Result<()> {
    let (expected_files, made_files) = (stubs(expected)?, stubs(made)?);
    if expected_files != made_files {
        bail!("there are {made_files:?}, and not {expected_files:?}; cargo xtask bless writes them down");
    }
    for file in expected_files {
        let (expected, made) = (fs::read_to_string(expected.join(&file))?, fs::read_to_string(made.join(&file))?);
        let differing = expected.lines().zip(made.lines()).enumerate().find(|(_, (one, other))| one != other);
        if let Some((index, (one, other))) = differing {
            bail!("{} line {}:\n{other}\nand not\n{one}\ncargo xtask bless writes it down", file.display(), index + 1);
        }
        if expected != made {
            bail!("{} has more lines, or fewer; cargo xtask bless writes it down", file.display());
        }
    }
    Ok(())
}

fn check() -> Result<()> {
    let python = interpreters::python_with("type-checkers", &["mypy>=2.4,<3"])?;
    let mut mypy = process::python(&python);
    mypy.args(["-m", "mypy", "--strict", "--warn-unused-ignores", "--no-incremental"]);
    mypy.arg(folder().join("uses.py")).args(stubs(&out())?).current_dir(out());
    process::output(&mut mypy)?;
    let mut stubtest = process::python(&python);
    stubtest.args(["-m", "mypy.stubtest", "--concise", "--allowlist"]).arg(folder().join("allowed.txt"));
    stubtest.args(CRATES.map(|(.., module)| module));
    stubtest.env("PYTHONPATH", out()).env("MYPYPATH", out()).current_dir(out());
    process::output(&mut stubtest).map(drop)
}

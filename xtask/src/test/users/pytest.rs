//! The leak detector as a fixture of pytest: what leaves a handle open fails, and nothing else does.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::super::gates::Gate;
use super::super::report::Report;
use super::guide::{self, DEBUGGING};
use crate::build::{self, Profile, Target};
use crate::process::{self, End, Finished};
use crate::{interpreters, workspace};

const TESTS: &str = "\
import hpy_misuse


def test_fine():
    hpy_misuse.fine()


def test_leaking():
    hpy_misuse.leak('left behind')


def test_fine_again():
    hpy_misuse.fine()
";

/// Runs the guide's `conftest.py` with these tests.
pub(super) fn run(report: &mut Report) {
    let name = "the leak detector in pytest";
    match interpreters::python_with("pytest", &["pytest>=8,<10"]) {
        Ok(python) => report.gates.push(Gate::of(name, || check(&python))),
        Err(error) => report.leave_out(name, &format!("{error:#}")),
    }
}

fn check(python: &Path) -> Result<()> {
    let folder = workspace::target().join("users/pytest");
    build::build(&workspace::root().join("tests/misuse"), &Target::universal(), &folder, Profile::Release)?;
    fs::write(folder.join("conftest.py"), guide::block(DEBUGGING, "python", "autouse")?)?;
    fs::copy(workspace::root().join("python/hpy_rs_debug.py"), folder.join("hpy_rs_debug.py"))?;
    fs::write(folder.join("test_leaks.py"), TESTS)?;
    let found = pytest(python, &folder, true, &[])?;
    let error = ["ERROR at teardown of test_leaking", "HPyLeakError: 1 handle(s) left open:", "'left behind', made at"];
    expect(&found, 1, &[&error[..], &["3 passed, 1 error"]].concat())?;
    expect(&pytest(python, &folder, true, &["-k", "fine"])?, 0, &["2 passed"])?;
    expect(&pytest(python, &folder, false, &[])?, 0, &["3 passed"])
}

fn pytest(python: &Path, folder: &PathBuf, debug: bool, arguments: &[&str]) -> Result<Finished> {
    let mut pytest = process::python(python);
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider"]).args(arguments).current_dir(folder);
    if debug {
        pytest.env("HPY", "debug");
    }
    process::run_limited(&mut pytest, std::time::Duration::from_mins(5))
}

fn expect(found: &Finished, code: i32, texts: &[&str]) -> Result<()> {
    let is_code = matches!(found.end, End::Exited(status) if status.code() == Some(code));
    if !is_code || texts.iter().any(|text| !found.output.contains(text)) {
        bail!("not {texts:?}, but {:?} and\n{}", found.end, found.output);
    }
    Ok(())
}

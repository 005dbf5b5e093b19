//! The Rust side of builds for CPython alone: lints, tests with an interpreter inside, a module that is half ported.

use std::path::PathBuf;
use std::process::Command;

use super::cpythons::{self, HAS_HEADERS, HAS_LIBRARY, newest_with};
use super::gates::{self, Gate};
use super::report::Report;
use crate::interpreters::{Entry, Interpreter};
use crate::{process, workspace};

/// The lints of such a build, and its tests; with `all`, also of the stable ABI, and beside a module of another PyO3.
pub(super) fn run(entries: &[Entry], all: bool, report: &mut Report) {
    let fit = cpythons::fit(entries);
    let Some(newest) = fit.last() else {
        return report
            .leave_out("lints and Rust tests of builds for CPython alone", "no CPython from 3.9 on was found");
    };
    report.gates.push(clippy(newest, "cpython"));
    if all {
        report.gates.push(clippy(newest, "abi3"));
    }
    match newest_with(&fit, HAS_LIBRARY) {
        Some(interpreter) => report.gates.push(embedded(interpreter)),
        None => report.leave_out(EMBEDDED, "no CPython from 3.9 on has its library"),
    }
    match newest_with(&fit, HAS_HEADERS) {
        Some(interpreter) => report.gates.extend(half_ported(interpreter, all)),
        None => report.leave_out(HALF_PORTED, "no CPython from 3.9 on has its headers"),
    }
}

const EMBEDDED: &str = "tests with an interpreter";
const HALF_PORTED: &str = "a module that is half ported";

/// Cargo for such a build, in a target folder of its own.
fn cargo(interpreter: &Interpreter, folder: &str, arguments: &[&str]) -> Command {
    let mut cargo = workspace::cargo();
    cargo.args(arguments).env("PYO3_PYTHON", &interpreter.program).env("CARGO_TARGET_DIR", target(folder));
    cargo
}

fn target(folder: &str) -> PathBuf {
    workspace::target().join("abi").join(folder)
}

fn clippy(interpreter: &Interpreter, feature: &str) -> Gate {
    let feature_of_hpy_rs = format!("hpy-rs/{feature}");
    let arguments =
        ["clippy", "-p", "hpy-sys", "-p", "hpy-rs", "--features", &feature_of_hpy_rs, "--", "-D", "warnings"];
    gates::command(&format!("clippy for {feature}"), cargo(interpreter, &format!("clippy-{feature}"), &arguments))
}

/// The tests and the documentation of hpy-rs, with an interpreter inside.
fn embedded(interpreter: &Interpreter) -> Gate {
    let arguments = ["test", "-p", "hpy-rs", "--features", "embed", "--no-fail-fast"];
    gates::tests(EMBEDDED, cargo(interpreter, "embed", &arguments))
}

/// Builds `tests/legacy` and, with `all`, of another PyO3, `tests/other-pyo3`; runs the tests of one, and of both together.
fn half_ported(interpreter: &Interpreter, all: bool) -> Vec<Gate> {
    let mut gates = built_and_tested(interpreter, ("legacy", "half_ported"), HALF_PORTED, "test_legacy.py");
    if all && gates.iter().all(|gate| gate.failed == 0) {
        gates.extend(built_and_tested(
            interpreter,
            ("other-pyo3", "other_pyo3"),
            "two files of two PyO3s",
            "test_two_files.py",
        ));
    }
    gates
}

/// Builds the module of a crate of the folder `tests`; runs its tests, which may use the other one, too.
fn built_and_tested(interpreter: &Interpreter, (folder, module): (&str, &str), name: &str, file: &str) -> Vec<Gate> {
    let built = build(interpreter, folder, module);
    if built.failed != 0 {
        return vec![built];
    }
    let folders = std::env::join_paths(["legacy/debug", "other-pyo3/debug"].map(target)).unwrap_or_default();
    let mut tests = process::python(&interpreter.program);
    tests.arg(workspace::root().join("tests").join(folder).join(file)).env("PYTHONPATH", &folders);
    vec![built, gates::command(name, tests)]
}

/// Builds the module of a crate of the folder `tests`, and gives it the name that Python finds it by.
fn build(interpreter: &Interpreter, name: &str, module: &str) -> Gate {
    let mut build = cargo(interpreter, name, &["build", "--manifest-path"]);
    build.arg(workspace::root().join("tests").join(name).join("Cargo.toml")).env("PYO3_BUILD_EXTENSION_MODULE", "1");
    // Of a PyO3 that is older than the CPython.
    build.env("PYO3_USE_ABI3_FORWARD_COMPATIBILITY", "1");
    let gate = gates::command(&format!("build tests/{name}"), build);
    let built = target(name).join("debug");
    let named = built.join(format!("{module}.so"));
    let _ = std::fs::remove_file(&named);
    let _ = std::fs::hard_link(built.join(format!("lib{module}.so")), &named);
    gate
}

#[cfg(test)]
mod tests {
    use super::super::report::Report;
    use crate::interpreters::{Entry, Implementation, Interpreter};

    fn entry(implementation: Implementation, minor: u8) -> Entry {
        let name = "without-a-program".to_owned();
        let (release, hpy, free_threaded) = (String::new(), None, false);
        let program = name.clone().into();
        let python = (3, minor, 0);
        let found = Interpreter { name: name.clone(), implementation, python, release, hpy, free_threaded, program };
        Entry { name, outcome: Ok(found), note: None }
    }

    #[test]
    fn what_no_interpreter_is_there_for_is_said() {
        let entries = [entry(Implementation::PyPy, 11), entry(Implementation::CPython, 8)];
        let mut report = Report::default();
        super::run(&entries, true, &mut report);
        assert!(report.gates.is_empty());
        let line = "lints and Rust tests of builds for CPython alone: no CPython from 3.9 on was found";
        assert!(report.table().ends_with(&format!("not run:\n  {line}")), "{}", report.table());
    }
}

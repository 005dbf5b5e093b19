//! The Rust side of builds for CPython alone: lints, tests with an interpreter inside, a module that is half ported.

use std::path::PathBuf;
use std::process::Command;

use super::gates::{self, Gate};
use super::report::Report;
use crate::interpreters::{Entry, Implementation, Interpreter, found};
use crate::{process, workspace};

/// The lints of such a build, and its tests; with `all`, what else there is. What no CPython is there for is said.
pub(super) fn run(entries: &[Entry], all: bool, report: &mut Report) {
    let found = found(entries);
    let is_fit = |one: &&Interpreter| one.implementation == Implementation::CPython && one.python >= (3, 9, 0);
    let mut fit: Vec<&Interpreter> = found.filter(is_fit).collect();
    fit.sort_by_key(|one| one.python);
    let Some(newest) = fit.last() else {
        return report
            .leave_out("lints and Rust tests of builds for CPython alone", "no CPython from 3.9 on was found");
    };
    report.gates.push(clippy(newest, "cpython"));
    if all {
        report.gates.push(clippy(newest, "abi3"));
    }
    // Some come without the library, or without the headers, that it takes to build with them.
    let with = |question: &str| fit.iter().rev().find(|one| answers_yes(one, question)).copied();
    match with(HAS_LIBRARY) {
        Some(interpreter) => report.gates.push(embedded(interpreter)),
        None => report.leave_out(EMBEDDED, "no CPython that was found has a shared library to link"),
    }
    match with(HAS_HEADERS).filter(|_| all) {
        Some(interpreter) => report.gates.push(half_ported(interpreter)),
        None if all => report.leave_out(HALF_PORTED, "no CPython that was found has its headers"),
        None => {}
    }
}

const EMBEDDED: &str = "tests with an interpreter";
const HALF_PORTED: &str = "a module that is half ported";

const HAS_LIBRARY: &str = "import os; from sysconfig import get_config_var as var; library = var('LDLIBRARY') or ''; \
     print(library.endswith('.so') and os.path.exists(os.path.join(var('LIBDIR'), library)))";
const HAS_HEADERS: &str = "import os, sysconfig; print(os.path.exists(sysconfig.get_path('include') + '/Python.h'))";

fn answers_yes(interpreter: &Interpreter, question: &str) -> bool {
    let answer = process::output(process::python(&interpreter.program).args(["-c", question]));
    answer.is_ok_and(|answer| answer.trim() == "True")
}

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

/// Builds `tests/legacy` and runs its tests.
fn half_ported(interpreter: &Interpreter) -> Gate {
    let folder = workspace::root().join("tests/legacy");
    let mut build = cargo(interpreter, "legacy", &["build", "--manifest-path"]);
    build.arg(folder.join("Cargo.toml")).env("PYO3_BUILD_EXTENSION_MODULE", "1");
    let gate = gates::command("build tests/legacy", build);
    if gate.failed > 0 {
        return gate;
    }
    // What Python finds it by.
    let built = target("legacy/debug");
    let named = built.join("half_ported.so");
    let _ = std::fs::remove_file(&named);
    let _ = std::fs::hard_link(built.join("libhalf_ported.so"), &named);
    let mut tests = process::python(&interpreter.program);
    tests.arg(folder.join("test_legacy.py")).env("PYTHONPATH", built);
    gates::command(HALF_PORTED, tests)
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

//! The Rust side: format, lints, documentation, tests, generated files.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::report::Report;
use crate::interpreters::{Entry, Implementation, Interpreter, found};
use crate::{gen_sys, process, workspace};

/// Something that passes or fails, or counts tests of its own.
#[derive(Debug)]
pub(super) struct Gate {
    pub(super) name: String,
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) took: Duration,
    /// What it said, if it failed.
    pub(super) failure: Option<String>,
}

impl Gate {
    /// Does what counts as one test.
    pub(super) fn of(name: &str, work: impl FnOnce() -> Result<()>) -> Self {
        let start = Instant::now();
        let failure = work().err().map(|error| format!("{error:#}"));
        let failed = usize::from(failure.is_some());
        let gate = Self { name: name.to_owned(), passed: 1 - failed, failed, took: start.elapsed(), failure };
        gate.show();
        gate
    }

    fn show(&self) {
        let seconds = self.took.as_secs_f32();
        match &self.failure {
            None => println!("{}: ok ({} passed, {seconds:.1} s)", self.name, self.passed),
            Some(failure) => println!("{}: FAILED ({seconds:.1} s)\n{failure}", self.name),
        }
    }
}

/// Passes every gate, also when one before it failed.
pub(super) fn run(entries: &[Entry], report: &mut Report) {
    let cargo = |arguments: &[&str]| {
        let mut command = workspace::cargo();
        command.args(arguments);
        command
    };
    let mut doc = cargo(&["doc", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    report.gates.extend([
        command("format", cargo(&["fmt", "--all", "--", "--check", "-l"])),
        command("clippy", cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
        command("documentation", doc),
        Gate::of("generated files", || gen_sys::run(true)),
    ]);
    let headers = include_folders(entries);
    if headers.is_none() {
        report.leave_out("layouts in memory, compared with HPy's headers", "no interpreter that was found has them");
    }
    report.gates.push(rust_tests(headers));
}

/// Runs a command, whose success counts as one test.
pub(super) fn command(name: &str, mut command: Command) -> Gate {
    println!("{name}: {}", process::shown(&command));
    Gate::of(name, || {
        let output = command.output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stdout, output.stderr].concat();
        bail!("{}", process::excerpt(&String::from_utf8_lossy(&said), 100, 100))
    })
}

fn rust_tests(headers: Option<OsString>) -> Gate {
    let mut command = workspace::cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if let Some(folders) = headers {
        command.env("HPY_SYS_INCLUDE_DIRS", folders);
    }
    tests("Rust tests", command)
}

/// Runs a command that is `cargo test`, whose tests count.
pub(super) fn tests(name: &str, mut command: Command) -> Gate {
    println!("{name}: {}", process::shown(&command));
    let start = Instant::now();
    let (output, success) = match command.output() {
        Ok(output) => {
            let text = [output.stdout, output.stderr].concat();
            (String::from_utf8_lossy(&text).into_owned(), output.status.success())
        }
        Err(error) => (error.to_string(), false),
    };
    let (passed, failed) = count(&output);
    // A test that does not compile fails without being counted.
    let failed = if success { failed } else { failed.max(1) };
    let failure = (failed > 0).then(|| process::excerpt(&output, 0, 200));
    let gate = Gate { name: name.to_owned(), passed, failed, took: start.elapsed(), failure };
    gate.show();
    gate
}

/// Adds up the lines that close each of cargo's test programs.
pub(super) fn count(output: &str) -> (usize, usize) {
    let mut sums = (0, 0);
    for line in output.lines().filter_map(|line| line.strip_prefix("test result: ")) {
        let number = |word: &str| -> usize {
            let place = line.split([';', '.']).find_map(|part| part.trim().strip_suffix(word));
            place.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        sums = (sums.0 + number("passed"), sums.1 + number("failed"));
    }
    sums
}

/// Where the interpreters keep HPy's C headers, for the comparison of layouts.
fn include_folders(entries: &[Entry]) -> Option<OsString> {
    let found: Vec<&Interpreter> = found(entries).collect();
    let cpython = found.iter().find(|one| one.implementation == Implementation::CPython && one.hpy.is_some());
    let others = found.iter().filter(|one| one.implementation != Implementation::CPython && one.hpy.is_some());
    let folders: Vec<PathBuf> = cpython.into_iter().chain(others).filter_map(|one| one.hpy_headers()).collect();
    (!folders.is_empty()).then(|| env::join_paths(folders).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn results_of_all_test_programs_are_added() {
        let output = "running 5 tests\ntest result: ok. 5 passed; 0 failed; 0 ignored; 0 measured\n\
                      test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(count(output), (17, 3));
    }
}

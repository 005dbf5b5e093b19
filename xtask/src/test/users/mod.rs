//! What the guide has its readers do, in projects outside of this workspace: its code and its commands, as they stand there.

mod c_module;
mod guide;
mod linked_wheels;
mod project;
mod pytest;
mod with_python;

use super::cpythons::{self, HAS_HEADERS, HAS_LIBRARY, HAS_VENV, newest_with};
use super::gates::Gate;
use super::report::Report;
use crate::interpreters::{Entry, Interpreter};

/// Tests of a user's, by cargo and by pytest; with `all`, what takes minutes: all kinds of wheels, and a module of C.
pub(super) fn run(entries: &[Entry], all: bool, report: &mut Report) {
    pytest::run(report);
    let fit = cpythons::fit(entries);
    let mut gate = |name: &str, question: &str, lacking: &str, work: &dyn Fn(&Interpreter) -> anyhow::Result<()>| {
        match newest_with(&fit, question) {
            Some(interpreter) => report.gates.push(Gate::of(name, || work(interpreter))),
            None => report.leave_out(name, &format!("no CPython from 3.9 on has {lacking}")),
        }
    };
    gate("a user's tests with an interpreter", HAS_LIBRARY, "its library", &|one| with_python::check(one, all));
    if all {
        gate("a user's wheels for CPython alone", HAS_VENV, "the modules venv and ensurepip", &linked_wheels::check);
        gate("a user's module of C", HAS_HEADERS, "its headers", &c_module::check);
    }
}

//! The CPythons that builds for CPython alone can be for, and what they come with: some lack what it takes to build with them.

use crate::interpreters::{Entry, Implementation, Interpreter, found};
use crate::process;

/// Whether there is the library of the interpreter itself.
pub(super) const HAS_LIBRARY: &str = "import os; from sysconfig import get_config_var as var; \
     library = var('LDLIBRARY') or ''; print(library.endswith('.so') and os.path.exists(os.path.join(var('LIBDIR'), library)))";
/// Whether C code can be compiled for it.
pub(super) const HAS_HEADERS: &str =
    "import os, sysconfig; print(os.path.exists(sysconfig.get_path('include') + '/Python.h'))";
/// Whether it can make a virtual environment with pip.
pub(super) const HAS_VENV: &str = "import ensurepip, venv; print(True)";

/// Those from 3.9 on, the oldest first.
pub(super) fn fit(entries: &[Entry]) -> Vec<&Interpreter> {
    let is_fit = |one: &&Interpreter| one.implementation == Implementation::CPython && one.python >= (3, 9, 0);
    let mut fit: Vec<&Interpreter> = found(entries).filter(is_fit).collect();
    fit.sort_by_key(|one| one.python);
    fit
}

/// The newest of `fit` that answers a question with yes.
pub(super) fn newest_with<'a>(fit: &[&'a Interpreter], question: &str) -> Option<&'a Interpreter> {
    let answers_yes = |one: &&&Interpreter| {
        let answer = process::output(process::python(&one.program).args(["-c", question]));
        answer.is_ok_and(|answer| answer.trim() == "True")
    };
    fit.iter().rev().find(answers_yes).copied()
}

//! What else looks on while tests run: tools that see what a passing test hides.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::files;
use super::setting::Setting;
use crate::build::Profile;
use crate::process;

/// What a tool ends a process with when it has found something.
const FOUND: &str = "99";

/// A tool that looks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watch {
    /// A debug build of CPython: each test runs again and again, and may leave no reference behind.
    References,
    /// valgrind.
    Valgrind,
    /// `AddressSanitizer`, built into the extensions.
    Address,
}

impl Watch {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::References => "references",
            Self::Valgrind => "valgrind",
            Self::Address => "address",
        }
    }

    /// How the extensions are built for it.
    pub(super) fn profile(self) -> Profile {
        match self {
            Self::References | Self::Valgrind => Profile::Release,
            Self::Address => Profile::Sanitized,
        }
    }

    /// How long a file may take: much longer than without anybody who looks on.
    pub(super) fn patience(self) -> Duration {
        match self {
            Self::References | Self::Valgrind => Duration::from_hours(1),
            Self::Address => Duration::from_mins(20),
        }
    }

    /// Whether a file can be run under it: probes start processes of their own, which only this one follows.
    pub(super) fn follows_processes(self) -> bool {
        self == Self::Address
    }

    /// The script that runs a file of tests.
    fn driver(self) -> PathBuf {
        match self {
            Self::References => files::support().join("references.py"),
            Self::Valgrind | Self::Address => files::driver(),
        }
    }

    /// What it needs of its own.
    fn environment(self) -> Result<Vec<(&'static str, OsString)>> {
        // Python's own allocator hides from tools where an object ends.
        let plain = ("PYTHONMALLOC", OsString::from("malloc"));
        Ok(match self {
            Self::References => Vec::new(),
            Self::Valgrind => vec![plain],
            Self::Address => {
                let options = format!("detect_leaks=0:allocator_may_return_null=1:exitcode={FOUND}");
                vec![plain, ("LD_PRELOAD", library()?), ("ASAN_OPTIONS", options.into())]
            }
        })
    }
}

/// The command that runs tests as `setting` says; the file of tests is still to come.
///
/// # Errors
/// When what looks on is not installed.
pub(super) fn command(setting: &Setting) -> Result<Command> {
    let program = &setting.interpreter.program;
    let Some(watch) = setting.watch else {
        let mut command = process::python(program);
        command.arg(files::driver());
        return Ok(command);
    };
    let mut command = process::python(if watch == Watch::Valgrind { "valgrind".as_ref() } else { program.as_os_str() });
    if watch == Watch::Valgrind {
        command.args(["--quiet", "--exit-on-first-error=yes", "--num-callers=25"]);
        command.arg(format!("--suppressions={}", files::support().join("valgrind.supp").display()));
        command.arg(format!("--error-exitcode={FOUND}")).arg(program);
    }
    command.arg(watch.driver()).envs(watch.environment()?);
    Ok(command)
}

/// The library of `AddressSanitizer`, as the C compiler of this machine has it.
fn library() -> Result<OsString> {
    const NAME: &str = "libasan.so";
    let found = process::output(Command::new("gcc").arg(format!("-print-file-name={NAME}")))?;
    let found = found.trim();
    if found == NAME {
        bail!("gcc has no {NAME} here: install its package libasan");
    }
    Ok(found.into())
}

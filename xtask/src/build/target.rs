//! What a library is built for: every interpreter, one CPython, or every CPython from 3.9 on.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::Profile;
use crate::{process, workspace};

/// The interface between a library and the interpreter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Abi {
    /// One file for every interpreter
    Universal,
    /// One file for one CPython
    Cpython,
    /// One file for every CPython from 3.9 on
    Abi3,
}

impl Abi {
    /// The word for it on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Universal => "universal",
            Self::Cpython => "cpython",
            Self::Abi3 => "abi3",
        }
    }
}

/// An interface, and the CPython that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The interface.
    pub(crate) abi: Abi,
    /// The CPython to build for, or to build with.
    python: Option<PathBuf>,
    /// What stands behind a module's name in the name of its file.
    suffix: String,
    /// Whether the library can be asked for type stubs.
    has_type_stubs: bool,
}

impl Target {
    /// Every interpreter.
    pub(crate) fn universal() -> Self {
        Self { abi: Abi::Universal, python: None, suffix: ".hpy0.so".to_owned(), has_type_stubs: false }
    }

    /// Every CPython from 3.9 on; `python` is the one that is asked while building, by default `python3`.
    pub(crate) fn abi3(python: Option<PathBuf>) -> Self {
        Self { abi: Abi::Abi3, python, suffix: ".abi3.so".to_owned(), has_type_stubs: false }
    }

    /// The CPython `python`.
    ///
    /// # Errors
    /// When it cannot be started, or is another interpreter.
    pub(crate) fn cpython(python: &Path) -> Result<Self> {
        const ASK: &str =
            "import sys, sysconfig; print(sys.implementation.name, sysconfig.get_config_var('EXT_SUFFIX'))";
        let answer = process::output(process::python(python).args(["-c", ASK]))
            .with_context(|| format!("cannot ask {} what extensions are called", python.display()))?;
        match answer.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["cpython", suffix] => {
                let (python, suffix) = (Some(python.to_owned()), (*suffix).to_owned());
                Ok(Self { abi: Abi::Cpython, python, suffix, has_type_stubs: false })
            }
            _ => bail!("{} is no CPython; --abi universal makes a file for it", python.display()),
        }
    }

    /// Every interpreter, with the type stubs in it: what they are asked of, and not what is shipped.
    pub(crate) fn with_type_stubs() -> Self {
        Self { has_type_stubs: true, ..Self::universal() }
    }

    /// The name of its folder: `universal`, `abi3`, `cpython-311-x86_64-linux-gnu`.
    pub(crate) fn folder(&self) -> &str {
        match self.abi {
            Abi::Universal if self.has_type_stubs => "type-stubs",
            Abi::Universal => "universal",
            _ => self.suffix.trim_start_matches('.').trim_end_matches(".so"),
        }
    }

    /// Where the files of the crate at `path` go unless told otherwise.
    pub(crate) fn default_out(&self, path: &Path, profile: Profile) -> PathBuf {
        let target = workspace::target();
        let target = if profile == Profile::Sanitized { target.join("sanitized") } else { target };
        target.join(self.folder()).join(path.file_name().unwrap_or_default())
    }

    /// The name of the file of the module `name`.
    pub(super) fn file(&self, name: &str) -> String {
        format!("{name}{}", self.suffix)
    }

    /// Tells cargo. Each target has a folder of its own: cargo gives the features of one crate to all that it builds
    /// together, and what was built with others would be built again and again.
    pub(super) fn tell(&self, cargo: &mut Command) {
        let feature = match self.abi {
            Abi::Universal if self.has_type_stubs => {
                cargo.args(["--features", "hpy-rs/type-stubs"]);
                return;
            }
            Abi::Universal => return,
            Abi::Cpython => "hpy-rs/cpython",
            Abi::Abi3 => "hpy-rs/abi3",
        };
        cargo.args(["--features", feature]);
        cargo.env("CARGO_TARGET_DIR", workspace::target().join("abi").join(self.folder()));
        if let Some(python) = &self.python {
            cargo.env("PYO3_PYTHON", python);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Abi, Target};

    fn cpython() -> Target {
        Target {
            abi: Abi::Cpython,
            python: None,
            suffix: ".cpython-311-x86_64-linux-gnu.so".to_owned(),
            has_type_stubs: false,
        }
    }

    #[test]
    fn files_are_called_what_interpreters_look_for() {
        assert_eq!(Target::universal().file("m"), "m.hpy0.so");
        assert_eq!(Target::abi3(None).file("m"), "m.abi3.so");
        assert_eq!(cpython().file("m"), "m.cpython-311-x86_64-linux-gnu.so");
    }

    #[test]
    fn no_two_targets_share_a_folder() {
        assert_eq!(Target::universal().folder(), "universal");
        assert_eq!(Target::with_type_stubs().folder(), "type-stubs");
        assert_eq!(Target::abi3(None).folder(), "abi3");
        assert_eq!(cpython().folder(), "cpython-311-x86_64-linux-gnu");
    }
}

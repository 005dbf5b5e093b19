//! The variants of the suite: the same functions on different foundations.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::interpreters::Implementation;

/// A foundation that the suite is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Variant {
    /// The C API, in C.
    CApi,
    /// HPy's universal ABI, in C.
    HpyC,
    /// As `HpyC`, with the checks that PyPy's HPy leaves to the extension; only the functions that need some.
    Checked,
    /// PyO3.
    PyO3,
    /// hpy-rs, entered through the interpreter's HPy.
    Ours,
    /// hpy-rs, entered through its own door.
    Own,
    /// hpy-rs, built for the interpreter alone.
    Cpython,
    /// PyO3, within the stable ABI.
    PyO3Abi3,
    /// hpy-rs, within the stable ABI.
    Abi3,
}

/// All of them.
pub(super) const ALL: [Variant; 9] = [
    Variant::CApi,
    Variant::HpyC,
    Variant::Checked,
    Variant::PyO3,
    Variant::Ours,
    Variant::Own,
    Variant::Cpython,
    Variant::PyO3Abi3,
    Variant::Abi3,
];

/// What one file for every interpreter is compared with, in the order of its table.
pub(super) const UNIVERSAL: [Variant; 6] =
    [Variant::CApi, Variant::HpyC, Variant::Checked, Variant::PyO3, Variant::Ours, Variant::Own];

/// What files for CPython alone are compared with, in the order of their table.
pub(super) const LINKED: [Variant; 5] =
    [Variant::CApi, Variant::PyO3, Variant::Cpython, Variant::PyO3Abi3, Variant::Abi3];

impl Variant {
    /// Its name for the scripts, as serde writes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CApi => "capi",
            Self::HpyC => "hpyc",
            Self::Checked => "checked",
            Self::PyO3 => "pyo3",
            Self::Ours => "ours",
            Self::Own => "own",
            Self::Cpython => "cpython",
            Self::PyO3Abi3 => "pyo3abi3",
            Self::Abi3 => "abi3",
        }
    }

    /// Its name for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::CApi => "C API",
            Self::HpyC => "HPy in C",
            Self::Checked => "checked C",
            Self::PyO3 => "PyO3",
            Self::Ours => "hpy-rs",
            Self::Own => "own door",
            Self::Cpython => "cpython",
            Self::PyO3Abi3 => "PyO3 abi3",
            Self::Abi3 => "abi3",
        }
    }

    /// Whether an interpreter can tell something by it: the checks are PyPy's and would be too many elsewhere, and some are
    /// for CPython alone.
    pub(super) fn fits(self, implementation: Implementation) -> bool {
        match self {
            Self::Checked => implementation == Implementation::PyPy,
            Self::Cpython | Self::PyO3Abi3 | Self::Abi3 => implementation == Implementation::CPython,
            _ => true,
        }
    }

    /// Whether the interpreter's HPy loads it.
    pub(super) fn is_loaded_by_hpy(self) -> bool {
        matches!(self, Self::HpyC | Self::Checked | Self::Ours)
    }
}

/// A variant and its library.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) variant: Variant,
    pub(super) library: PathBuf,
}

impl Built {
    /// As the scripts take it: `NAME=DOOR:PATH`.
    pub(super) fn argument(&self) -> String {
        let door = if self.variant.is_loaded_by_hpy() { "hpy" } else { "capi" };
        format!("{}={door}:{}", self.variant.name(), self.library.display())
    }
}

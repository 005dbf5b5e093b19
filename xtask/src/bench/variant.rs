//! The variants of the suite: the same functions on different foundations.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A foundation that the suite is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Variant {
    /// The C API, in C.
    CApi,
    /// HPy's universal ABI, in C.
    HpyC,
    /// PyO3.
    PyO3,
    /// hpy-rs, entered through the interpreter's HPy.
    Ours,
    /// hpy-rs, entered through its own door.
    Own,
}

/// All of them, in the order of the tables.
pub(super) const ALL: [Variant; 5] = [Variant::CApi, Variant::HpyC, Variant::PyO3, Variant::Ours, Variant::Own];

impl Variant {
    /// Its name for the scripts, as serde writes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CApi => "capi",
            Self::HpyC => "hpyc",
            Self::PyO3 => "pyo3",
            Self::Ours => "ours",
            Self::Own => "own",
        }
    }

    /// Its name for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::CApi => "C API",
            Self::HpyC => "HPy in C",
            Self::PyO3 => "PyO3",
            Self::Ours => "hpy-rs",
            Self::Own => "own door",
        }
    }

    /// Whether the interpreter's HPy loads it.
    pub(super) fn is_loaded_by_hpy(self) -> bool {
        matches!(self, Self::HpyC | Self::Ours)
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

//! [`Setting`]: one way to run tests, on an interpreter, through a door, in a mode.

use std::fmt;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::files::TestFile;
use super::watch::Watch;
use crate::build::{Abi, Profile, Target};
use crate::interpreters::{Implementation, Interpreter};

/// How an extension is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    /// Through the interpreter's HPy.
    HPy,
    /// Through the file's own door.
    Own,
}

/// How many of the tests run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Extent {
    /// All.
    Full,
    /// The twins of `tests/extension`.
    Twins,
    /// A bit of everything.
    Smoke,
}

impl Extent {
    /// The word for it in the table.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Twins => "twins",
            Self::Smoke => "smoke",
        }
    }
}

/// One way to run tests.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    pub(super) interpreter: Interpreter,
    /// What extensions are built for.
    pub(super) abi: Abi,
    pub(super) door: Door,
    /// In the debug mode of its door, with the leak detector.
    pub(super) debug: bool,
    pub(super) extent: Extent,
    /// Of the probes that try to break things, the slow ones as well.
    pub(super) all_probes: bool,
    /// Who looks on.
    pub(super) watch: Option<Watch>,
}

impl Door {
    /// The one that is taken when nobody chooses.
    pub(super) fn preferred(interpreter: &Interpreter) -> Self {
        if interpreter.prefers_hpy() { Self::HPy } else { Self::Own }
    }

    /// Those that open.
    pub(super) fn all(interpreter: &Interpreter) -> Vec<Self> {
        if interpreter.has_working_hpy() { vec![Self::HPy, Self::Own] } else { vec![Self::Own] }
    }

    /// The word for it in `HPY_RS_DOOR`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::HPy => "hpy",
            Self::Own => "own",
        }
    }
}

impl Setting {
    pub(super) fn new(interpreter: &Interpreter, full: bool) -> Self {
        let extent = if full { Extent::Full } else { Extent::Smoke };
        Self {
            interpreter: interpreter.clone(),
            abi: Abi::Universal,
            door: Door::preferred(interpreter),
            debug: false,
            extent,
            all_probes: false,
            watch: None,
        }
    }

    /// With extensions that are built for CPython alone.
    pub(super) fn linked(interpreter: &Interpreter, abi: Abi, extent: Extent) -> Self {
        Self { abi, door: Door::Own, extent, ..Self::new(interpreter, true) }
    }

    pub(super) fn debug(self) -> Self {
        Self { debug: true, ..self }
    }

    pub(super) fn through(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// Whether extensions come in by its door when nobody chooses one.
    pub(super) fn takes_its_door_by_itself(&self) -> bool {
        self.abi != Abi::Universal || self.door == Door::preferred(&self.interpreter)
    }

    /// Whether `file` is among what this setting runs.
    pub(super) fn runs(&self, file: &TestFile) -> bool {
        match self.extent {
            Extent::Full => {
                let own = self.abi == Abi::Universal && self.door == Door::Own;
                (own || !file.is_raw()) && (own && self.debug || !file.is_misuse())
            }
            Extent::Twins => file.is_twin(),
            Extent::Smoke => file.is_smoke(),
        }
    }

    /// What its extensions are built for.
    ///
    /// # Errors
    /// When the interpreter does not say what extensions are called.
    pub(super) fn target(&self) -> Result<Target> {
        match self.abi {
            Abi::Universal => Ok(Target::universal()),
            Abi::Cpython => Target::cpython(&self.interpreter.program),
            Abi::Abi3 => Ok(Target::abi3(None)),
        }
    }

    /// How its extensions are built: what is shipped is what is tested, but of those for CPython alone there are too many.
    pub(super) fn profile(&self) -> Profile {
        let usual = if self.abi == Abi::Universal { Profile::Release } else { Profile::Quick };
        self.watch.map_or(usual, Watch::profile)
    }

    /// How extensions get into the interpreter.
    pub(super) fn deployment(&self) -> &'static str {
        match (self.abi, self.door, self.debug) {
            (Abi::Cpython, ..) => "cpython",
            (Abi::Abi3, ..) => "abi3",
            (Abi::Universal, Door::HPy, true) => "hpy debug",
            (Abi::Universal, Door::Own, true) => "own debug",
            (Abi::Universal, door, false) => door.word(),
        }
    }

    /// How many files a process may run: those that take long to start run more than one.
    pub(super) fn files_at_once(&self) -> usize {
        if self.is_fast() { 1 } else { 10 }
    }

    /// Whether the interpreter starts in no time.
    pub(super) fn is_fast(&self) -> bool {
        self.interpreter.implementation != Implementation::GraalPy
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.interpreter.name, self.deployment())?;
        self.watch.map_or(Ok(()), |watch| write!(formatter, " {}", watch.word()))
    }
}

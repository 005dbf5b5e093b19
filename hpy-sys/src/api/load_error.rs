//! [`LoadError`]: why a file cannot be used in an interpreter.

use std::ffi::c_int;
use std::fmt;

/// Why the file cannot be used in this interpreter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The file was loaded before, by the door that is called so.
    OtherDoor(&'static str),
    /// The file was loaded in another mode of HPy before.
    OtherMode,
    /// This is not the main interpreter, but the one with this number.
    SubInterpreter(i64),
    /// No layout is known for this interpreter.
    Unknown {
        /// `sys.implementation.name`.
        name: String,
        /// `sys.version_info[:2]`.
        version: (i64, i64),
    },
    /// `sys.implementation.name` says this, and the interpreter is another one.
    Misnamed(String),
    /// The table says another ABI version than 0.
    AbiVersion(c_int),
    /// There is too little memory to find out what must be known.
    NoMemory,
    /// This of `sys` could not be read.
    Unreadable(&'static str),
    /// Python code has put something of its own into `builtins` under this name.
    Replaced(&'static str),
    /// The interpreter exports no such C function.
    MissingSymbol(String),
    /// The file is for another CPython: of this version, or from 3.9 on.
    OtherPython {
        /// The version of the one CPython that it is for, and whether that is a free-threaded build.
        built_for: Option<((u8, u8), bool)>,
    },
    /// The file is for the stable ABI, which free-threaded builds of CPython do not have.
    NoStableAbi,
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherDoor(first) => {
                write!(
                    formatter,
                    "the module's file is already loaded through the other door in this process, by {first}"
                )
            }
            Self::OtherMode => {
                write!(formatter, "the module's file is already loaded in this process, in another mode of HPy")
            }
            Self::SubInterpreter(id) => {
                write!(formatter, "the module can be used in the main interpreter only, this is interpreter {id}")
            }
            Self::Unknown { name, version: (major, minor) } => {
                write!(formatter, "HPy's layout is not known for the interpreter {name:?} with Python {major}.{minor}")
            }
            Self::Misnamed(name) => {
                write!(formatter, "sys.implementation.name is {name:?}, but the interpreter is another")
            }
            Self::AbiVersion(found) => write!(formatter, "the module needs HPy's ABI version 0, found {found}"),
            Self::NoMemory => write!(formatter, "there is too little memory to load the module"),
            Self::Unreadable(what) => {
                write!(formatter, "cannot read {what} to find out the interpreter")
            }
            Self::Replaced(name) => write!(formatter, "builtins.{name} is not Python's own {name}"),
            Self::MissingSymbol(name) => {
                write!(formatter, "the interpreter does not export {name}")
            }
            Self::OtherPython { built_for: Some(((major, minor), is_free)) } => {
                let kind = if *is_free { "a free-threaded build of CPython" } else { "another CPython" };
                write!(formatter, "the module's file was built for {kind}, of version {major}.{minor}")
            }
            Self::NoStableAbi => write!(
                formatter,
                "the module's file is for CPython's stable ABI, which a free-threaded build does not have: \
                 use a universal file, or one that was built for this CPython"
            ),
            Self::OtherPython { built_for: None } => {
                write!(formatter, "the module's file was built for CPython 3.9 or newer")
            }
        }
    }
}

impl std::error::Error for LoadError {}

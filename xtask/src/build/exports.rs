//! What a universal library must export, and what it must not want from an interpreter.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use object::{Object, ObjectSection, ObjectSymbol};

/// What begins the names of the entry points of a module, beside `HPyInit_`.
const ENTRY_POINTS: [&str; 4] =
    ["get_required_hpy_major_version_", "get_required_hpy_minor_version_", "HPyInitGlobalContext_", "PyInit_"];

/// The names in a library's table of dynamic symbols.
#[derive(Debug, Default)]
struct Symbols {
    exported: BTreeSet<String>,
    wanted: BTreeSet<String>,
}

/// The sections in which each class of a library has a byte that says whether it needs the own door; hpy-rs names them in
/// `class/expansion.rs`, and gives the numbers in `class/needed_door.rs`.
const DOOR_SECTIONS: [&str; 2] = [".hpy_rs.door", "__hpy_rs_door"];

/// What is in a library that was found complete.
#[derive(Debug)]
pub(super) struct Found {
    /// The names of its modules.
    pub(super) modules: Vec<String>,
    /// Whether it has a class that HPy cannot make.
    pub(super) needs_door: bool,
}

/// Looks at `library`.
pub(super) fn look(library: &Path) -> Result<Found> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let not_one = || format!("{} is no library", library.display());
    let file = object::File::parse(bytes.as_slice()).with_context(not_one)?;
    let symbols = Symbols::read(&file).with_context(not_one)?;
    let modules = symbols.modules().with_context(|| format!("{} cannot be imported", library.display()))?;
    let section = DOOR_SECTIONS.iter().find_map(|name| file.section_by_name(name));
    let needs = section.map(|section| section.data()).transpose().with_context(not_one)?.unwrap_or_default();
    Ok(Found { modules, needs_door: needs_door(needs)? })
}

/// Whether one of the classes with these bytes needs the own door.
fn needs_door(classes: &[u8]) -> Result<bool> {
    match classes.iter().max() {
        None | Some(0) => Ok(false),
        Some(1) => Ok(true),
        Some(number) => bail!("a class needs the door {number}, which is not known: it is of another hpy-rs"),
    }
}

impl Symbols {
    fn read(file: &object::File<'_>) -> Result<Self> {
        let mut symbols = Self::default();
        for symbol in file.dynamic_symbols() {
            let name = symbol.name()?.to_owned();
            // Weak ones count as wanted too: they would be null on some interpreters.
            if symbol.is_undefined() {
                symbols.wanted.insert(name);
            } else if symbol.is_global() {
                symbols.exported.insert(name);
            }
        }
        Ok(symbols)
    }

    fn modules(&self) -> Result<Vec<String>> {
        let python = |name: &&String| name.starts_with("Py") || name.starts_with("_Py");
        let wanted: Vec<&str> = self.wanted.iter().filter(python).map(String::as_str).collect();
        if !wanted.is_empty() {
            bail!(
                "it wants symbols of one Python's C API, which are not there on every interpreter: {}. \
                 Look for a dependency that links Python, such as pyo3-ffi",
                wanted.join(", ")
            );
        }
        let init = self.exported.iter().filter_map(|name| name.strip_prefix("HPyInit_"));
        let names: Vec<String> = init.map(str::to_owned).collect();
        if names.is_empty() {
            bail!("it exports no HPyInit_ function: the crate needs a #[hpy_module]");
        }
        let expected = names.iter().flat_map(|name| ENTRY_POINTS.map(|start| format!("{start}{name}")));
        let missing: Vec<String> = expected.filter(|name| !self.exported.contains(name)).collect();
        if !missing.is_empty() {
            bail!("it does not export {}", missing.join(", "));
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::{ENTRY_POINTS, Symbols, needs_door};

    fn complete(names: &[&str]) -> Symbols {
        let starts = ENTRY_POINTS.iter().copied().chain(["HPyInit_"]);
        let exported = starts.flat_map(|start| names.iter().map(move |name| format!("{start}{name}"))).collect();
        Symbols { exported, wanted: ["malloc", "strlen"].map(str::to_owned).into() }
    }

    #[test]
    fn every_module_of_a_library_is_found() {
        assert_eq!(complete(&["one", "two"]).modules().unwrap(), ["one", "two"]);
    }

    #[test]
    fn each_entry_point_must_be_there() {
        for start in ENTRY_POINTS {
            let mut symbols = complete(&["one", "two"]);
            let gone = format!("{start}two");
            symbols.exported.remove(&gone);
            assert!(symbols.modules().unwrap_err().to_string().contains(&gone));
        }
    }

    #[test]
    fn a_library_without_a_module_is_refused() {
        assert!(complete(&[]).modules().unwrap_err().to_string().contains("#[hpy_module]"));
    }

    #[test]
    fn the_class_that_needs_most_decides() {
        assert!(!needs_door(&[]).unwrap());
        assert!(!needs_door(&[0, 0]).unwrap());
        assert!(needs_door(&[0, 1, 0]).unwrap());
        assert!(needs_door(&[2]).is_err());
    }

    #[test]
    fn symbols_of_python_are_refused_by_name() {
        for name in ["PyLong_FromLong", "_PyObject_Dump", "_Py_NoneStruct"] {
            let mut symbols = complete(&["one"]);
            symbols.wanted.insert(name.to_owned());
            assert!(symbols.modules().unwrap_err().to_string().contains(name));
        }
    }
}

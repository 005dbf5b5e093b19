//! What a universal library must export, and what it must not want from an interpreter.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use object::{Object, ObjectSymbol};

/// What begins the names of the entry points of a module, beside `HPyInit_`.
const ENTRY_POINTS: [&str; 4] =
    ["get_required_hpy_major_version_", "get_required_hpy_minor_version_", "HPyInitGlobalContext_", "PyInit_"];

/// The names in a library's table of dynamic symbols.
#[derive(Debug, Default)]
struct Symbols {
    exported: BTreeSet<String>,
    wanted: BTreeSet<String>,
}

/// The names of the modules in `library`, which was found complete.
pub(super) fn modules(library: &Path) -> Result<Vec<String>> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let symbols = Symbols::read(&bytes).with_context(|| format!("{} is no library", library.display()))?;
    symbols.modules().with_context(|| format!("{} cannot be imported", library.display()))
}

impl Symbols {
    fn read(bytes: &[u8]) -> Result<Self> {
        let file = object::File::parse(bytes)?;
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
    use super::{ENTRY_POINTS, Symbols};

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
    fn symbols_of_python_are_refused_by_name() {
        for name in ["PyLong_FromLong", "_PyObject_Dump", "_Py_NoneStruct"] {
            let mut symbols = complete(&["one"]);
            symbols.wanted.insert(name.to_owned());
            assert!(symbols.modules().unwrap_err().to_string().contains(name));
        }
    }
}

//! What a library must export, and what it may want from an interpreter.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use object::{Object, ObjectSection, ObjectSymbol};

use super::Abi;
use super::stub::Doors;

/// What begins the names of a universal module's entry points, beside `HPyInit_`.
const ENTRY_POINTS: [&str; 3] =
    ["get_required_hpy_major_version_", "get_required_hpy_minor_version_", "HPyInitGlobalContext_"];

/// What begins the name of the entry point of the own door, and of all that an extension for CPython alone has.
const OWN_ENTRY_POINT: &str = "PyInit_";

/// What hpy-sys links in a build for one CPython that the stable ABI of 3.9 does not have. Some of it is in every such build, of
/// whatever module: `PyUnicode_New`, `PyObject_CallFinalizerFromDealloc`. `python/hatch_build.py` has the same list.
const NOT_STABLE: [&str; 15] = [
    "PyBuffer_Release",
    "PyContextVar_Get",
    "PyContextVar_New",
    "PyContextVar_Set",
    "PyObject_CallFinalizerFromDealloc",
    "PyObject_GetBuffer",
    "PyObject_Vectorcall",
    "PyObject_VectorcallDict",
    "PyObject_VectorcallMethod",
    "PyThreadState_GetUnchecked",
    "PyUnicode_AsUTF8AndSize",
    "PyUnicode_New",
    "_PyLong_New",
    "_PyObject_Dump",
    "_PyThreadState_UncheckedGet",
];

/// The names in a library's table of dynamic symbols.
#[derive(Debug, Default)]
struct Symbols {
    exported: BTreeSet<String>,
    wanted: BTreeSet<String>,
    /// The libraries that are loaded with it.
    needed: Vec<String>,
}

/// The sections in which each class of a library has a byte that says whether it needs the own door; hpy-rs names them in
/// `class/expansion.rs`, and gives the numbers in `class/needed_door.rs`.
const DOOR_SECTIONS: [&str; 2] = [".hpy_rs.door", "__hpy_rs_door"];

/// What is in a library that was found complete.
#[derive(Debug)]
pub(super) struct Found {
    /// The names of its modules.
    pub(super) modules: Vec<String>,
    /// How they can be entered, if they are universal.
    pub(super) doors: Doors,
}

/// Looks at `library`.
pub(super) fn look(library: &Path, abi: Abi) -> Result<Found> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let not_one = || format!("{} is no library", library.display());
    let file = object::File::parse(bytes.as_slice()).with_context(not_one)?;
    let symbols = Symbols::read(&file).with_context(not_one)?;
    let modules = match abi {
        Abi::Universal => symbols.universal_modules(),
        Abi::Cpython => symbols.cpython_modules(),
        Abi::Abi3 => symbols.abi3_modules(),
    };
    let modules = modules.with_context(|| format!("{} cannot be imported", library.display()))?;
    let section = DOOR_SECTIONS.iter().find_map(|name| file.section_by_name(name));
    let needs = section.map(|section| section.data()).transpose().with_context(not_one)?.unwrap_or_default();
    let doors = match (needs_door(needs)?, symbols.exported_after(OWN_ENTRY_POINT).is_empty()) {
        (true, _) => Doors::Own,
        (false, true) => Doors::HPy,
        (false, false) => Doors::Both,
    };
    Ok(Found { modules, doors })
}

/// Whether one of the classes with these bytes needs the own door.
fn needs_door(classes: &[u8]) -> Result<bool> {
    match classes.iter().max() {
        None | Some(0) => Ok(false),
        Some(1) => Ok(true),
        Some(number) => bail!("a class needs the door {number}, which is not known: it is of another hpy-rs"),
    }
}

fn is_of_python(name: &str) -> bool {
    name.starts_with("Py") || name.starts_with("_Py")
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
        for library in file.import_libraries()? {
            symbols.needed.push(String::from_utf8_lossy(library?.name()).into_owned());
        }
        Ok(symbols)
    }

    /// The names of functions that begin with `start`, without that.
    fn exported_after(&self, start: &str) -> Vec<String> {
        self.exported.iter().filter_map(|name| name.strip_prefix(start)).map(str::to_owned).collect()
    }

    fn universal_modules(&self) -> Result<Vec<String>> {
        let wanted: Vec<&str> = self.wanted.iter().map(String::as_str).filter(|name| is_of_python(name)).collect();
        if !wanted.is_empty() {
            bail!(
                "it wants symbols of one Python's C API, which are not there on every interpreter: {}. \
                 Look for a dependency that links Python, such as pyo3-ffi, or that asks for hpy-rs's feature `cpython`",
                wanted.join(", ")
            );
        }
        let names = self.exported_after("HPyInit_");
        if names.is_empty() {
            bail!("it exports no HPyInit_ function: the crate needs a #[hpy_module]");
        }
        // Without its own door none of a file's modules has that entry point.
        let own = Some(OWN_ENTRY_POINT).filter(|start| !self.exported_after(start).is_empty());
        let starts: Vec<_> = ENTRY_POINTS.into_iter().chain(own).collect();
        let expected = names.iter().flat_map(|name| starts.iter().map(move |start| format!("{start}{name}")));
        let missing: Vec<String> = expected.filter(|name| !self.exported.contains(name)).collect();
        if !missing.is_empty() {
            bail!("it does not export {}", missing.join(", "));
        }
        Ok(names)
    }

    fn linked_modules(&self) -> Result<Vec<String>> {
        let names = self.exported_after(OWN_ENTRY_POINT);
        if names.is_empty() {
            bail!("it exports no PyInit_ function: the crate needs a #[hpy_module]");
        }
        if let Some(universal) = self.exported_after("HPyInit_").first() {
            bail!("it is universal: it exports HPyInit_{universal}; hpy-rs's feature `cpython` did not reach hpy-rs");
        }
        if !self.wanted.iter().any(|name| is_of_python(name)) {
            bail!("it wants nothing of Python's C API: hpy-rs's feature `cpython` did not reach hpy-sys");
        }
        if let Some(python) = self.needed.iter().find(|library| library.starts_with("libpython")) {
            bail!("it loads {python}; an extension has Python's symbols from the interpreter that loads it");
        }
        Ok(names)
    }

    /// What it wants that the stable ABI does not have.
    fn unstable(&self) -> Vec<&'static str> {
        NOT_STABLE.into_iter().filter(|name| self.wanted.contains(*name)).collect()
    }

    fn cpython_modules(&self) -> Result<Vec<String>> {
        let names = self.linked_modules()?;
        if self.unstable().is_empty() {
            bail!(
                "it keeps to the stable ABI, and is slower for it: a dependency asks for hpy-rs's feature `abi3`. \
                 Remove that there, or build with --abi abi3"
            );
        }
        Ok(names)
    }

    fn abi3_modules(&self) -> Result<Vec<String>> {
        let names = self.linked_modules()?;
        let unstable = self.unstable();
        if !unstable.is_empty() {
            bail!("it is for one CPython only: the stable ABI of 3.9 has no {}", unstable.join(", "));
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::{ENTRY_POINTS, NOT_STABLE, OWN_ENTRY_POINT, Symbols, needs_door};

    fn complete(names: &[&str]) -> Symbols {
        let starts = ENTRY_POINTS.into_iter().chain([OWN_ENTRY_POINT, "HPyInit_"]);
        let exported = starts.flat_map(|start| names.iter().map(move |name| format!("{start}{name}"))).collect();
        Symbols { exported, wanted: ["malloc", "strlen"].map(str::to_owned).into(), needed: Vec::new() }
    }

    /// Of the stable ABI.
    fn linked() -> Symbols {
        let exported = ["PyInit_one".to_owned()].into();
        let wanted = ["malloc", "PyLong_AsLong"].map(str::to_owned).into();
        Symbols { exported, wanted, needed: vec!["libc.so.6".to_owned()] }
    }

    #[test]
    fn every_module_of_a_library_is_found() {
        assert_eq!(complete(&["one", "two"]).universal_modules().unwrap(), ["one", "two"]);
        assert_eq!(linked().abi3_modules().unwrap(), ["one"]);
        let mut symbols = linked();
        symbols.wanted.insert(NOT_STABLE[0].to_owned());
        assert_eq!(symbols.cpython_modules().unwrap(), ["one"]);
    }

    #[test]
    fn each_entry_point_must_be_there() {
        for start in ENTRY_POINTS.into_iter().chain([OWN_ENTRY_POINT]) {
            let mut symbols = complete(&["one", "two"]);
            let gone = format!("{start}two");
            symbols.exported.remove(&gone);
            assert!(symbols.universal_modules().unwrap_err().to_string().contains(&gone));
        }
    }

    #[test]
    fn a_library_may_have_no_door_of_its_own() {
        let mut symbols = complete(&["one", "two"]);
        symbols.exported.retain(|name| !name.starts_with(OWN_ENTRY_POINT));
        assert_eq!(symbols.universal_modules().unwrap(), ["one", "two"]);
    }

    #[test]
    fn a_library_without_a_module_is_refused() {
        assert!(complete(&[]).universal_modules().unwrap_err().to_string().contains("#[hpy_module]"));
        assert!(complete(&[]).linked_modules().unwrap_err().to_string().contains("#[hpy_module]"));
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
            assert!(symbols.universal_modules().unwrap_err().to_string().contains(name));
        }
    }

    #[test]
    fn another_abi_than_asked_for_is_refused() {
        let error = complete(&["one"]).linked_modules().unwrap_err().to_string();
        assert!(error.contains("universal"), "{error}");
        let error = linked().universal_modules().unwrap_err().to_string();
        assert!(error.contains("PyLong_AsLong"), "{error}");
        for name in NOT_STABLE {
            let mut symbols = linked();
            symbols.wanted.insert(name.to_owned());
            assert!(symbols.abi3_modules().unwrap_err().to_string().contains(name));
            assert!(symbols.cpython_modules().is_ok());
        }
        let error = linked().cpython_modules().unwrap_err().to_string();
        assert!(error.contains("stable ABI"), "{error}");
    }

    #[test]
    fn the_hook_knows_the_same_symbols() {
        let hook = std::fs::read_to_string(crate::workspace::root().join("python/hatch_build.py")).unwrap();
        let list = hook.split("NOT_STABLE = {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
        assert_eq!(list.split('"').skip(1).step_by(2).collect::<Vec<_>>(), NOT_STABLE);
    }

    #[test]
    fn an_extension_with_a_python_of_its_own_is_refused() {
        let mut symbols = linked();
        symbols.needed.push("libpython3.11.so.1.0".to_owned());
        assert!(symbols.linked_modules().unwrap_err().to_string().contains("libpython3.11"));
    }

    #[test]
    fn a_library_that_only_looks_like_one_for_cpython_is_refused() {
        let mut symbols = linked();
        symbols.wanted.remove("PyLong_AsLong");
        assert!(symbols.linked_modules().unwrap_err().to_string().contains("did not reach hpy-sys"));
    }
}

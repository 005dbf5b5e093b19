//! Where the running interpreter keeps a C function.
//!
//! One file serves every interpreter, so it links to none: names are looked up in the process that loaded it, first the
//! plain name, then PyPy's (`PyX` is `PyPyX` there, `_PyX` is `_PyPyX`).

use std::ffi::{CStr, CString, c_void};
use std::ptr;

/// The objects of the process that are searched.
#[derive(Debug)]
pub(super) struct Scope {
    handle: *mut c_void,
}

/// Every interpreter has one of these.
const LANDMARKS: [&CStr; 2] = [c"Py_IsInitialized", c"PyPy_IsInitialized"];

impl Scope {
    /// The scope that holds the interpreter's functions: all global symbols or, if an embedder loaded the interpreter's
    /// library locally, that library. Without an interpreter nothing will be found in it.
    pub(super) fn of_interpreter() -> Self {
        let global = Self { handle: process::GLOBAL };
        if LANDMARKS.iter().any(|name| !global.address_of(name).is_null()) {
            return global;
        }
        process::library_with(&LANDMARKS).map_or(global, |handle| Self { handle })
    }

    /// The address of a function or a variable, or null.
    pub(super) fn find(&self, name: &CStr) -> *mut c_void {
        let address = self.address_of(name);
        if !address.is_null() {
            return address;
        }
        pypy_name(name).map_or(ptr::null_mut(), |name| self.address_of(&name))
    }

    fn address_of(&self, name: &CStr) -> *mut c_void {
        process::address_of(self.handle, name)
    }
}

/// `PyX` as PyPy calls it; names that do not start with `Py` or `_Py` have none.
fn pypy_name(name: &CStr) -> Option<CString> {
    let name = name.to_str().ok()?;
    let renamed = match (name.strip_prefix("_Py"), name.strip_prefix("Py")) {
        (Some(rest), _) => format!("_PyPy{rest}"),
        (None, Some(rest)) => format!("PyPy{rest}"),
        (None, None) => return None,
    };
    CString::new(renamed).ok()
}

#[cfg(unix)]
mod process {
    use super::{CStr, c_void};

    /// What stands for all global symbols.
    pub(super) const GLOBAL: *mut c_void = libc::RTLD_DEFAULT;

    pub(super) fn address_of(handle: *mut c_void, name: &CStr) -> *mut c_void {
        // SAFETY: the handle is RTLD_DEFAULT or an object that was opened and never closed; the name is a C string.
        unsafe { libc::dlsym(handle, name.as_ptr()) }
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
    pub(super) use local::library_with;

    /// Elsewhere the loaded libraries cannot be listed this way; global symbols have to do.
    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
    pub(super) fn library_with(_landmarks: &[&CStr]) -> Option<*mut c_void> {
        None
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
    mod local {
        use std::ffi::{CStr, c_int, c_void};

        struct Search<'a> {
            landmarks: &'a [&'a CStr],
            found: Option<*mut c_void>,
        }

        /// The first loaded library that has one of `landmarks`; it is kept open.
        pub(in super::super) fn library_with(landmarks: &[&CStr]) -> Option<*mut c_void> {
            let mut search = Search { landmarks, found: None };
            // SAFETY: `visit` takes the `Search` it is given here, which outlives the walk.
            unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut search).cast()) };
            search.found
        }

        unsafe extern "C" fn visit(info: *mut libc::dl_phdr_info, _size: usize, search: *mut c_void) -> c_int {
            // SAFETY: `library_with` passed a `Search` that nothing else touches during the walk.
            let search = unsafe { &mut *search.cast::<Search<'_>>() };
            // SAFETY: the loader passes a valid description of a loaded object.
            let path = unsafe { (*info).dlpi_name };
            if path.is_null() {
                return 0;
            }
            // SAFETY: a C string of the loader; NOLOAD: nothing is loaded, so no code runs.
            let handle = unsafe { libc::dlopen(path, libc::RTLD_LAZY | libc::RTLD_NOLOAD) };
            if handle.is_null() {
                return 0;
            }
            if search.landmarks.iter().any(|name| !super::address_of(handle, name).is_null()) {
                search.found = Some(handle);
                return 1;
            }
            // SAFETY: opened above, used no more.
            unsafe { libc::dlclose(handle) };
            0
        }
    }
}

#[cfg(not(unix))]
mod process {
    use super::{CStr, c_void};

    pub(super) const GLOBAL: *mut c_void = std::ptr::null_mut();

    /// Not written yet for this system: nothing is found, and loading says which names are missing.
    pub(super) fn address_of(_handle: *mut c_void, _name: &CStr) -> *mut c_void {
        std::ptr::null_mut()
    }

    pub(super) fn library_with(_landmarks: &[&CStr]) -> Option<*mut c_void> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pypy_names_keep_the_underscore_in_front() {
        assert_eq!(pypy_name(c"PyLong_AsLong").as_deref(), Some(c"PyPyLong_AsLong"));
        assert_eq!(pypy_name(c"_PyObject_Dump").as_deref(), Some(c"_PyPyObject_Dump"));
        assert_eq!(pypy_name(c"Py_IncRef").as_deref(), Some(c"PyPy_IncRef"));
        assert_eq!(pypy_name(c"malloc"), None);
    }

    #[test]
    fn a_process_without_an_interpreter_has_no_functions() {
        assert!(Scope::of_interpreter().find(c"PyLong_AsLong").is_null());
    }

    #[test]
    fn a_library_is_found_by_what_it_defines() {
        let handle = process::library_with(&[c"malloc"]).expect("the C library is loaded");
        assert!(!process::address_of(handle, c"malloc").is_null());
        assert!(process::library_with(&[c"no_such_function_anywhere"]).is_none());
    }
}

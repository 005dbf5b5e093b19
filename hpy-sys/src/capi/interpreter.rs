//! Which interpreter runs this file, asked of the C API: the door of our own opens before there is any context table.

use std::ffi::CStr;
use std::ptr;

use super::functions::basis::{
    Py_DecRef, Py_GetVersion, PyImport_ImportModule, PyLong_AsLong, PyObject_GetAttrString, PySys_GetObject,
    PyUnicode_AsUTF8AndSize,
};
use super::lookup::Scope;
use crate::abi::PyObject;
use crate::api::{LoadError, Runtime};

/// What the C API's own structs look like here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interpreter {
    /// Whose it is.
    pub(crate) runtime: Runtime,
    /// The version of Python it speaks.
    pub(crate) version: (u8, u8),
    /// Words in front of an object's own data: 2, on PyPy 3, where threads are free 4. The last one is the type.
    pub(crate) header_words: usize,
    /// A build that counts references on the side, for debugging.
    pub(crate) counts_references: bool,
}

const WORD: usize = size_of::<usize>();
/// `tp_basicsize` in a type's struct, counted in words after the header.
const BASICSIZE_WORD: usize = 2;

impl Interpreter {
    /// Asks the running interpreter.
    ///
    /// # Errors
    ///
    /// It is not known, or does not say; then there may be an exception set.
    ///
    /// # Safety
    ///
    /// The functions of `basis` are loaded and the interpreter's lock is held.
    pub(crate) unsafe fn detect() -> Result<Self, LoadError> {
        // SAFETY: the caller's promise, here and below.
        let name = unsafe { implementation_name() }.ok_or(LoadError::Unreadable("sys.implementation.name"))?;
        // SAFETY: as above.
        let version = unsafe { version_of_sys() }.ok_or(LoadError::Unreadable("sys.hexversion"))?;
        // SAFETY: as above.
        let runtime = unsafe { runtime_called(&name, (version.0.into(), version.1.into())) }?;
        // SAFETY: as above.
        let version = unsafe { version_of(runtime) }.unwrap_or(version);
        // SAFETY: as above.
        let header_words = unsafe { header_words(runtime) }.ok_or(LoadError::Unreadable("object.__basicsize__"))?;
        // SAFETY: as above; the result is borrowed and only compared.
        let counts_references = !unsafe { PySys_GetObject(c"gettotalrefcount".as_ptr()) }.is_null();
        Ok(Self { runtime, version, header_words, counts_references })
    }

    /// Is this a CPython whose threads run at the same time, if its lock is not on?
    pub(crate) const fn is_free_threaded(&self) -> bool {
        is_free_threaded(self.runtime, self.version, self.header_words)
    }

    /// Is this a CPython of a version whose types' structs were looked at?
    pub(crate) const fn has_known_types(&self) -> bool {
        matches!(self.runtime, Runtime::CPython) && is_known_cpython(self.version)
    }

    /// Is this CPython with its lock, on a machine that its inline functions are written for here?
    pub(crate) const fn has_plain_headers(&self) -> bool {
        matches!(self.runtime, Runtime::CPython) && self.header_words == 2
    }
}

/// The versions of CPython whose structs were looked at.
pub(crate) const fn is_known_cpython(version: (u8, u8)) -> bool {
    matches!(version, (3, 8..=15))
}

/// See [`Interpreter::is_free_threaded`]. Before 3.13 a longer header belongs to a build that links all objects.
pub(crate) const fn is_free_threaded(runtime: Runtime, version: (u8, u8), header_words: usize) -> bool {
    matches!(runtime, Runtime::CPython) && version.0 == 3 && version.1 >= 13 && header_words > 2
}

/// The interpreter with this name, if it is the running one. The name alone is no proof, since Python code can change it.
///
/// # Errors
///
/// The name is not known, or is that of another interpreter.
///
/// # Safety
///
/// The functions of `basis` are loaded and the interpreter's lock is held.
pub(crate) unsafe fn runtime_called(name: &str, version: (i64, i64)) -> Result<Runtime, LoadError> {
    let runtime = match name {
        "cpython" => Runtime::CPython,
        "pypy" => Runtime::PyPy,
        "graalpy" => Runtime::GraalPy,
        _ => return Err(LoadError::Unknown { name: name.to_owned(), version }),
    };
    // SAFETY: the caller's promise.
    if unsafe { running() } == runtime { Ok(runtime) } else { Err(LoadError::Misnamed(name.to_owned())) }
}

/// Which of the interpreters that are known this would be, by its C API.
///
/// # Safety
///
/// As for [`runtime_called`].
unsafe fn running() -> Runtime {
    // Of the three only GraalPy exports this function.
    if !Scope::of_interpreter().find(c"_Py_TYPE").is_null() {
        return Runtime::GraalPy;
    }
    // SAFETY: the caller's promise.
    let is_pypy = unsafe { version_text() }.is_some_and(|text| text.to_bytes().windows(5).any(|part| part == b"[PyPy"));
    if is_pypy { Runtime::PyPy } else { Runtime::CPython }
}

unsafe fn implementation_name() -> Option<String> {
    // SAFETY: the caller loaded `basis` and holds the lock.
    let implementation = unsafe { PySys_GetObject(c"implementation".as_ptr()) };
    // SAFETY: as above; borrowed from `sys`, or null.
    let name = unsafe { attribute(implementation, c"name") }?;
    // SAFETY: as above; a live object.
    let text = unsafe { PyUnicode_AsUTF8AndSize(name, ptr::null_mut()) };
    let copy = if text.is_null() {
        None
    } else {
        // SAFETY: a C string that lives as long as `name`.
        unsafe { CStr::from_ptr(text) }.to_str().ok().map(str::to_owned)
    };
    // SAFETY: owned by this function and used no more.
    unsafe { Py_DecRef(name) };
    copy
}

/// The version of Python, as the C API tells it: Python code can change what `sys` says, and tests do. `None` where it does not.
///
/// # Safety
///
/// The functions of `basis` are loaded and the interpreter's lock is held.
pub(crate) unsafe fn version_of(runtime: Runtime) -> Option<(u8, u8)> {
    if runtime == Runtime::GraalPy {
        return None;
    }
    // SAFETY: the caller's promise.
    version_in(unsafe { version_text() }?)
}

/// What the C API says of its version; for any interpreter but GraalPy.
///
/// # Safety
///
/// As for [`version_of`].
unsafe fn version_text() -> Option<&'static CStr> {
    let tell = Py_GetVersion()?;
    // SAFETY: the C API's function, which takes nothing and calls nobody.
    let text = unsafe { tell() };
    // SAFETY: as above; a C string that lives as long as the interpreter.
    Some(unsafe { CStr::from_ptr(text) })
}

/// The first two numbers of a text as `3.14.0 (main, …`.
fn version_in(text: &CStr) -> Option<(u8, u8)> {
    let mut numbers = text.to_bytes().split(|byte| !byte.is_ascii_digit());
    let mut number = || std::str::from_utf8(numbers.next()?).ok()?.parse().ok();
    Some((number()?, number()?))
}

unsafe fn version_of_sys() -> Option<(u8, u8)> {
    // SAFETY: the caller loaded `basis` and holds the lock.
    let version = unsafe { PySys_GetObject(c"hexversion".as_ptr()) };
    if version.is_null() {
        return None;
    }
    // SAFETY: as above; a live object.
    let [_, major, minor, ..] = unsafe { PyLong_AsLong(version) }.to_be_bytes().last_chunk::<5>().copied()?;
    Some((major, minor))
}

/// The size of an object's header: what `object` itself takes.
unsafe fn header_words(runtime: Runtime) -> Option<usize> {
    // SAFETY: the caller loaded `basis` and holds the lock.
    let builtins = unsafe { PyImport_ImportModule(c"builtins".as_ptr()) };
    // SAFETY: as above; a live object or null.
    let object = unsafe { attribute(builtins, c"object") }?;
    // SAFETY: as above.
    unsafe { header_words_in(object, runtime) }
}

/// What the type `object` says of that.
///
/// # Safety
///
/// The functions of `basis` are loaded, the interpreter's lock is held, and `object` is live.
pub(crate) unsafe fn header_words_in(object: *mut PyObject, runtime: Runtime) -> Option<usize> {
    if matches!(runtime, Runtime::PyPy) {
        // PyPy has no `__basicsize__`. Its header is 3 words; a type's struct says so again, behind header and length.
        // SAFETY: a live object, whose header has that.
        if !unsafe { is_plain_type(object) } {
            return None;
        }
        // SAFETY: `object` is a type, whose struct is longer than this.
        let size = unsafe { object.cast::<usize>().wrapping_add(3 + BASICSIZE_WORD).read() };
        return (size == 3 * WORD).then_some(3);
    }
    // SAFETY: as above; a live object.
    let size = unsafe { attribute(object, c"__basicsize__") }?;
    // SAFETY: as above; a live object.
    let bytes = usize::try_from(unsafe { PyLong_AsLong(size) }).ok()?;
    (bytes.is_multiple_of(WORD) && (2..=4).contains(&(bytes / WORD))).then_some(bytes / WORD)
}

/// Whether an object of PyPy's is a type, and its type `type` itself: the only one that is its own type. Python code can put anything
/// into `builtins`.
///
/// # Safety
///
/// The object is live.
unsafe fn is_plain_type(object: *mut PyObject) -> bool {
    /// The word of its type in an object's header.
    const TYPE_WORD: usize = 2;
    // SAFETY: the caller's promise; every object has that word.
    let type_ = unsafe { object.cast::<*mut PyObject>().wrapping_add(TYPE_WORD).read() };
    // SAFETY: as above: the type of a live object is live.
    type_ == unsafe { type_.cast::<*mut PyObject>().wrapping_add(TYPE_WORD).read() }
}

/// An attribute as a new reference; `None` if there is no object, or with an exception set. The few objects asked for live for ever.
unsafe fn attribute(object: *mut PyObject, name: &CStr) -> Option<*mut PyObject> {
    if object.is_null() {
        return None;
    }
    // SAFETY: the caller loaded `basis`, holds the lock and passes a live object.
    let value = unsafe { PyObject_GetAttrString(object, name.as_ptr()) };
    (!value.is_null()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_interpreter_is_named() {
        // SAFETY: a name that is not known is refused before anything is called.
        let error = unsafe { runtime_called("rustpython", (3, 12)) }.expect_err("nobody knows its layout");
        let text = error.to_string();
        assert!(text.contains("rustpython") && text.contains("3.12"), "{text}");
    }
}

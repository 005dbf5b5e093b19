//! The constants of the table: singletons, exceptions and types.
//!
//! The data symbols for them differ or are missing between interpreters, the module `builtins` has nearly all of them
//! everywhere. The references are owned for ever, so that an address stays the object's.

use std::ffi::{CStr, c_int};
use std::ptr;

use crate::abi::{HPy, HPyContext, PyObject};
use crate::api::LoadError;
use crate::capi::{PyCapsule_New, PyImport_ImportModule, PyObject_GetAttrString, PyObject_IsTrue, PyObject_Type};
use crate::cpython::entry::Hand;
use crate::cpython::own_types::{is_of_own_type, is_of_type, is_own_type};
use crate::cpython::refcount::Owned;

macro_rules! builtins {
    ($($constant:ident = $name:literal;)*) => {
        /// Their names, each with a NUL behind it. One text for all: of each constant there is nothing but its name and its
        /// place here, since an address would take four times as much.
        const NAMES: &str = concat!($($name, "\0"),*);

        /// Their places in the table.
        const PLACES: &[u16] = &[$(place(std::mem::offset_of!(HPyContext, $constant))),*];
    };
}

const fn place(offset: usize) -> u16 {
    assert!(offset <= u16::MAX as usize, "the table is smaller than that");
    #[expect(clippy::cast_possible_truncation, reason = "just asserted")]
    let place = offset as u16;
    place
}

/// What `builtins` has under a name, as an owned handle.
///
/// # Safety
///
/// The entry contract.
unsafe fn builtin(builtins: &Owned, name: &'static CStr) -> Result<HPy, LoadError> {
    // SAFETY: the caller's promise.
    let constant = unsafe { attribute(builtins, name) }.ok_or(LoadError::Unreadable("builtins"))?;
    // SAFETY: as above; an attribute is live.
    if unsafe { is_own(constant.hand(), name) } {
        return Ok(constant);
    }
    Err(LoadError::Replaced(name.to_str().unwrap_or_default()))
}

/// Whether this is the interpreter's own of this name. What is only passed on may be anything.
///
/// # Safety
///
/// The entry contract; the object is live.
unsafe fn is_own(object: *mut PyObject, name: &CStr) -> bool {
    match name.to_bytes() {
        // SAFETY: the caller's promise, here and below.
        b"None" => unsafe { is_of_own_type(object, c"NoneType") },
        // SAFETY: as above.
        b"True" => unsafe { is_bool(object, 1) },
        // SAFETY: as above.
        b"False" => unsafe { is_bool(object, 0) },
        b"NotImplemented" | b"Ellipsis" => true,
        // SAFETY: as above.
        _ => unsafe { is_own_type(object, name) },
    }
}

/// Whether an object is this one of the two bools.
///
/// # Safety
///
/// As for [`is_own`].
unsafe fn is_bool(object: *mut PyObject, truth: c_int) -> bool {
    // SAFETY: the caller's promise.
    let is_bool = unsafe { is_of_own_type(object, c"bool") };
    // SAFETY: as above.
    is_bool && unsafe { PyObject_IsTrue(object) } == truth
}

/// Puts what `builtins` has into `table`.
///
/// # Safety
///
/// The entry contract; `table` may be written to.
unsafe fn fill_builtins(table: *mut HPyContext, builtins: &Owned) -> Result<(), LoadError> {
    for (name, place) in NAMES.split_inclusive('\0').zip(PLACES) {
        let name = CStr::from_bytes_with_nul(name.as_bytes()).unwrap_or_default();
        // SAFETY: the entry contract.
        let constant = unsafe { builtin(builtins, name) }?;
        let place = table.wrapping_byte_add(usize::from(*place)).cast::<HPy>();
        // SAFETY: the place of a constant in the table, which may be written to.
        unsafe { place.write(constant) };
    }
    Ok(())
}

builtins! {
    h_None = "None";
    h_True = "True";
    h_False = "False";
    h_NotImplemented = "NotImplemented";
    h_Ellipsis = "Ellipsis";
    h_BaseException = "BaseException";
    h_Exception = "Exception";
    h_StopAsyncIteration = "StopAsyncIteration";
    h_StopIteration = "StopIteration";
    h_GeneratorExit = "GeneratorExit";
    h_ArithmeticError = "ArithmeticError";
    h_LookupError = "LookupError";
    h_AssertionError = "AssertionError";
    h_AttributeError = "AttributeError";
    h_BufferError = "BufferError";
    h_EOFError = "EOFError";
    h_FloatingPointError = "FloatingPointError";
    h_OSError = "OSError";
    h_ImportError = "ImportError";
    h_ModuleNotFoundError = "ModuleNotFoundError";
    h_IndexError = "IndexError";
    h_KeyError = "KeyError";
    h_KeyboardInterrupt = "KeyboardInterrupt";
    h_MemoryError = "MemoryError";
    h_NameError = "NameError";
    h_OverflowError = "OverflowError";
    h_RuntimeError = "RuntimeError";
    h_RecursionError = "RecursionError";
    h_NotImplementedError = "NotImplementedError";
    h_SyntaxError = "SyntaxError";
    h_IndentationError = "IndentationError";
    h_TabError = "TabError";
    h_ReferenceError = "ReferenceError";
    h_SystemError = "SystemError";
    h_SystemExit = "SystemExit";
    h_TypeError = "TypeError";
    h_UnboundLocalError = "UnboundLocalError";
    h_UnicodeError = "UnicodeError";
    h_UnicodeEncodeError = "UnicodeEncodeError";
    h_UnicodeDecodeError = "UnicodeDecodeError";
    h_UnicodeTranslateError = "UnicodeTranslateError";
    h_ValueError = "ValueError";
    h_ZeroDivisionError = "ZeroDivisionError";
    h_BlockingIOError = "BlockingIOError";
    h_BrokenPipeError = "BrokenPipeError";
    h_ChildProcessError = "ChildProcessError";
    h_ConnectionError = "ConnectionError";
    h_ConnectionAbortedError = "ConnectionAbortedError";
    h_ConnectionRefusedError = "ConnectionRefusedError";
    h_ConnectionResetError = "ConnectionResetError";
    h_FileExistsError = "FileExistsError";
    h_FileNotFoundError = "FileNotFoundError";
    h_InterruptedError = "InterruptedError";
    h_IsADirectoryError = "IsADirectoryError";
    h_NotADirectoryError = "NotADirectoryError";
    h_PermissionError = "PermissionError";
    h_ProcessLookupError = "ProcessLookupError";
    h_TimeoutError = "TimeoutError";
    h_Warning = "Warning";
    h_UserWarning = "UserWarning";
    h_DeprecationWarning = "DeprecationWarning";
    h_PendingDeprecationWarning = "PendingDeprecationWarning";
    h_SyntaxWarning = "SyntaxWarning";
    h_RuntimeWarning = "RuntimeWarning";
    h_FutureWarning = "FutureWarning";
    h_ImportWarning = "ImportWarning";
    h_UnicodeWarning = "UnicodeWarning";
    h_BytesWarning = "BytesWarning";
    h_ResourceWarning = "ResourceWarning";
    h_BaseObjectType = "object";
    h_TypeType = "type";
    h_BoolType = "bool";
    h_LongType = "int";
    h_FloatType = "float";
    h_UnicodeType = "str";
    h_TupleType = "tuple";
    h_ListType = "list";
    h_ComplexType = "complex";
    h_BytesType = "bytes";
    h_MemoryViewType = "memoryview";
    h_SliceType = "slice";
}

/// An attribute as an owned handle; `None` with an exception set.
///
/// # Safety
///
/// The entry contract.
unsafe fn attribute(object: &Owned, name: &CStr) -> Option<HPy> {
    // SAFETY: the caller's promise.
    let value = unsafe { PyObject_GetAttrString(object.object(), name.as_ptr()) };
    (!value.is_null()).then(|| value.hand())
}

/// The type of capsules, which has no name before Python 3.13.
///
/// # Safety
///
/// The entry contract.
unsafe fn capsule_type() -> Option<HPy> {
    let pointer = ptr::from_ref(&ANYTHING).cast_mut().cast();
    // SAFETY: the caller's promise; a pointer that is not null, no name, no destructor.
    let capsule = unsafe { PyCapsule_New(pointer, ptr::null(), None) };
    // SAFETY: as above; a new reference or null.
    let capsule = unsafe { Owned::new(capsule) }?;
    // SAFETY: as above.
    let type_: *mut PyObject = unsafe { PyObject_Type(capsule.object()) };
    (!type_.is_null()).then(|| type_.hand())
}

/// What the capsule that is only made for its type points at.
static ANYTHING: u8 = 0;

/// Puts the constants into `table` and returns the type of dicts, which only the shifted layout has. With an error there may be
/// an exception set.
///
/// # Safety
///
/// The entry contract; `table` may be written to and nothing reads it yet.
pub(super) unsafe fn fill(table: *mut HPyContext) -> Result<HPy, LoadError> {
    let missing = || LoadError::Unreadable("builtins");
    // SAFETY: the caller's promise, here and below.
    let builtins = unsafe { PyImport_ImportModule(c"builtins".as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let Some(builtins) = (unsafe { Owned::new(builtins) }) else {
        return Err(missing());
    };
    // SAFETY: as above.
    unsafe { fill_builtins(table, &builtins) }?;
    // SAFETY: as above.
    let dict = unsafe { attribute(&builtins, c"__dict__") }.ok_or_else(missing)?;
    // SAFETY: as above.
    unsafe { (*table).h_Builtins = dict };
    // SAFETY: as above.
    let capsule = unsafe { capsule_type() }.ok_or(LoadError::Unreadable("the type of capsules"))?;
    // SAFETY: as above.
    unsafe { (*table).h_CapsuleType = capsule };
    // SAFETY: as above.
    let dict_type = unsafe { builtin(&builtins, c"dict") }?;
    // Python code can have put anything into `sys.modules`, and by its type dicts are told.
    // SAFETY: as above; live objects.
    if unsafe { is_of_type(dict.hand(), dict_type.hand()) } {
        Ok(dict_type)
    } else {
        Err(LoadError::Replaced("__dict__"))
    }
}

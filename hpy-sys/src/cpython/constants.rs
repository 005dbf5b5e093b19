//! The constants of the table: singletons, exceptions and types.
//!
//! The data symbols for them differ or are missing between interpreters, the module `builtins` has nearly all of them
//! everywhere. The references are owned for ever, so that an address stays the object's.

use std::ffi::CStr;
use std::ptr;

use crate::abi::{HPy, HPyContext, PyObject};
use crate::api::LoadError;
use crate::capi::{PyCapsule_New, PyErr_Clear, PyImport_ImportModule, PyObject_GetAttrString, PyObject_Type};
use crate::cpython::entry::Hand;
use crate::cpython::refcount::Owned;

macro_rules! builtins {
    ($($constant:ident = $name:literal;)*) => {
        /// Puts what `builtins` has into `table`.
        unsafe fn fill_builtins(table: *mut HPyContext, builtins: &Owned) -> Result<(), LoadError> {
            $(
                // SAFETY: the entry contract.
                let constant = unsafe { attribute(builtins, $name) }.ok_or(LoadError::Unreadable("builtins"))?;
                // SAFETY: the table may be written to.
                unsafe { (*table).$constant = constant };
            )*
            Ok(())
        }
    };
}

builtins! {
    h_None = c"None";
    h_True = c"True";
    h_False = c"False";
    h_NotImplemented = c"NotImplemented";
    h_Ellipsis = c"Ellipsis";
    h_BaseException = c"BaseException";
    h_Exception = c"Exception";
    h_StopAsyncIteration = c"StopAsyncIteration";
    h_StopIteration = c"StopIteration";
    h_GeneratorExit = c"GeneratorExit";
    h_ArithmeticError = c"ArithmeticError";
    h_LookupError = c"LookupError";
    h_AssertionError = c"AssertionError";
    h_AttributeError = c"AttributeError";
    h_BufferError = c"BufferError";
    h_EOFError = c"EOFError";
    h_FloatingPointError = c"FloatingPointError";
    h_OSError = c"OSError";
    h_ImportError = c"ImportError";
    h_ModuleNotFoundError = c"ModuleNotFoundError";
    h_IndexError = c"IndexError";
    h_KeyError = c"KeyError";
    h_KeyboardInterrupt = c"KeyboardInterrupt";
    h_MemoryError = c"MemoryError";
    h_NameError = c"NameError";
    h_OverflowError = c"OverflowError";
    h_RuntimeError = c"RuntimeError";
    h_RecursionError = c"RecursionError";
    h_NotImplementedError = c"NotImplementedError";
    h_SyntaxError = c"SyntaxError";
    h_IndentationError = c"IndentationError";
    h_TabError = c"TabError";
    h_ReferenceError = c"ReferenceError";
    h_SystemError = c"SystemError";
    h_SystemExit = c"SystemExit";
    h_TypeError = c"TypeError";
    h_UnboundLocalError = c"UnboundLocalError";
    h_UnicodeError = c"UnicodeError";
    h_UnicodeEncodeError = c"UnicodeEncodeError";
    h_UnicodeDecodeError = c"UnicodeDecodeError";
    h_UnicodeTranslateError = c"UnicodeTranslateError";
    h_ValueError = c"ValueError";
    h_ZeroDivisionError = c"ZeroDivisionError";
    h_BlockingIOError = c"BlockingIOError";
    h_BrokenPipeError = c"BrokenPipeError";
    h_ChildProcessError = c"ChildProcessError";
    h_ConnectionError = c"ConnectionError";
    h_ConnectionAbortedError = c"ConnectionAbortedError";
    h_ConnectionRefusedError = c"ConnectionRefusedError";
    h_ConnectionResetError = c"ConnectionResetError";
    h_FileExistsError = c"FileExistsError";
    h_FileNotFoundError = c"FileNotFoundError";
    h_InterruptedError = c"InterruptedError";
    h_IsADirectoryError = c"IsADirectoryError";
    h_NotADirectoryError = c"NotADirectoryError";
    h_PermissionError = c"PermissionError";
    h_ProcessLookupError = c"ProcessLookupError";
    h_TimeoutError = c"TimeoutError";
    h_Warning = c"Warning";
    h_UserWarning = c"UserWarning";
    h_DeprecationWarning = c"DeprecationWarning";
    h_PendingDeprecationWarning = c"PendingDeprecationWarning";
    h_SyntaxWarning = c"SyntaxWarning";
    h_RuntimeWarning = c"RuntimeWarning";
    h_FutureWarning = c"FutureWarning";
    h_ImportWarning = c"ImportWarning";
    h_UnicodeWarning = c"UnicodeWarning";
    h_BytesWarning = c"BytesWarning";
    h_ResourceWarning = c"ResourceWarning";
    h_BaseObjectType = c"object";
    h_TypeType = c"type";
    h_BoolType = c"bool";
    h_LongType = c"int";
    h_FloatType = c"float";
    h_UnicodeType = c"str";
    h_TupleType = c"tuple";
    h_ListType = c"list";
    h_ComplexType = c"complex";
    h_BytesType = c"bytes";
    h_MemoryViewType = c"memoryview";
    h_SliceType = c"slice";
}

/// An attribute as an owned handle, without an exception if it is missing.
///
/// # Safety
///
/// The entry contract.
unsafe fn attribute(object: &Owned, name: &CStr) -> Option<HPy> {
    // SAFETY: the caller's promise.
    let value = unsafe { PyObject_GetAttrString(object.object(), name.as_ptr()) };
    if value.is_null() {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
        return None;
    }
    Some(value.hand())
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

/// Puts the constants into `table` and returns the type of dicts, which only the shifted layout has.
///
/// # Safety
///
/// The entry contract; `table` may be written to and nothing reads it yet.
pub(super) unsafe fn fill(table: *mut HPyContext) -> Result<HPy, LoadError> {
    let missing = LoadError::Unreadable("builtins");
    // SAFETY: the caller's promise, here and below.
    let builtins = unsafe { PyImport_ImportModule(c"builtins".as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let Some(builtins) = (unsafe { Owned::new(builtins) }) else {
        return Err(missing);
    };
    // SAFETY: as above.
    unsafe { fill_builtins(table, &builtins) }?;
    // SAFETY: as above.
    let dict = unsafe { attribute(&builtins, c"__dict__") }.ok_or_else(|| missing.clone())?;
    // SAFETY: as above.
    unsafe { (*table).h_Builtins = dict };
    // SAFETY: as above.
    let capsule = unsafe { capsule_type() }.ok_or(LoadError::Unreadable("the type of capsules"))?;
    // SAFETY: as above.
    unsafe { (*table).h_CapsuleType = capsule };
    // SAFETY: as above.
    unsafe { attribute(&builtins, c"dict") }.ok_or(missing)
}

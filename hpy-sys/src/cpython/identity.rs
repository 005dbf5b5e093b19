//! Whether two handles are one object.
//!
//! On CPython an object is its address. `PyPy` and `GraalPy` make addresses when the C API asks for them, numbers get
//! a new one each time, and there `is` itself compares them by value.

use std::ffi::c_int;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use crate::abi::{HPy, HPy_EQ, HPyContext, PyObject};
use crate::api::{LoadError, Runtime};
use crate::capi::{
    Interpreter, PyErr_Clear, PyImport_ImportModule, PyObject_GetAttrString, PyObject_IsTrue, PyObject_RichCompareBool,
};
use crate::cpython::call::call;
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::{on_graalpy, type_of};
use crate::cpython::refcount::Owned;

/// `operator.is_`, where addresses say too little; owned for ever.
static IS: AtomicPtr<PyObject> = AtomicPtr::new(ptr::null_mut());

/// Gets what is needed to tell objects apart.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn learn(interpreter: &Interpreter) -> Result<(), LoadError> {
    if interpreter.runtime == Runtime::CPython {
        return Ok(());
    }
    let unreadable = LoadError::Unreadable("operator.is_");
    // SAFETY: the caller's promise.
    let module = unsafe { PyImport_ImportModule(c"operator".as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let Some(module) = (unsafe { Owned::new(module) }) else {
        return Err(unreadable);
    };
    // SAFETY: as above; a live object.
    let function = unsafe { PyObject_GetAttrString(module.object(), c"is_".as_ptr()) };
    if function.is_null() {
        return Err(unreadable);
    }
    IS.store(function, Relaxed);
    Ok(())
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Is(ctx: *mut HPyContext, object: HPy, other: HPy) -> c_int {
    if object.0 == other.0 {
        return 1;
    }
    let function = IS.load(Relaxed);
    if function.is_null() || object.is_null() || other.is_null() {
        return 0;
    }
    // SAFETY: the entry contract.
    let answer = unsafe { are_one_elsewhere(ctx, function, object.hand(), other.hand()) };
    c_int::from(answer)
}

/// Asks Python's `is`, which compares numbers by value.
///
/// `GraalPy` puts a text into a new object each time native code gets it, so that no two handles of it are one object
/// to anybody: there texts are compared by value too.
#[inline(never)]
unsafe fn are_one_elsewhere(
    ctx: *mut HPyContext,
    function: *mut PyObject,
    object: *mut PyObject,
    other: *mut PyObject,
) -> bool {
    // SAFETY: the entry contract.
    let type_ = unsafe { type_of(object) };
    // SAFETY: as above.
    if type_ != unsafe { type_of(other) } {
        return false;
    }
    // SAFETY: the context of this call; the layouts agree up to these constants.
    let HPyContext { h_TypeType: kind, h_UnicodeType: text, .. } = unsafe { &*ctx };
    if kind.0 == type_ as isize {
        return false; // A type has one address. By its type the struct of an instance is told, so nobody is asked.
    }
    if on_graalpy() && text.0 == type_ as isize {
        // SAFETY: as above; texts are compared without running Python code.
        return unsafe { PyObject_RichCompareBool(object, other, HPy_EQ) } == 1;
    }
    // SAFETY: as above; `operator.is_` and its two arguments.
    let Some(answer) = (unsafe { call(function, &[object, other]) }) else {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
        return false;
    };
    // SAFETY: as above; a `bool`.
    unsafe { PyObject_IsTrue(answer.object()) == 1 }
}

entries! {
    forward {}
    own { ctx_Is }
}

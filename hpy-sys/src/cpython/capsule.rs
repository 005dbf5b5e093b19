//! Capsules.
//!
//! HPy's destructor gets name, pointer and context of the capsule, the C API's the capsule. So every capsule with a
//! destructor gets the same C function, which finds HPy's destructor in a list.

use std::collections::BTreeMap;
use std::ffi::{c_char, c_int, c_void};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::abi::{
    HPy, HPyCapsule_Destructor, HPyCapsule_Key, HPyCapsule_key_Context, HPyCapsule_key_Destructor, HPyCapsule_key_Name,
    HPyCapsule_key_Pointer, HPyContext, HPyFunc_Capsule_Destructor, PyObject,
};
use crate::capi::{
    Destructor, PyCapsule_GetContext, PyCapsule_GetName, PyCapsule_GetPointer, PyCapsule_New, PyCapsule_SetContext,
    PyCapsule_SetDestructor, PyCapsule_SetName, PyCapsule_SetPointer,
};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::header::type_of;
use crate::cpython::raise::raise;

entries! {
    forward {
        ctx_Capsule_IsValid(capsule: HPy, utf8_name: *const c_char) -> c_int = PyCapsule_IsValid;
    }
    own { ctx_Capsule_Get ctx_Capsule_New ctx_Capsule_Set }
}

/// Live capsules with a destructor, by address.
static DESTRUCTORS: Mutex<BTreeMap<usize, HPyFunc_Capsule_Destructor>> = Mutex::new(BTreeMap::new());

fn destructors() -> MutexGuard<'static, BTreeMap<usize, HPyFunc_Capsule_Destructor>> {
    DESTRUCTORS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What an interpreter calls when a capsule with a destructor dies.
unsafe extern "C" fn destroy(capsule: *mut PyObject) {
    let Some(destructor) = destructors().remove(&(capsule as usize)) else {
        return;
    };
    // SAFETY: the interpreter passes a dying capsule with its lock held, here and below.
    let name = unsafe { PyCapsule_GetName(capsule) };
    // SAFETY: as above; its own name.
    let pointer = unsafe { PyCapsule_GetPointer(capsule, name) };
    // SAFETY: as above.
    let context = unsafe { PyCapsule_GetContext(capsule) };
    // SAFETY: HPy's destructor takes the three values of its capsule.
    unsafe { destructor(name, pointer, context) };
}

/// The function of a destructor: `Ok(None)` for no destructor, `Err` with an exception set for one without functions.
///
/// # Safety
///
/// The entry contract; `destructor` is null or valid.
unsafe fn function_of(
    ctx: *mut HPyContext,
    destructor: *const HPyCapsule_Destructor,
) -> Result<Option<HPyFunc_Capsule_Destructor>, ()> {
    // SAFETY: the caller's promise.
    let Some(destructor) = (unsafe { destructor.as_ref() }) else {
        return Ok(None);
    };
    if let (Some(_), Some(function)) = (destructor.cpy_trampoline, destructor.impl_) {
        return Ok(Some(function));
    }
    // SAFETY: the context of this call.
    let error = unsafe { (*ctx).h_ValueError };
    // SAFETY: the caller's promise.
    unsafe { raise(error, c"Invalid HPyCapsule destructor") };
    Err(())
}

/// Notes what is to be called when the capsule dies.
fn note(capsule: *mut PyObject, function: Option<HPyFunc_Capsule_Destructor>) {
    match function {
        Some(function) => destructors().insert(capsule as usize, function),
        None => destructors().remove(&(capsule as usize)),
    };
}

fn for_interpreter(function: Option<HPyFunc_Capsule_Destructor>) -> Option<Destructor> {
    function.map(|_| destroy as Destructor)
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Capsule_New(
    ctx: *mut HPyContext,
    pointer: *mut c_void,
    name: *const c_char,
    destructor: *mut HPyCapsule_Destructor,
) -> HPy {
    // SAFETY: the entry contract, here and in the rest of this file.
    let Ok(function) = (unsafe { function_of(ctx, destructor) }) else {
        return HPy::NULL;
    };
    // SAFETY: the entry contract.
    let capsule = unsafe { PyCapsule_New(pointer, name, for_interpreter(function)) };
    if !capsule.is_null() {
        note(capsule, function);
    }
    capsule.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Capsule_Get(
    ctx: *mut HPyContext,
    capsule: HPy,
    key: HPyCapsule_Key,
    name: *const c_char,
) -> *mut c_void {
    match key {
        // SAFETY: the entry contract.
        HPyCapsule_key_Pointer => unsafe { PyCapsule_GetPointer(capsule.hand(), name) },
        // SAFETY: the entry contract.
        HPyCapsule_key_Name => unsafe { PyCapsule_GetName(capsule.hand()) }.cast_mut().cast(),
        // SAFETY: the entry contract.
        HPyCapsule_key_Context => unsafe { PyCapsule_GetContext(capsule.hand()) },
        _ => {
            // SAFETY: the context of this call.
            let error = unsafe { (*ctx).h_ValueError };
            // SAFETY: the entry contract.
            unsafe { raise(error, c"Invalid operation: get HPyCapsule_key_Destructor") };
            std::ptr::null_mut()
        }
    }
}

/// Whether an object is a capsule; a `ValueError` is set if not. `PyPy` does not look before it sets something in it.
///
/// # Safety
///
/// The entry contract.
unsafe fn is_capsule(ctx: *mut HPyContext, object: HPy) -> bool {
    // SAFETY: the caller's promise.
    let type_: HPy = unsafe { type_of(object.hand()) }.hand();
    // SAFETY: the context of this call.
    let is_capsule = type_.0 == unsafe { (*ctx).h_CapsuleType }.0;
    if !is_capsule {
        // SAFETY: as above.
        let error = unsafe { (*ctx).h_ValueError };
        // SAFETY: the caller's promise.
        unsafe { raise(error, c"HPyCapsule_Set called with invalid PyCapsule object") };
    }
    is_capsule
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Capsule_Set(
    ctx: *mut HPyContext,
    capsule: HPy,
    key: HPyCapsule_Key,
    value: *mut c_void,
) -> c_int {
    // SAFETY: the entry contract.
    if !unsafe { is_capsule(ctx, capsule) } {
        return -1;
    }
    match key {
        // SAFETY: the entry contract.
        HPyCapsule_key_Pointer if !value.is_null() => unsafe { PyCapsule_SetPointer(capsule.hand(), value) },
        // SAFETY: the entry contract.
        HPyCapsule_key_Name => unsafe { PyCapsule_SetName(capsule.hand(), value.cast()) },
        // SAFETY: the entry contract.
        HPyCapsule_key_Context => unsafe { PyCapsule_SetContext(capsule.hand(), value) },
        // SAFETY: the entry contract.
        HPyCapsule_key_Destructor => unsafe { set_destructor(ctx, capsule.hand(), value.cast()) },
        _ => {
            // SAFETY: the context of this call.
            let error = unsafe { (*ctx).h_ValueError };
            // SAFETY: the entry contract.
            unsafe { raise(error, c"HPyCapsule_Set called with a null pointer or an unknown key") };
            -1
        }
    }
}

/// # Safety
///
/// The entry contract; `destructor` is null or valid.
unsafe fn set_destructor(
    ctx: *mut HPyContext,
    capsule: *mut PyObject,
    destructor: *const HPyCapsule_Destructor,
) -> c_int {
    // SAFETY: the caller's promise.
    let Ok(function) = (unsafe { function_of(ctx, destructor) }) else {
        return -1;
    };
    // SAFETY: as above.
    let status = unsafe { PyCapsule_SetDestructor(capsule, for_interpreter(function)) };
    if status == 0 {
        note(capsule, function);
    }
    status
}

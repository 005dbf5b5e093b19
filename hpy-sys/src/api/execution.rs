//! The exec slot of a module: finds out the interpreter, then runs the module's own function.

use std::ffi::{CString, c_int};

use super::context::ContextRef;
use super::functions::{HPyErr_NoMemory, HPyErr_SetString, h_ImportError};
use super::load_error::LoadError;
use super::runtime::{Door, initialise};
use super::trampoline;
use crate::abi::{
    HPy, HPy_mod_exec, HPyCFunction, HPyContext, HPyDef, HPyDef_Kind_Slot, HPyDefBody, HPyFunc_inquiry, HPySlot,
    PyObject,
};
use crate::{capi, cpython};

/// What runs when the interpreter makes a module.
///
/// # Safety
///
/// `exec` returns 0 with no exception pending, or -1 with one set, and does not unwind.
pub unsafe trait Exec {
    /// Fills the module.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; `module` is borrowed for it.
    unsafe fn exec(ctx: ContextRef, module: HPy) -> c_int;
}

type OwnExec = unsafe extern "C" fn(*mut PyObject) -> c_int;

/// The entries of a module's exec slot, for the three callers.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    hpy: HPyFunc_inquiry,
    trampoline: OwnExec,
    /// What the interpreter calls when the own door loaded the file.
    pub(super) own: OwnExec,
}

impl Slot {
    /// The slot that runs `E`.
    pub(super) const fn new<E: Exec>() -> Self {
        Self { hpy: hpy_exec::<E>, trampoline: trampoline_exec::<E>, own: own_exec::<E> }
    }

    /// The definition for the HPy door.
    pub(super) fn definition(self) -> HPyDef {
        // SAFETY: between function pointers; HPy calls it as the slot's signature says.
        let impl_ = unsafe { std::mem::transmute::<HPyFunc_inquiry, HPyCFunction>(self.hpy) };
        // SAFETY: as above.
        let trampoline = unsafe { std::mem::transmute::<OwnExec, HPyCFunction>(self.trampoline) };
        let slot = HPySlot { slot: HPy_mod_exec, impl_, cpy_trampoline: Some(trampoline) };
        HPyDef { kind: HPyDef_Kind_Slot, body: HPyDefBody { slot } }
    }
}

unsafe extern "C" fn hpy_exec<E: Exec>(ctx: *mut HPyContext, module: HPy) -> c_int {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for its exec slot.
    unsafe { run::<E>(ctx, module, Door::HPy) }
}

unsafe extern "C" fn trampoline_exec<E: Exec>(module: *mut PyObject) -> c_int {
    // SAFETY: CPython calls with the module that it makes.
    let status = unsafe { trampoline::inquiry(module, hpy_exec::<E>) };
    if status != 0 {
        // hpy 0.9.0 now frees the module's definition, which the module, that lives as long as its functions do, would
        // go on reading, at the latest when the collector comes by.
        // SAFETY: only CPython calls trampolines, with a module, which is collected.
        unsafe { capi::keep_for_ever(module) };
    }
    status
}

unsafe extern "C" fn own_exec<E: Exec>(module: *mut PyObject) -> c_int {
    // SAFETY: an interpreter calls with the module that it makes.
    unsafe { cpython::execute(own_entry::<E>, module) }
}

unsafe extern "C" fn own_entry<E: Exec>(ctx: *mut HPyContext, module: HPy) -> c_int {
    // SAFETY: the own door calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: the caller's context and module.
    unsafe { run::<E>(ctx, module, Door::Own) }
}

/// # Safety
///
/// `ctx` is the context of the running call and belongs to `door`; `module` is a handle of it.
unsafe fn run<E: Exec>(ctx: ContextRef, module: HPy, door: Door) -> c_int {
    // SAFETY: the caller's context and door.
    if let Err(error) = unsafe { initialise(ctx, door) } {
        // SAFETY: the caller's context.
        unsafe { raise_import_error(ctx, &error) };
        return -1;
    }
    // SAFETY: the interpreter is known now; context and module are the caller's.
    unsafe { E::exec(ctx, module) }
}

/// # Safety
///
/// `ctx` is the context of the running call.
unsafe fn raise_import_error(ctx: ContextRef, error: &LoadError) {
    if matches!(error, LoadError::NoMemory) {
        // SAFETY: the caller's context.
        unsafe { HPyErr_NoMemory(ctx) };
        return;
    }
    let message = CString::new(error.to_string().replace('\0', "?")).unwrap_or_default();
    // SAFETY: a constant of the caller's context.
    let import_error = unsafe { h_ImportError(ctx) };
    // SAFETY: the caller's context, its constant, a C string.
    unsafe { HPyErr_SetString(ctx, import_error, message.as_ptr()) };
}

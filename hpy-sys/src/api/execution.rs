//! The exec slot of a module: finds out the interpreter, then runs the module's own function.
//!
//! A slot is called without anything that says whose it is, and here the function is known at run time only. So there is
//! a fixed number of slots, each a function of its own, and a module takes the next free one.

use std::ffi::{CString, c_int};
use std::sync::OnceLock;

use super::context::ContextRef;
use super::entry;
use super::functions::{HPyErr_SetString, h_ImportError};
use super::runtime::{Door, LoadError, initialise};
use super::trampoline;
use crate::abi::{
    HPy, HPy_mod_exec, HPyCFunction, HPyContext, HPyDef, HPyDef_Kind_Slot, HPyDefBody, HPyFunc_inquiry, HPySlot,
    PyObject,
};

/// The function of a module that its exec slot runs.
#[derive(Clone, Copy)]
pub(super) struct Execution(pub(super) unsafe fn(ContextRef, HPy) -> c_int);

/// A taken slot.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    hpy: HPyFunc_inquiry,
    trampoline: unsafe extern "C" fn(*mut PyObject) -> c_int,
    /// What the interpreter calls when the own door loaded the file.
    pub(super) own: unsafe extern "C" fn(*mut PyObject) -> c_int,
}

const fn slot<const N: usize>() -> Slot {
    Slot { hpy: hpy_exec::<N>, trampoline: trampoline_exec::<N>, own: own_exec::<N> }
}

/// As many modules as one file may hold, counted once for each door.
const SLOTS: [Slot; 16] = [
    slot::<0>(),
    slot::<1>(),
    slot::<2>(),
    slot::<3>(),
    slot::<4>(),
    slot::<5>(),
    slot::<6>(),
    slot::<7>(),
    slot::<8>(),
    slot::<9>(),
    slot::<10>(),
    slot::<11>(),
    slot::<12>(),
    slot::<13>(),
    slot::<14>(),
    slot::<15>(),
];

static TAKEN: [OnceLock<Execution>; SLOTS.len()] = [const { OnceLock::new() }; SLOTS.len()];

/// Takes the next free slot; `None` when there is none.
pub(super) fn register(execution: Execution) -> Option<Slot> {
    let free = TAKEN.iter().position(|taken| taken.set(execution).is_ok())?;
    Some(SLOTS[free])
}

impl Slot {
    /// The definition for the HPy door.
    pub(super) fn definition(self) -> HPyDef {
        // SAFETY: between function pointers; HPy calls it as the slot's signature says.
        let impl_ = unsafe { std::mem::transmute::<HPyFunc_inquiry, HPyCFunction>(self.hpy) };
        // SAFETY: as above.
        let trampoline = unsafe {
            std::mem::transmute::<unsafe extern "C" fn(*mut PyObject) -> c_int, HPyCFunction>(self.trampoline)
        };
        let slot = HPySlot { slot: HPy_mod_exec, impl_, cpy_trampoline: Some(trampoline) };
        HPyDef { kind: HPyDef_Kind_Slot, body: HPyDefBody { slot } }
    }
}

unsafe extern "C" fn hpy_exec<const N: usize>(ctx: *mut HPyContext, module: HPy) -> c_int {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for its exec slot.
    unsafe { run(N, ctx, module, Door::HPy) }
}

unsafe extern "C" fn trampoline_exec<const N: usize>(module: *mut PyObject) -> c_int {
    // SAFETY: CPython calls with the module that it makes.
    unsafe { trampoline::inquiry(module, hpy_exec::<N>) }
}

unsafe extern "C" fn own_exec<const N: usize>(module: *mut PyObject) -> c_int {
    // SAFETY: an interpreter calls with the module that it makes.
    unsafe { run(N, entry::context(), entry::handle(module), Door::Own) }
}

/// # Safety
///
/// `ctx` is the context of the running call and belongs to `door`; `module` is a handle of it.
unsafe fn run(index: usize, ctx: ContextRef, module: HPy, door: Door) -> c_int {
    // SAFETY: the caller's context and door.
    if let Err(error) = unsafe { initialise(ctx, door) } {
        // SAFETY: the caller's context.
        unsafe { raise_import_error(ctx, &error) };
        return -1;
    }
    match TAKEN[index].get() {
        // SAFETY: the interpreter is known now; context and module are the caller's.
        Some(execution) => unsafe { (execution.0)(ctx, module) },
        None => 0,
    }
}

/// # Safety
///
/// `ctx` is the context of the running call.
unsafe fn raise_import_error(ctx: ContextRef, error: &LoadError) {
    let message = CString::new(error.to_string().replace('\0', "?")).unwrap_or_default();
    // SAFETY: a constant of the caller's context.
    let import_error = unsafe { h_ImportError(ctx) };
    // SAFETY: the caller's context, its constant, a C string.
    unsafe { HPyErr_SetString(ctx, import_error, message.as_ptr()) };
}

//! The slots of memory that is shared.

use std::ffi::c_int;

use super::{Slot, erase};
use crate::abi::{
    HPy, HPy_bf_getbuffer, HPy_bf_releasebuffer, HPy_buffer, HPyContext, HPyFunc_GETBUFFERPROC,
    HPyFunc_RELEASEBUFFERPROC, HPyFunc_args_GETBUFFERPROC, HPyFunc_args_RELEASEBUFFERPROC, HPyFunc_getbufferproc,
    HPyFunc_releasebufferproc, Py_buffer, PyObject,
};
use crate::api::context::ContextRef;
use crate::api::for_door::{for_hpy, for_own_door};
use crate::api::trampoline::call_real;
use crate::cpython;

/// Gives and takes back memory.
///
/// # Safety
///
/// `get` fills the buffer and gives 0, or gives -1 with an exception set; neither unwinds.
pub unsafe trait Buffer {
    /// Fills `view`, all of it.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; the handle is borrowed for it; `view` may be written to.
    unsafe fn get(ctx: ContextRef, slf: HPy, view: *mut HPy_buffer, flags: c_int) -> c_int;

    /// Takes back what `view` says.
    ///
    /// # Safety
    ///
    /// As for `get`; `view` is a copy of what `get` filled.
    unsafe fn release(ctx: ContextRef, slf: HPy, view: *mut HPy_buffer);
}

#[cfg_attr(not(feature = "cpython"), inline(never))]
unsafe extern "C" fn get_buffer_entry<F: Buffer>(
    ctx: *mut HPyContext,
    slf: HPy,
    view: *mut HPy_buffer,
    flags: c_int,
) -> c_int {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // What is refused has no owner; GraalPy's debug mode looks for one all the same.
    // SAFETY: the interpreter's view may be written to.
    let owner = unsafe { &raw mut (*view).obj };
    // SAFETY: as above.
    unsafe { owner.write(HPy::NULL) };
    // SAFETY: HPy's calling convention for this signature.
    unsafe { F::get(ctx, slf, view, flags) }
}

unsafe extern "C" fn get_buffer_trampoline<F: Buffer>(
    self_: *mut PyObject,
    view: *mut Py_buffer,
    flags: c_int,
) -> c_int {
    let mut block = HPyFunc_args_GETBUFFERPROC { self_, view, flags, result: -1 };
    let function = erase!(get_buffer_entry::<F>, HPyFunc_getbufferproc);
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_GETBUFFERPROC, function, &raw mut block) };
    block.result
}

#[cfg_attr(not(feature = "cpython"), inline(never))]
unsafe extern "C" fn release_buffer_entry<F: Buffer>(ctx: *mut HPyContext, slf: HPy, view: *mut HPy_buffer) {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for this signature.
    unsafe { F::release(ctx, slf, view) }
}

unsafe extern "C" fn release_buffer_trampoline<F: Buffer>(self_: *mut PyObject, view: *mut Py_buffer) {
    let mut block = HPyFunc_args_RELEASEBUFFERPROC { self_, view };
    let function = erase!(release_buffer_entry::<F>, HPyFunc_releasebufferproc);
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_RELEASEBUFFERPROC, function, &raw mut block) };
}

unsafe extern "C" fn get_buffer_own<F: Buffer>(slf: *mut PyObject, view: *mut Py_buffer, flags: c_int) -> c_int {
    // SAFETY: an interpreter calls the slot of a type that the own door made.
    unsafe { cpython::get_buffer(get_buffer_entry::<F>, slf, view, flags) }
}

unsafe extern "C" fn release_buffer_own<F: Buffer>(slf: *mut PyObject, view: *mut Py_buffer) {
    // SAFETY: as above.
    unsafe { cpython::release_buffer(release_buffer_entry::<F>, slf, view) }
}

impl Slot {
    /// The two slots of memory that is shared.
    pub const fn buffer<F: Buffer>() -> [Self; 2] {
        type Get = unsafe extern "C" fn(*mut PyObject, *mut Py_buffer, c_int) -> c_int;
        type Release = unsafe extern "C" fn(*mut PyObject, *mut Py_buffer);
        let get = Self {
            number: HPy_bf_getbuffer,
            hpy: for_hpy!(erase!(get_buffer_entry::<F>, HPyFunc_getbufferproc)),
            trampoline: for_hpy!(Some(erase!(get_buffer_trampoline::<F>, Get))),
            own: for_own_door!(erase!(get_buffer_own::<F>, Get)),
        };
        let release = Self {
            number: HPy_bf_releasebuffer,
            hpy: for_hpy!(erase!(release_buffer_entry::<F>, HPyFunc_releasebufferproc)),
            trampoline: for_hpy!(Some(erase!(release_buffer_trampoline::<F>, Release))),
            own: for_own_door!(erase!(release_buffer_own::<F>, Release)),
        };
        [get, release]
    }
}

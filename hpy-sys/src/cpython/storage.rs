//! What outlives a call or is closed together: globals, trackers and context variables.

use std::ffi::{c_char, c_int};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, HPyGlobal, HPyTracker};
use crate::capi::{PyContextVar_Get, PyErr_NoMemory, PyErr_Occurred};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::raise::raise;
use crate::cpython::refcount::{release, retain};

entries! {
    forward {
        ctx_ContextVar_New(name: *const c_char, default_value: HPy) -> HPy = PyContextVar_New;
        ctx_ContextVar_Set(context_var: HPy, value: HPy) -> HPy = PyContextVar_Set;
    }
    own {
        ctx_ContextVar_Get
        ctx_Global_Load ctx_Global_Store
        ctx_Tracker_New ctx_Tracker_Add ctx_Tracker_ForgetAll ctx_Tracker_Close
    }
}

/// No value and no exception is a variable that is not set. `GraalPy` does not tell by the status that it raised.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_ContextVar_Get(
    _ctx: *mut HPyContext,
    variable: HPy,
    default: HPy,
    result: *mut HPy,
) -> i32 {
    let mut value = std::ptr::null_mut();
    // SAFETY: the entry contract, here and in the rest of this file.
    let status = unsafe { PyContextVar_Get(variable.hand(), default.hand(), &raw mut value) };
    // SAFETY: the entry contract.
    let raised = status < 0 || !unsafe { PyErr_Occurred() }.is_null();
    let value = if raised { HPy::NULL } else { value.hand() };
    // SAFETY: the entry contract: the caller's variable.
    unsafe { result.write(value) };
    if raised { -1 } else { 0 }
}

/// A global owns a reference to its object; what it held before is closed last, as that may run Python code.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Global_Store(_ctx: *mut HPyContext, global: *mut HPyGlobal, handle: HPy) {
    if !handle.is_null() {
        // SAFETY: the entry contract.
        unsafe { retain(handle.hand()) };
    }
    // SAFETY: the entry contract: a global, null or stored to by this function.
    let before = HPy(unsafe { global.replace(HPyGlobal(handle.0)) }.0);
    if !before.is_null() {
        // SAFETY: the global's own reference.
        unsafe { release(before.hand()) };
    }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Global_Load(ctx: *mut HPyContext, global: HPyGlobal) -> HPy {
    let handle = HPy(global.0);
    if handle.is_null() {
        // SAFETY: the context of this call.
        let error = unsafe { (*ctx).h_ValueError };
        // SAFETY: the entry contract.
        unsafe { raise(error, c"HPyGlobal_Load: nothing is stored in the global") };
        return handle;
    }
    // SAFETY: the global keeps its object alive.
    unsafe { retain(handle.hand()) };
    handle
}

/// The handles of a tracker.
pub(super) type Tracked = Vec<HPy>;

/// Makes room for `more` handles, or says that there is none.
///
/// # Safety
///
/// The entry contract.
unsafe fn reserve(tracked: &mut Tracked, more: usize) -> bool {
    let reserved = tracked.try_reserve(more).is_ok();
    if !reserved {
        // SAFETY: the caller's promise.
        unsafe { PyErr_NoMemory() };
    }
    reserved
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Tracker_New(_ctx: *mut HPyContext, size: HPy_ssize_t) -> HPyTracker {
    let mut tracked = Box::new(Tracked::new());
    // One place more than asked for: a handle that is added is tracked even if the next one will not be.
    let places = usize::try_from(size).map_or(usize::MAX, |size| size.max(4) + 1);
    // SAFETY: the entry contract.
    if !unsafe { reserve(&mut tracked, places) } {
        return HPyTracker::NULL;
    }
    HPyTracker(Box::into_raw(tracked) as isize)
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Tracker_Add(
    _ctx: *mut HPyContext,
    tracker: HPyTracker,
    handle: HPy,
) -> c_int {
    // SAFETY: the entry contract: made by `ctx_Tracker_New` and not closed; nothing else uses it during the call.
    let tracked = unsafe { &mut *(tracker.0 as *mut Tracked) };
    tracked.push(handle);
    // SAFETY: the entry contract.
    if unsafe { reserve(tracked, 1) } { 0 } else { -1 }
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Tracker_ForgetAll(_ctx: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: as in `ctx_Tracker_Add`.
    let tracked = unsafe { &mut *(tracker.0 as *mut Tracked) };
    tracked.clear();
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Tracker_Close(_ctx: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: the entry contract: made by `ctx_Tracker_New` and closed once.
    let tracked = unsafe { Box::from_raw(tracker.0 as *mut Tracked) };
    for handle in tracked.iter().filter(|handle| !handle.is_null()) {
        // SAFETY: the entry contract: a tracked handle is the tracker's to close.
        unsafe { release(handle.hand()) };
    }
}

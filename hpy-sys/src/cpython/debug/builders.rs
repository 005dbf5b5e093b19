//! Entries of the debug table that end builders, and those of trackers: both have records as handles have, so that it is told when
//! one is used or ended again, or left open.

use std::ffi::c_int;

use super::contexts::{enter, raw};
use super::handles::{State, open};
use super::report::{ended, new_none, plain_of};
use super::special::close;
use crate::abi::{HPy, HPyContext, HPyListBuilder, HPyTracker, HPyTupleBuilder, PyObject};
use crate::call_out::CallOut;
use crate::cpython::entry::Hand;
use crate::cpython::storage::Tracked;

/// Puts these entries into `table`.
pub(super) fn fill(table: &mut HPyContext) {
    table.ctx_ListBuilder_Build = ctx_ListBuilder_Build;
    table.ctx_ListBuilder_Cancel = ctx_ListBuilder_Cancel;
    table.ctx_TupleBuilder_Build = ctx_TupleBuilder_Build;
    table.ctx_TupleBuilder_Cancel = ctx_TupleBuilder_Cancel;
    table.ctx_Tracker_Add = ctx_Tracker_Add;
    table.ctx_Tracker_ForgetAll = ctx_Tracker_ForgetAll;
    table.ctx_Tracker_Close = ctx_Tracker_Close;
}

macro_rules! ends {
    ($builder:ident: $state:ident, $build:ident $cancel:ident) => {
        unsafe extern "C" fn $build(ctx: *mut HPyContext, builder: $builder) -> HPy {
            // SAFETY: the entry contract, here and in the rest of this file.
            let plain = unsafe { enter(ctx) };
            // SAFETY: the entry contract.
            let object = match unsafe { ended(HPy(builder.0), State::$state) } {
                // SAFETY: the entry contract.
                Some(builder) => unsafe { (plain.$build)(raw(plain), $builder(builder as isize)) }.hand(),
                // SAFETY: the entry contract.
                None => unsafe { new_none() },
            };
            open(object, State::Owned)
        }

        unsafe extern "C" fn $cancel(ctx: *mut HPyContext, builder: $builder) {
            // SAFETY: the entry contract.
            let plain = unsafe { enter(ctx) };
            // SAFETY: the entry contract.
            if let Some(builder) = unsafe { ended(HPy(builder.0), State::$state) } {
                // SAFETY: the entry contract.
                unsafe { (plain.$cancel)(raw(plain), $builder(builder as isize)) };
            }
        }
    };
}

ends!(HPyListBuilder: ListBuilder, ctx_ListBuilder_Build ctx_ListBuilder_Cancel);
ends!(HPyTupleBuilder: TupleBuilder, ctx_TupleBuilder_Build ctx_TupleBuilder_Cancel);

/// What the plain table has for a tracker; null for what is none.
///
/// # Safety
///
/// The entry contract.
unsafe fn plain_tracker(tracker: HPyTracker) -> HPyTracker {
    // SAFETY: the caller's promise.
    HPyTracker(unsafe { plain_of(HPy(tracker.0), State::Tracker) } as isize)
}

/// A tracker keeps what it is given, whatever that is: here the number of a record.
unsafe extern "C" fn ctx_Tracker_Add(ctx: *mut HPyContext, tracker: HPyTracker, handle: HPy) -> c_int {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let tracker = unsafe { plain_tracker(tracker) };
    if tracker.is_null() {
        return 0;
    }
    // SAFETY: the entry contract.
    unsafe { plain.ctx_Tracker_Add.call_out((raw(plain), tracker, handle)) }
}

unsafe extern "C" fn ctx_Tracker_ForgetAll(ctx: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let tracker = unsafe { plain_tracker(tracker) };
    if !tracker.is_null() {
        // SAFETY: the entry contract.
        unsafe { plain.ctx_Tracker_ForgetAll.call_out((raw(plain), tracker)) };
    }
}

unsafe extern "C" fn ctx_Tracker_Close(ctx: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: the entry contract.
    let plain = unsafe { enter(ctx) };
    // SAFETY: the entry contract.
    let tracker: *mut PyObject = unsafe { ended(HPy(tracker.0), State::Tracker) }.unwrap_or(std::ptr::null_mut());
    if tracker.is_null() {
        return;
    }
    // SAFETY: made by the plain table's entry, and ended just now.
    let tracked = unsafe { Box::from_raw(tracker.cast::<Tracked>()) };
    for handle in *tracked {
        // SAFETY: the entry contract: a tracked handle is the tracker's to close.
        unsafe { close(plain, handle) };
    }
}

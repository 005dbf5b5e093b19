//! The same of builders and trackers.

use hpy_sys::HPyListBuilder;
use hpy_sys::api::{
    HPy_Close, HPy_Dup, HPyListBuilder_Build, HPyListBuilder_Cancel, HPyListBuilder_New, HPyListBuilder_Set,
    HPyTracker_Add, HPyTracker_Close, HPyTracker_ForgetAll, HPyTracker_New, HPyTupleBuilder_Build,
    HPyTupleBuilder_Cancel, HPyTupleBuilder_New, HPyTupleBuilder_Set, Method,
};

use crate::{function, none};

function! {
    /// A list and a tuple of the argument, built as they must be, and of each one that is cancelled; a tracker of two handles.
    FineBuilders(ctx, argument) {
        // SAFETY: of this call, here and below.
        let tracker = unsafe { HPyTracker_New(ctx, 2) };
        // SAFETY: as above.
        let list = unsafe { HPyListBuilder_New(ctx, 1) };
        // SAFETY: as above.
        unsafe { HPyListBuilder_Set(ctx, list, 0, argument) };
        // SAFETY: as above.
        let list = unsafe { HPyListBuilder_Build(ctx, list) };
        // SAFETY: as above.
        unsafe { HPyTracker_Add(ctx, tracker, list) };
        // SAFETY: as above.
        let cancelled = unsafe { HPyListBuilder_New(ctx, 1) };
        // SAFETY: as above.
        unsafe { HPyListBuilder_Cancel(ctx, cancelled) };
        // SAFETY: as above.
        let cancelled = unsafe { HPyTupleBuilder_New(ctx, 1) };
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_Cancel(ctx, cancelled) };
        // SAFETY: as above.
        let tuple = unsafe { HPyTupleBuilder_New(ctx, 2) };
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_Set(ctx, tuple, 0, argument) };
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_Set(ctx, tuple, 1, list) };
        // SAFETY: as above.
        unsafe { HPyTracker_Close(ctx, tracker) };
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_Build(ctx, tuple) }
    }
}

function! {
    /// Builds a list twice.
    BuildTwice(ctx, _argument) {
        // SAFETY: of this call, here and below.
        let list = unsafe { HPyListBuilder_New(ctx, 0) }; // LIST BEGUN
        // SAFETY: as above.
        let first = unsafe { HPyListBuilder_Build(ctx, list) }; // LIST BUILT
        // SAFETY: as above.
        unsafe { HPy_Close(ctx, first) };
        // SAFETY: what the debug mode is to tell.
        unsafe { HPyListBuilder_Build(ctx, list) } // LIST BUILT AGAIN
    }
}

function! {
    /// Puts its argument into a list that was built.
    SetAfterBuild(ctx, argument) {
        // SAFETY: of this call, here and below.
        let builder = unsafe { HPyListBuilder_New(ctx, 0) };
        // SAFETY: as above.
        let list = unsafe { HPyListBuilder_Build(ctx, builder) };
        // SAFETY: what the debug mode is to tell.
        unsafe { HPyListBuilder_Set(ctx, builder, 0, argument) }; // SET TOO LATE
        list
    }
}

function! {
    /// Cancels a tuple twice.
    CancelTwice(ctx, _argument) {
        // SAFETY: of this call, here and below.
        let tuple = unsafe { HPyTupleBuilder_New(ctx, 1) }; // TUPLE BEGUN
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_Cancel(ctx, tuple) }; // TUPLE CANCELLED
        // SAFETY: what the debug mode is to tell.
        unsafe { HPyTupleBuilder_Cancel(ctx, tuple) }; // TUPLE CANCELLED AGAIN
        none(ctx)
    }
}

function! {
    /// Builds a list with a tuple's builder, and cancels that.
    BuildAnother(ctx, _argument) {
        // SAFETY: of this call, here and below.
        let tuple = unsafe { HPyTupleBuilder_New(ctx, 0) };
        // SAFETY: what the debug mode is to tell.
        let list = unsafe { HPyListBuilder_Build(ctx, HPyListBuilder(tuple.0)) }; // ANOTHER BUILT
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_Cancel(ctx, tuple) };
        list
    }
}

function! {
    /// Leaves a list and a tuple unfinished, and a tracker open.
    LeakBuilders(ctx, argument) {
        // SAFETY: of this call, here and below.
        let list = unsafe { HPyListBuilder_New(ctx, 2) }; // LIST LEAKED
        // SAFETY: as above.
        unsafe { HPyListBuilder_Set(ctx, list, 0, argument) };
        // SAFETY: as above.
        unsafe { HPyTupleBuilder_New(ctx, 1) }; // TUPLE LEAKED
        // SAFETY: as above.
        unsafe { HPyTracker_New(ctx, 1) }; // TRACKER LEAKED
        none(ctx)
    }
}

function! {
    /// Uses a tracker in each way after it was closed.
    UseClosedTracker(ctx, argument) {
        // SAFETY: of this call, here and below.
        let tracker = unsafe { HPyTracker_New(ctx, 1) }; // TRACKER MADE
        // SAFETY: as above.
        unsafe { HPyTracker_Close(ctx, tracker) }; // TRACKER CLOSED
        // SAFETY: what the debug mode is to tell, here and below.
        unsafe { HPyTracker_Add(ctx, tracker, argument) }; // TRACKER USED
        // SAFETY: as above.
        unsafe { HPyTracker_ForgetAll(ctx, tracker) };
        // SAFETY: as above.
        unsafe { HPyTracker_Close(ctx, tracker) };
        none(ctx)
    }
}

function! {
    /// Closes a handle that a tracker closes, too.
    CloseTracked(ctx, argument) {
        // SAFETY: of this call, here and below.
        let tracker = unsafe { HPyTracker_New(ctx, 1) };
        // SAFETY: as above.
        let copy = unsafe { HPy_Dup(ctx, argument) };
        // SAFETY: as above.
        unsafe { HPyTracker_Add(ctx, tracker, copy) };
        // SAFETY: as above.
        unsafe { HPy_Close(ctx, copy) }; // TRACKED CLOSED
        // SAFETY: what the debug mode is to tell.
        unsafe { HPyTracker_Close(ctx, tracker) }; // CLOSED BY TRACKER
        none(ctx)
    }
}

pub(crate) fn methods() -> Vec<Method> {
    vec![
        Method::one_arg::<FineBuilders>(c"fine_builders", c""),
        Method::one_arg::<BuildTwice>(c"build_twice", c""),
        Method::one_arg::<SetAfterBuild>(c"set_after_build", c""),
        Method::one_arg::<CancelTwice>(c"cancel_twice", c""),
        Method::one_arg::<BuildAnother>(c"build_another", c""),
        Method::one_arg::<LeakBuilders>(c"leak_builders", c""),
        Method::one_arg::<UseClosedTracker>(c"use_closed_tracker", c""),
        Method::one_arg::<CloseTracked>(c"close_tracked", c""),
    ]
}

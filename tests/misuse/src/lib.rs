//! Functions that misuse handles and contexts. Only the debug mode of the own door may call them: it tells what they do,
//! and puts `None` in the place of what is not there; anywhere else this is undefined behaviour.
//!
//! The twin looks for the lines that end in a name in capitals.

mod builders;
mod module;

use std::ffi::c_int;
use std::sync::atomic::{AtomicIsize, AtomicPtr, Ordering::Relaxed};

use hpy_sys::api::{ContextRef, Exec, HPy_Close, HPy_Dup, HPy_IsTrue, HPyLong_FromInt64_t, Method, NoArgs, h_None};
use hpy_sys::{HPy, HPyContext};

/// A function of one argument, with the context and the argument of its call.
macro_rules! function {
    ($(#[$doc:meta])* $name:ident($ctx:ident, $argument:ident) $body:block) => {
        $(#[$doc])*
        struct $name;

        // SAFETY: the debug mode lets nothing happen but a report.
        unsafe impl hpy_sys::api::OneArg for $name {
            unsafe fn call($ctx: hpy_sys::api::ContextRef, _slf: hpy_sys::HPy, $argument: hpy_sys::HPy) -> hpy_sys::HPy $body
        }
    };
}

use function;

function! {
    /// Closes a handle that it has made twice.
    CloseTwice(ctx, argument) {
        // SAFETY: of this call, here and below.
        let copy = unsafe { HPy_Dup(ctx, argument) }; // MADE FOR TWO CLOSES
        // SAFETY: as above.
        unsafe { HPy_Close(ctx, copy) }; // CLOSED
        // SAFETY: what the debug mode is to tell.
        unsafe { HPy_Close(ctx, copy) }; // CLOSED AGAIN
        none(ctx)
    }
}

function! {
    /// Returns the truth of a handle that it has closed.
    UseAfterClose(ctx, argument) {
        // SAFETY: of this call, here and below.
        let copy = unsafe { HPy_Dup(ctx, argument) }; // MADE TO BE USED
        // SAFETY: as above.
        unsafe { HPy_Close(ctx, copy) }; // CLOSED BEFORE USE
        // SAFETY: what the debug mode is to tell.
        let truth = unsafe { HPy_IsTrue(ctx, copy) }; // USED AFTER CLOSE
        // SAFETY: as above.
        unsafe { HPyLong_FromInt64_t(ctx, truth.into()) }
    }
}

function! {
    /// Closes its argument, which belongs to its caller.
    CloseArgument(ctx, argument) {
        // SAFETY: what the debug mode is to tell.
        unsafe { HPy_Close(ctx, argument) }; // ARGUMENT CLOSED
        none(ctx)
    }
}

function! {
    /// Returns its argument, which belongs to its caller.
    ReturnArgument(_ctx, argument) { argument }
}

function! {
    /// Returns a handle that it has closed.
    ReturnClosed(ctx, argument) {
        // SAFETY: of this call, here and below.
        let copy = unsafe { HPy_Dup(ctx, argument) }; // MADE TO BE RETURNED
        // SAFETY: as above.
        unsafe { HPy_Close(ctx, copy) };
        copy
    }
}

function! {
    /// Closes a constant.
    CloseConstant(ctx, _argument) {
        // SAFETY: of this call.
        let none_of_context = unsafe { h_None(ctx) };
        // SAFETY: what the debug mode is to tell.
        unsafe { HPy_Close(ctx, none_of_context) };
        none(ctx)
    }
}

function! {
    /// Closes what never was a handle.
    CloseNoHandle(ctx, _argument) {
        // SAFETY: what the debug mode is to tell.
        unsafe { HPy_Close(ctx, HPy(0x7654_3210)) };
        none(ctx)
    }
}

/// What was kept of an earlier call.
static ARGUMENT: AtomicIsize = AtomicIsize::new(0);
static CONTEXT: AtomicPtr<HPyContext> = AtomicPtr::new(std::ptr::null_mut());

function! {
    /// Keeps its argument and its context for longer than the call.
    Keep(ctx, argument) {
        ARGUMENT.store(argument.0, Relaxed);
        CONTEXT.store(ctx.as_raw(), Relaxed);
        none(ctx)
    }
}

function! {
    /// Returns the truth of the argument that was kept.
    UseKeptArgument(ctx, _argument) {
        // SAFETY: what the debug mode is to tell.
        let truth = unsafe { HPy_IsTrue(ctx, HPy(ARGUMENT.load(Relaxed))) }; // OLD ARGUMENT USED
        // SAFETY: of this call.
        unsafe { HPyLong_FromInt64_t(ctx, truth.into()) }
    }
}

function! {
    /// Returns the truth of its argument, asked of the context that was kept.
    UseKeptContext(ctx, argument) {
        // SAFETY: what the debug mode is to tell.
        let old = unsafe { ContextRef::from_raw(CONTEXT.load(Relaxed)) };
        // SAFETY: as above.
        let truth = unsafe { HPy_IsTrue(old, argument) }; // OLD CONTEXT USED
        // SAFETY: of this call.
        unsafe { HPyLong_FromInt64_t(ctx, truth.into()) }
    }
}

function! {
    /// Leaves a handle of its argument open.
    Leak(ctx, argument) {
        // SAFETY: of this call.
        unsafe { HPy_Dup(ctx, argument) }; // LEAKED
        none(ctx)
    }
}

/// Misuses nothing.
struct Fine;

// SAFETY: returns an owned handle.
unsafe impl NoArgs for Fine {
    unsafe fn call(ctx: ContextRef, _slf: HPy) -> HPy {
        none(ctx)
    }
}

fn none(ctx: ContextRef) -> HPy {
    // SAFETY: only called with the context of the running call.
    let none = unsafe { h_None(ctx) };
    // SAFETY: as above.
    unsafe { HPy_Dup(ctx, none) }
}

fn methods() -> Vec<Method> {
    let mut methods = vec![
        Method::one_arg::<CloseTwice>(c"close_twice", c""),
        Method::one_arg::<UseAfterClose>(c"use_after_close", c""),
        Method::one_arg::<CloseArgument>(c"close_argument", c""),
        Method::one_arg::<ReturnArgument>(c"return_argument", c""),
        Method::one_arg::<ReturnClosed>(c"return_closed", c""),
        Method::one_arg::<CloseConstant>(c"close_constant", c""),
        Method::one_arg::<CloseNoHandle>(c"close_no_handle", c""),
        Method::one_arg::<Keep>(c"keep", c""),
        Method::one_arg::<UseKeptArgument>(c"use_kept_argument", c""),
        Method::one_arg::<UseKeptContext>(c"use_kept_context", c""),
        Method::one_arg::<Leak>(c"leak", c""),
        Method::no_args::<Fine>(c"fine", c""),
    ];
    methods.extend(builders::methods());
    methods
}

/// There is nothing to be filled in.
struct Nothing;

// SAFETY: raises nothing.
unsafe impl Exec for Nothing {
    unsafe fn exec(_ctx: ContextRef, _module: HPy) -> c_int {
        0
    }
}

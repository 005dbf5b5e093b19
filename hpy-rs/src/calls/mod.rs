//! The one door to HPy's functions. Each call is one line: typed handles in, a checked `Result` out.
//!
//! What a result means is said by the macro that makes the call:
//! [`handle!`] null means an exception is pending, [`made!`] so, too, if there is a result at all, [`leaving!`] it is left so,
//! [`status!`] negative does, [`truth!`] negative does and else it is a bool, [`plain!`] cannot fail. Nothing outside this folder,
//! `context/`, `handle/` and `macro_support/` calls `api`.
#![expect(unsafe_code, reason = "the calls themselves; see the SAFETY lines of the macros")]

pub(crate) mod buffer;
pub(crate) mod c_text;
pub(crate) mod class;
pub(crate) mod datetime;
pub(crate) mod error;
mod graalpy;
pub(crate) mod mapping;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod sequence;
mod short_text;
pub(crate) mod text;
pub(crate) mod type_;

use hpy_sys::HPy;

use crate::Result;
use crate::context::Context;
use crate::error::raised;
use crate::handle::Handle;

/// Calls a function that cannot fail.
macro_rules! plain {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {
        // SAFETY: the context is valid (its lifetime says so), and the arguments are open handles of it or memory that
        // outlives the call: this folder takes them as references.
        unsafe { ::hpy_sys::api::$function($ctx.raw(), $($argument),*) }
    };
}

/// As [`plain!`], right after another call that has left no exception pending: it is not looked for again.
macro_rules! next {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {
        // SAFETY: as in `plain!`.
        unsafe { ::hpy_sys::api::$function($ctx.raw_beside_error(), $($argument),*) }
    };
}

/// Calls a function that returns a new handle, null with an exception.
macro_rules! handle {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {{
        let raw = $crate::calls::plain!($ctx, $function($($argument),*));
        // SAFETY: HPy's functions return an owned handle of the same context.
        unsafe { $crate::calls::owned($ctx, raw) }
    }};
}

/// Calls a short cut that gives a new handle, null with an exception, or nothing where there is no such short cut.
macro_rules! made {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {
        // SAFETY: what is given is an owned handle of the same context, of the type that the function is named after.
        $crate::calls::plain!($ctx, $function($($argument),*)).map(|raw| unsafe { $crate::calls::owned($ctx, raw) })
    };
}

/// Calls a function that returns a new handle, null with an exception, as the last act of an entry point.
macro_rules! leaving {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {{
        let raw = $crate::calls::plain!($ctx, $function($($argument),*));
        // SAFETY: HPy's functions return an owned handle of the same context, or null with an exception pending.
        unsafe { $crate::handle::Leaving::from_raw(raw) }
    }};
}

/// Calls a function that returns a negative number with an exception.
macro_rules! status {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {{
        let status = $crate::calls::plain!($ctx, $function($($argument),*));
        if status < 0 { Err($crate::error::raised::take($ctx)) } else { Ok(()) }
    }};
}

/// Calls a function that returns 0, 1 or a negative number with an exception.
macro_rules! truth {
    ($ctx:expr, $function:ident($($argument:expr),*)) => {{
        let answer = $crate::calls::plain!($ctx, $function($($argument),*));
        if answer < 0 { Err($crate::error::raised::take($ctx)) } else { Ok(answer != 0) }
    }};
}

use {handle, leaving, made, next, plain, status, truth};

/// Adopts the result of a call, or takes its exception.
///
/// # Safety
/// `raw` is null with an exception pending, or an owned handle of `ctx` whose object is a `T`.
#[inline(always)]
unsafe fn owned<T>(ctx: Context<'_>, raw: HPy) -> Result<Handle<'_, T>> {
    if raw.is_null() {
        return Err(raised::take(ctx));
    }
    // SAFETY: by the contract of this function.
    Ok(unsafe { Handle::from_owned_raw(ctx, raw) })
}

//! Context variables and capsules, which hpy-rs does not call: values in and out of them by the functions of hpy-sys.

mod capsules;
mod module;
mod variables;

use std::ffi::c_int;

use hpy_sys::HPy;
use hpy_sys::api::{ContextRef, Exec, HPy_Dup, HPyErr_SetString, Method, h_NotImplemented, h_TypeError};

/// A function of as many arguments as are named, with the context of its call.
macro_rules! function {
    ($(#[$doc:meta])* $name:ident($ctx:ident $(, $argument:ident)*) $body:block) => {
        $(#[$doc])*
        struct $name;

        // SAFETY: an owned handle, or null with an exception set.
        unsafe impl hpy_sys::api::VarArgs for $name {
            unsafe fn call($ctx: hpy_sys::api::ContextRef, _slf: HPy, args: *const HPy, nargs: usize) -> HPy {
                let arguments = match nargs {
                    0 => &[],
                    // SAFETY: the arguments of this call.
                    _ => unsafe { std::slice::from_raw_parts(args, nargs) },
                };
                let &[$($argument),*] = arguments else { return $crate::wrong_count($ctx) };
                $body
            }
        }
    };
}

use function;

fn wrong_count(ctx: ContextRef) -> HPy {
    // SAFETY: only called with the context of the running call, here and below.
    let error = unsafe { h_TypeError(ctx) };
    // SAFETY: as above.
    unsafe { HPyErr_SetString(ctx, error, c"wrong number of arguments".as_ptr()) }
}

/// What stands for a null that is no error.
fn nothing(ctx: ContextRef) -> HPy {
    // SAFETY: only called with the context of the running call.
    let nothing = unsafe { h_NotImplemented(ctx) };
    // SAFETY: as above.
    unsafe { HPy_Dup(ctx, nothing) }
}

/// What stands for a status: nothing, or null where it says that an exception is set.
fn done(ctx: ContextRef, status: c_int) -> HPy {
    if status < 0 { HPy::NULL } else { nothing(ctx) }
}

fn methods() -> Vec<Method> {
    [variables::methods(), capsules::methods()].concat()
}

/// There is nothing to be filled in.
struct Nothing;

// SAFETY: raises nothing.
unsafe impl Exec for Nothing {
    unsafe fn exec(_ctx: ContextRef, _module: HPy) -> c_int {
        0
    }
}

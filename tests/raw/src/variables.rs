//! Context variables.

use std::ffi::CStr;

use hpy_sys::HPy;
use hpy_sys::api::{ContextRef, HPyContextVar_Get, HPyContextVar_New, HPyContextVar_Set, Method};

use crate::{function, nothing};

const NAME: &CStr = c"hpy_raw.variable";

function! {
    /// A variable with a default.
    New(ctx, default) {
        // SAFETY: of this call.
        unsafe { HPyContextVar_New(ctx, NAME.as_ptr(), default) }
    }
}

function! {
    /// A variable without one.
    NewUnset(ctx) {
        // SAFETY: of this call.
        unsafe { HPyContextVar_New(ctx, NAME.as_ptr(), HPy::NULL) }
    }
}

function! {
    /// Its value.
    Get(ctx, variable) { get(ctx, variable, HPy::NULL) }
}

function! {
    /// Its value, or what is to stand for it.
    GetOr(ctx, variable, default) { get(ctx, variable, default) }
}

function! {
    /// Gives it a value; returns the token of that.
    Set(ctx, variable, value) {
        // SAFETY: of this call.
        unsafe { HPyContextVar_Set(ctx, variable, value) }
    }
}

fn get(ctx: ContextRef, variable: HPy, default: HPy) -> HPy {
    let mut value = HPy(0x7654_3210);
    // SAFETY: only called with what is of the running call.
    let status = unsafe { HPyContextVar_Get(ctx, variable, default, &raw mut value) };
    match (status, value.is_null()) {
        (0, false) => value,
        (0, true) => nothing(ctx),
        _ => HPy::NULL,
    }
}

pub(crate) fn methods() -> Vec<Method> {
    vec![
        Method::var_args::<New>(c"new_variable", c""),
        Method::var_args::<NewUnset>(c"new_unset_variable", c""),
        Method::var_args::<Get>(c"get", c""),
        Method::var_args::<GetOr>(c"get_or", c""),
        Method::var_args::<Set>(c"set", c""),
    ]
}

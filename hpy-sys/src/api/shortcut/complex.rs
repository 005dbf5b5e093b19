//! Complex numbers: HPy has no function for them.

use super::{is_cpython, layout};
use crate::abi::HPy;
use crate::api::address::{handle_of, object_of};
use crate::api::context::ContextRef;
use crate::capi;

/// A new `complex`, or null with an exception set; `None` where there is no such short cut.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn new_complex(_ctx: ContextRef, real: f64, imag: f64) -> Option<HPy> {
    // SAFETY: loaded where there are short cuts.
    is_cpython().then(|| handle_of(unsafe { capi::PyComplex_FromDoubles(real, imag) }))
}

/// The struct of a `complex`.
#[repr(C)]
struct Complex {
    _header: [usize; 2],
    real: f64,
    imag: f64,
}

/// The parts of a `complex`, whatever a subclass says of them, where structs are known.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); it is one.
#[inline]
pub unsafe fn complex_parts(_ctx: ContextRef, number: HPy) -> Option<(f64, f64)> {
    if !layout::is_known() {
        return None;
    }
    // SAFETY: the caller's promise.
    let Complex { real, imag, .. } = unsafe { object_of(number).cast::<Complex>().read() };
    Some((real, imag))
}

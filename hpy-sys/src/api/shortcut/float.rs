//! Floats: read in place.

use super::layout;
use crate::abi::HPy;
use crate::api::address::object_of;
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPyErr_Clear, HPyFloat_FromDouble, h_FloatType};
use crate::learnt::Learnt;

/// The word of a float that is its value: behind the header.
const VALUE_WORD: usize = 2;

/// The type of floats; nothing's where their struct is not known.
static FLOAT: Learnt<usize> = Learnt::new(0);

/// Learns the type, and tries the struct.
///
/// # Safety
///
/// `ctx` is the context of the running call, and handles lead to objects.
pub(super) unsafe fn learn(ctx: ContextRef) {
    const PROBE: f64 = -0.375;
    if !layout::is_known() {
        return;
    }
    // SAFETY: the caller's context.
    let probe = unsafe { HPyFloat_FromDouble(ctx, PROBE) };
    if probe.is_null() {
        // SAFETY: as above.
        unsafe { HPyErr_Clear(ctx) };
        return;
    }
    // SAFETY: as above.
    let float = object_of(unsafe { h_FloatType(ctx) }) as usize;
    // SAFETY: who has a context holds the interpreter's lock, here and below.
    unsafe { FLOAT.set(float) };
    // SAFETY: a new handle of a float.
    if unsafe { value_of(probe) } != Some(PROBE) {
        // SAFETY: as above.
        unsafe { FLOAT.set(0) };
    }
    // SAFETY: as above, closed once.
    unsafe { HPy_Close(ctx, probe) };
}

/// The value of an object that is exactly a float; `None` where floats are not known.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety), where handles lead to objects.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each float")]
pub(super) unsafe fn value_of(object: HPy) -> Option<f64> {
    let float = object_of(object);
    // SAFETY: the caller's promise.
    if unsafe { layout::type_word(float) } != FLOAT.get() {
        return None;
    }
    // SAFETY: exactly a float.
    Some(unsafe { float.cast::<f64>().wrapping_add(VALUE_WORD).read() })
}

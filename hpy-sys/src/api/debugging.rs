//! What HPy's debug mode says of its contexts. Each call has one of its own there.

use std::ffi::{CStr, c_long};

use super::context::ContextRef;
use super::runtime::{Door, door};

/// How tables call themselves that make a context for every call, and none can be used while another one is.
const DEBUG: &[u8] = b"HPy Debug";

/// Whether that is the mode of a context.
///
/// # Safety
///
/// `ctx` is the context of a call of this thread that has not ended.
pub(super) unsafe fn is_debugging(ctx: ContextRef) -> bool {
    // SAFETY: a ContextRef points at a live table, and the header is the same in both layouts.
    let name = unsafe { (*ctx.as_raw()).name };
    // SAFETY: HPy's name of a table is a C string.
    !name.is_null() && unsafe { CStr::from_ptr(name) }.to_bytes().starts_with(DEBUG)
}

/// What HPy's debug mode notes of a context (`hpy/debug/src/debug_internal.h` of hpy 0.9.0).
#[repr(C)]
struct Noted {
    magic_number: c_long,
    /// Of C's `bool`.
    is_valid: u8,
}

/// By what that is known.
const MAGIC: c_long = 0x0DDA_003F;

/// Whether the context of a call that is running can be used now: in HPy's debug mode, that of a call that waits for a call within it
/// cannot, and ends the process.
///
/// # Safety
///
/// `ctx` is the context of a call of this thread that has not ended.
#[must_use]
pub unsafe fn is_usable(ctx: ContextRef) -> bool {
    // SAFETY: the caller's context.
    if door() == Door::Own || !unsafe { is_debugging(ctx) } {
        return true;
    }
    // SAFETY: a ContextRef points at a live table, and the header is the same in both layouts.
    let noted: *const Noted = unsafe { (*ctx.as_raw()).private }.cast();
    // SAFETY: the private word of every table of that mode is null, or leads to what begins with such a number and more.
    let noted = unsafe { noted.as_ref() };
    noted.is_some_and(|noted| noted.magic_number == MAGIC && noted.is_valid != 0)
}

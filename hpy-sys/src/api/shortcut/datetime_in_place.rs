//! The parts of dates and times, read in place.

use super::datetime::{DATE, DATETIME, DELTA, TIME, types};
use super::item::duplicate;
use super::layout::type_word;
use crate::abi::{HPy, PyObject};
use crate::api::address::{is_direct, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::h_None;

/// A `date`, a `time` or a `datetime`, whose parts are so many bytes; behind it, if it has one, is the zone.
#[repr(C)]
struct Parts<const LENGTH: usize> {
    _header: [usize; 2],
    _hash: isize,
    has_zone: u8,
    bytes: [u8; LENGTH],
    /// A `date` has none.
    fold: u8,
}

/// A `timedelta`.
#[repr(C)]
struct Span {
    _header: [usize; 2],
    _hash: isize,
    days: i32,
    seconds: u32,
    microseconds: u32,
}

/// The object of a handle, if instances of its type are read in place: those of a subclass may say something else.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
unsafe fn known(handle: HPy, kinds: &[usize]) -> Option<*mut PyObject> {
    let types = types().filter(|_| is_direct())?;
    let object = object_of(handle);
    // SAFETY: a live object, and handles lead to objects.
    let own = unsafe { type_word(object) };
    kinds.iter().any(|place| types[*place] as usize == own).then_some(object)
}

/// Year, month and day of what is exactly a `date` or a `datetime`, where that is read in place.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn date_in(_ctx: ContextRef, date: HPy) -> Option<(i32, u8, u8)> {
    // SAFETY: the caller's promise.
    let object = unsafe { known(date, &[DATE, DATETIME]) }?;
    // SAFETY: it is one, and a `datetime` begins as a `date` does.
    let [high, low, month, day] = unsafe { object.cast::<Parts<4>>().read() }.bytes;
    Some((u16::from_be_bytes([high, low]).into(), month, day))
}

/// What there is of a time of the day.
struct Clock {
    bytes: [u8; 6],
    fold: u8,
    zone: Option<*mut PyObject>,
}

/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
unsafe fn clock(time: HPy) -> Option<Clock> {
    // SAFETY: the caller's promise.
    if let Some(object) = unsafe { known(time, &[DATETIME]) } {
        // SAFETY: it is a `datetime`, of so many bytes.
        return unsafe { clock_of::<10>(object) };
    }
    // SAFETY: the caller's promise.
    let object = unsafe { known(time, &[TIME]) }?;
    // SAFETY: it is a `time`, of so many bytes.
    unsafe { clock_of::<6>(object) }
}

/// # Safety
///
/// The object is one with a time, and that many bytes.
#[inline]
unsafe fn clock_of<const LENGTH: usize>(object: *mut PyObject) -> Option<Clock> {
    // SAFETY: the caller's promise.
    let Parts { has_zone, bytes, fold, .. } = unsafe { object.cast::<Parts<LENGTH>>().read() };
    let place = object.cast::<Parts<LENGTH>>().wrapping_add(1).cast::<*mut PyObject>();
    // SAFETY: the zone is behind the rest, if there is one.
    let zone = (has_zone != 0).then(|| unsafe { place.read() });
    Some(Clock { bytes: *bytes.last_chunk()?, fold, zone })
}

/// Hour, minute, second and microsecond of what is exactly a `time` or a `datetime`, where that is read in place.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn time_in(_ctx: ContextRef, time: HPy) -> Option<(u8, u8, u8, u32)> {
    // SAFETY: the caller's promise.
    let [hour, minute, second, high, middle, low] = unsafe { clock(time) }?.bytes;
    Some((hour, minute, second, u32::from_be_bytes([0, high, middle, low])))
}

/// As [`time_in`]: whether it is the second of two equal times.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn fold_in(_ctx: ContextRef, time: HPy) -> Option<bool> {
    // SAFETY: the caller's promise.
    Some(unsafe { clock(time) }?.fold != 0)
}

/// As [`time_in`]: a new handle of its zone, or of `None`.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn zone_in(ctx: ContextRef, time: HPy) -> Option<HPy> {
    // SAFETY: the caller's promise.
    let Clock { zone, .. } = unsafe { clock(time) }?;
    // SAFETY: as above.
    let none = unsafe { h_None(ctx) };
    // SAFETY: borrowed from a live object, or the interpreter's own.
    Some(unsafe { duplicate(zone.unwrap_or(object_of(none))) })
}

/// Days, seconds and microseconds of what is exactly a `timedelta`, where that is read in place.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn delta_in(_ctx: ContextRef, delta: HPy) -> Option<(i32, u32, u32)> {
    // SAFETY: the caller's promise.
    let object = unsafe { known(delta, &[DELTA]) }?;
    // SAFETY: it is one.
    let Span { days, seconds, microseconds, .. } = unsafe { object.cast::<Span>().read() };
    Some((days, seconds, microseconds))
}

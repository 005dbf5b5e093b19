//! Dates and times: made by what the module `datetime` has for C code, a table of types and functions, on CPython in a capsule.
//!
//! The table is no part of the stable ABI: it is used in versions that were looked at, and only if its types are those of the
//! module, in which Python code can put anything. It is copied, since its memory goes with the capsule. PyPy's C API has the functions
//! by their names, too, and one that gives a table that begins with the types.

use std::ffi::{CStr, c_int};
use std::ptr;

use super::{is_known_cpython, is_pypy_by_its_c_api};
use crate::abi::{HPy, HPyCapsule_key_Pointer, PyObject};
use crate::api::address::{handle_of, object_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPyCapsule_Get, HPyErr_Clear, h_None};
use crate::call_out::CallOut;
use crate::capi;
use crate::learnt::Learnt;

type Object = *mut PyObject;

/// The beginning of `PyDateTime_CAPI`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Table {
    types: [Object; 5],
    _utc: Object,
    new_date: unsafe extern "C" fn(c_int, c_int, c_int, Object) -> Object,
    new_datetime: unsafe extern "C" fn(c_int, c_int, c_int, c_int, c_int, c_int, c_int, Object, Object) -> Object,
    new_time: unsafe extern "C" fn(c_int, c_int, c_int, c_int, Object, Object) -> Object,
    new_delta: unsafe extern "C" fn(c_int, c_int, c_int, c_int, Object) -> Object,
    new_zone: unsafe extern "C" fn(Object, Object) -> Object,
}

/// The places of `date`, `datetime`, `time` and `timedelta` among the types; behind them is `tzinfo`.
pub(super) const DATE: usize = 0;
pub(super) const DATETIME: usize = 1;
pub(super) const TIME: usize = 2;
pub(super) const DELTA: usize = 3;

static IS_LEARNT: Learnt<bool> = Learnt::new(false);
static TABLE: Learnt<Option<Table>> = Learnt::new(None);

/// Whether there is such a table; `None` as long as nobody has [looked](learn_datetimes).
#[inline]
pub fn datetimes_are_known() -> Option<bool> {
    if IS_LEARNT.get() {
        return Some(TABLE.get().is_some());
    }
    if is_known_cpython() || is_pypy_by_its_c_api() { None } else { Some(false) }
}

/// Learns the table, and says whether there is one: of what the module has as `datetime_CAPI`, if anything, and for its types `date`,
/// `datetime`, `time`, `timedelta` and `tzinfo`, which stay for ever.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); this is an [interpreter of which that is asked](datetimes_are_known).
pub unsafe fn learn_datetimes(ctx: ContextRef, capsule: Option<HPy>, types: [HPy; 5]) -> bool {
    let table = if is_pypy_by_its_c_api() {
        // SAFETY: the caller's promise.
        unsafe { table_of_pypy() }
    } else {
        // SAFETY: as above.
        capsule.and_then(|capsule| unsafe { table_in(ctx, capsule) })
    };
    let table = table.filter(|table| table.types == types.map(object_of));
    // SAFETY: who has a context holds the interpreter's lock, here and below.
    unsafe { TABLE.set(table) };
    // SAFETY: as above.
    unsafe { IS_LEARNT.set(true) };
    table.is_some()
}

/// # Safety
///
/// As for [`learn_datetimes`].
unsafe fn table_in(ctx: ContextRef, capsule: HPy) -> Option<Table> {
    const NAME: &CStr = c"datetime.datetime_CAPI";
    // SAFETY: the caller's promise; a C string.
    let table = unsafe { HPyCapsule_Get(ctx, capsule, HPyCapsule_key_Pointer, NAME.as_ptr()) }.cast::<Table>();
    if table.is_null() {
        // SAFETY: the caller's context.
        unsafe { HPyErr_Clear(ctx) };
        return None;
    }
    // SAFETY: what a capsule of this name has as long as there is the capsule. Code of Python makes none.
    Some(unsafe { table.read() })
}

/// What PyPy has as functions.
///
/// # Safety
///
/// As for [`learn_datetimes`].
unsafe fn table_of_pypy() -> Option<Table> {
    let import = capi::_PyDateTime_Import()?;
    let (new_date, new_datetime) = (capi::_PyDate_FromDate()?, capi::_PyDateTime_FromDateAndTime()?);
    let (new_time, new_delta) = (capi::_PyTime_FromTime()?, capi::_PyDelta_FromDelta()?);
    let new_zone = capi::_PyTimeZone_FromTimeZone()?;
    // SAFETY: the caller's promise.
    let types: *const [Object; 5] = unsafe { import.call_out(()) }.cast();
    if types.is_null() {
        // SAFETY: as above.
        unsafe { capi::PyErr_Clear() };
        return None;
    }
    // SAFETY: the beginning of a table that stays for ever.
    let types = unsafe { types.read() };
    Some(Table { types, _utc: ptr::null_mut(), new_date, new_datetime, new_time, new_delta, new_zone })
}

/// The types, by their places; `None` without a table.
#[inline]
pub(super) fn types() -> Option<[Object; 5]> {
    TABLE.get().map(|table| table.types)
}

/// A new `date`, or null with an exception set; `None` without a table.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn new_date(_ctx: ContextRef, [year, month, day]: [c_int; 3]) -> Option<HPy> {
    let Table { types, new_date, .. } = TABLE.get()?;
    // SAFETY: the function of the table, of one of its types.
    Some(handle_of(unsafe { new_date.call_out((year, month, day, types[DATE])) }))
}

/// As [`new_date`], a `time`; no zone is null.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn new_time(ctx: ContextRef, time: [c_int; 4], zone: HPy) -> Option<HPy> {
    let Table { types, new_time, .. } = TABLE.get()?;
    let [hour, minute, second, microsecond] = time;
    // SAFETY: the caller's promise.
    let zone = unsafe { zone_or_none(ctx, zone) };
    // SAFETY: the function of the table, of one of its types; it looks at the zone.
    Some(handle_of(unsafe { new_time.call_out((hour, minute, second, microsecond, zone, types[TIME])) }))
}

/// As [`new_time`], a `datetime`.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn new_datetime(ctx: ContextRef, date: [c_int; 3], time: [c_int; 4], zone: HPy) -> Option<HPy> {
    let Table { types, new_datetime, .. } = TABLE.get()?;
    let ([year, month, day], [hour, minute, second, microsecond]) = (date, time);
    // SAFETY: the caller's promise.
    let zone = unsafe { zone_or_none(ctx, zone) };
    let arguments = (year, month, day, hour, minute, second, microsecond, zone, types[DATETIME]);
    // SAFETY: the function of the table, of one of its types; it looks at the zone.
    Some(handle_of(unsafe { new_datetime.call_out(arguments) }))
}

/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
unsafe fn zone_or_none(ctx: ContextRef, zone: HPy) -> Object {
    // SAFETY: the caller's promise.
    let none = unsafe { h_None(ctx) };
    object_of(if zone.is_null() { none } else { zone })
}

/// As [`new_date`], a `timedelta`, whose seconds and microseconds are not negative and less than what would be one more of what is
/// before them: the function would add without a look for an overflow.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety).
#[inline]
pub unsafe fn new_delta(_ctx: ContextRef, [days, seconds, microseconds]: [c_int; 3]) -> Option<HPy> {
    let Table { types, new_delta, .. } = TABLE.get()?;
    // SAFETY: the function of the table, of one of its types.
    Some(handle_of(unsafe { new_delta.call_out((days, seconds, microseconds, 0, types[DELTA])) }))
}

/// As [`new_date`], a `timezone`.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the offset is an instance of the `timedelta` that `learn_datetimes` was
/// given.
#[inline]
pub unsafe fn new_zone(_ctx: ContextRef, offset: HPy) -> Option<HPy> {
    let Table { new_zone, .. } = TABLE.get()?;
    // SAFETY: the function of the table; the caller's promise, and null for a name is none.
    Some(handle_of(unsafe { new_zone.call_out((object_of(offset), ptr::null_mut())) }))
}

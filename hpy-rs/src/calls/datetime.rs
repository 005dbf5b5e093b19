//! Dates and times without a detour through their classes, where the interpreter has something for C code: else `None`.

use std::ffi::c_int;

use hpy_sys::HPy;
use hpy_sys::api;

use super::{made, next, object, plain};
use crate::Result;
use crate::context::Context;
use crate::handle::Handle;
use crate::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyType, PyTypeInfo, PyTzInfo, TimeParts};

const MICROSECONDS: i32 = 1_000_000;
pub(crate) const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// Whether there is something; it is looked for at the first date.
#[inline]
fn are_known(ctx: Context<'_>) -> bool {
    api::datetimes_are_known().unwrap_or_else(|| learn(ctx))
}

/// As [`are_known`], of what is found just now.
#[inline]
fn are_known_now(ctx: Context<'_>) -> bool {
    api::datetimes_are_known().is_none() && learn(ctx)
}

#[cold]
#[inline(never)]
fn learn(ctx: Context<'_>) -> bool {
    let Ok(types) = types(ctx) else { return false };
    let capsule = capsule(ctx).ok();
    plain!(ctx, learn_datetimes(capsule.as_ref().map(Handle::as_raw), types.each_ref().map(Handle::as_raw)))
}

/// What the module has for C code on CPython.
fn capsule(ctx: Context<'_>) -> Result<Handle<'_>> {
    object::get_attr_c(&object::import(ctx, c"datetime")?, c"datetime_CAPI")
}

/// The types of the module, which are the same for ever.
fn types(ctx: Context<'_>) -> Result<[Handle<'_, PyType>; 5]> {
    Ok([
        PyDate::type_object(ctx)?,
        PyDateTime::type_object(ctx)?,
        PyTime::type_object(ctx)?,
        PyDelta::type_object(ctx)?,
        PyTzInfo::type_object(ctx)?,
    ])
}

#[inline]
pub(crate) fn new_date(ctx: Context<'_>, date: DateParts) -> Option<Result<Handle<'_, PyDate>>> {
    if are_known(ctx) { made!(ctx, new_date(of_date(date))) } else { None }
}

#[inline]
pub(crate) fn new_time<'ctx>(
    ctx: Context<'ctx>,
    time: TimeParts,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Option<Result<Handle<'ctx, PyTime>>> {
    if are_known(ctx) { made!(ctx, new_time(of_time(time)?, of_zone(zone))) } else { None }
}

#[inline]
pub(crate) fn new_datetime<'ctx>(
    ctx: Context<'ctx>,
    date: DateParts,
    time: TimeParts,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Option<Result<Handle<'ctx, PyDateTime>>> {
    if are_known(ctx) { made!(ctx, new_datetime(of_date(date), of_time(time)?, of_zone(zone))) } else { None }
}

fn of_date((year, month, day): DateParts) -> [c_int; 3] {
    [year, month.into(), day.into()]
}

/// Not if the microseconds are too many for C.
fn of_time((hour, minute, second, microsecond): TimeParts) -> Option<[c_int; 4]> {
    Some([hour.into(), minute.into(), second.into(), microsecond.try_into().ok()?])
}

fn of_zone(zone: Option<&Handle<'_, PyTzInfo>>) -> HPy {
    zone.map_or(HPy::NULL, Handle::as_raw)
}

/// Not if the days are too many for C.
#[inline]
pub(crate) fn new_delta(
    ctx: Context<'_>,
    days: i64,
    seconds: i32,
    microseconds: i32,
) -> Option<Result<Handle<'_, PyDelta>>> {
    if !are_known(ctx) {
        return None;
    }
    let seconds = i64::from(seconds) + i64::from(microseconds.div_euclid(MICROSECONDS));
    let days = days.checked_add(seconds.div_euclid(SECONDS_A_DAY))?.try_into().ok()?;
    let seconds = seconds.rem_euclid(SECONDS_A_DAY).try_into().ok()?;
    made!(ctx, new_delta([days, seconds, microseconds.rem_euclid(MICROSECONDS)]))
}

/// The time zone that is always so far from UTC.
#[inline]
pub(crate) fn new_zone<'ctx>(offset: &Handle<'ctx, PyDelta>) -> Option<Result<Handle<'ctx, PyTzInfo>>> {
    if are_known(offset.ctx()) { made!(offset.ctx(), new_zone(offset.as_raw())) } else { None }
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident -> $parts:ty;)*) => {
        $(
            $(#[$doc])*
            #[inline]
            pub(crate) fn $name(object: &Handle<'_>) -> Option<$parts> {
                let read = || next!(object.ctx(), $name(object.as_raw()));
                read().or_else(|| are_known_now(object.ctx()).then(read)?)
            }
        )*
    };
}

parts! {
    /// Those of what is exactly a `date` or a `datetime`.
    date_in -> DateParts;
    /// Those of what is exactly a `time` or a `datetime`.
    time_in -> TimeParts;
    /// As [`time_in`].
    fold_in -> bool;
    /// Those of what is exactly a `timedelta`.
    delta_in -> (i32, u32, u32);
}

/// As [`time_in`]; `None` of Python if there is no zone.
#[inline]
pub(crate) fn zone_in<'ctx>(object: &Handle<'ctx>) -> Option<Result<Handle<'ctx>>> {
    let read = || made!(object.ctx(), zone_in(object.as_raw()));
    read().or_else(|| are_known_now(object.ctx()).then(read)?)
}

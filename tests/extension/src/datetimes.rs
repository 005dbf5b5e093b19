//! Dates, times and time zones as handles.

use hpy_rs::prelude::*;
use hpy_rs::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTzInfo, TimeParts};

#[hpy_function]
pub(crate) fn new_date(ctx: Context<'_>, date: DateParts) -> Result<Handle<'_, PyDate>> {
    PyDate::new(ctx, date)
}

#[hpy_function]
pub(crate) fn new_time<'ctx>(
    ctx: Context<'ctx>,
    time: TimeParts,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyTime>> {
    PyTime::new(ctx, time, zone)
}

#[hpy_function]
pub(crate) fn new_datetime<'ctx>(
    ctx: Context<'ctx>,
    date: DateParts,
    time: TimeParts,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyDateTime>> {
    PyDateTime::new(ctx, date, time, zone)
}

#[hpy_function]
pub(crate) fn new_delta(ctx: Context<'_>, days: i32, seconds: i32, microseconds: i32) -> Result<Handle<'_, PyDelta>> {
    PyDelta::new(ctx, days, seconds, microseconds)
}

#[hpy_function]
pub(crate) fn utc_zone(ctx: Context<'_>) -> Result<Handle<'_, PyTzInfo>> {
    PyTzInfo::utc(ctx)
}

#[hpy_function]
pub(crate) fn zone_of_place<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, PyTzInfo>> {
    PyTzInfo::timezone(ctx, name)
}

#[hpy_function]
pub(crate) fn fixed_zone<'ctx>(offset: &Handle<'ctx, PyDelta>) -> Result<Handle<'ctx, PyTzInfo>> {
    PyTzInfo::fixed_offset(offset)
}

#[hpy_function]
pub(crate) fn date_parts(date: &Handle<'_, PyDate>) -> Result<DateParts> {
    Ok((date.year()?, date.month()?, date.day()?))
}

#[hpy_function]
pub(crate) fn time_parts<'ctx>(
    time: &Handle<'ctx, PyTime>,
) -> Result<(TimeParts, bool, Option<Handle<'ctx, PyTzInfo>>)> {
    Ok(((time.hour()?, time.minute()?, time.second()?, time.microsecond()?), time.fold()?, time.tzinfo()?))
}

#[hpy_function]
pub(crate) fn datetime_parts<'ctx>(
    point: &Handle<'ctx, PyDateTime>,
) -> Result<(DateParts, TimeParts, bool, Option<Handle<'ctx, PyTzInfo>>)> {
    let date = (point.year()?, point.month()?, point.day()?);
    let time = (point.hour()?, point.minute()?, point.second()?, point.microsecond()?);
    Ok((date, time, point.fold()?, point.tzinfo()?))
}

#[hpy_function]
pub(crate) fn delta_parts(delta: &Handle<'_, PyDelta>) -> Result<(i32, u32, u32)> {
    Ok((delta.days()?, delta.seconds()?, delta.microseconds()?))
}

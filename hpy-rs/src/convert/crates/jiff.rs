//! The types of the crate `jiff` 0.2, as the modules `datetime` and `zoneinfo` have them. What is below a microsecond is cut off.

use jiff_02 as jiff;

use jiff::civil::{Date, DateTime, ISOWeekDate, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, Zoned};

use super::datetime::{
    date_parts, local_parts, naive_parts, name_of_zone, new_span, no_date, no_time, offset_always, offset_then,
    span_parts, time_parts, zone_of_offset,
};
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyValueError;
use crate::handle::{Borrowed, Handle};
use crate::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTzInfo, TimeParts};
use crate::{PyError, Result};

impl From<jiff::Error> for PyError {
    fn from(error: jiff::Error) -> Self {
        PyValueError::new(error.to_string())
    }
}

fn date_of((year, month, day): DateParts) -> Result<Date> {
    let year = year.try_into().map_err(|_| no_date())?;
    Date::new(year, signed(month), signed(day)).map_err(|_| no_date())
}

fn time_of((hour, minute, second, microsecond): TimeParts) -> Result<Time> {
    let nanosecond = microsecond.checked_mul(1000).and_then(|nanosecond| nanosecond.try_into().ok());
    let nanosecond = nanosecond.ok_or_else(no_time)?;
    Time::new(signed(hour), signed(minute), signed(second), nanosecond).map_err(|_| no_time())
}

/// A number that is out of range stays so.
fn signed(number: u8) -> i8 {
    number.try_into().unwrap_or(i8::MAX)
}

fn moment_of((date, time): (DateParts, TimeParts)) -> Result<DateTime> {
    Ok(DateTime::from_parts(date_of(date)?, time_of(time)?))
}

fn parts_of_date(date: Date) -> DateParts {
    (date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn parts_of_time(time: Time) -> TimeParts {
    let microsecond = time.subsec_nanosecond().unsigned_abs() / 1000;
    (time.hour().unsigned_abs(), time.minute().unsigned_abs(), time.second().unsigned_abs(), microsecond)
}

fn new_moment<'ctx>(
    ctx: Context<'ctx>,
    time: DateTime,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyDateTime>> {
    PyDateTime::new(ctx, parts_of_date(time.date()), parts_of_time(time.time()), zone)
}

/// A `date`, or the day of a `datetime`.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Date {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        date_of(date_parts(&*object.cast()?)?)
    }
}

impl<'ctx> IntoPy<'ctx> for Date {
    type Target = PyDate;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDate>> {
        PyDate::new(ctx, parts_of_date(self))
    }
}

/// As [`Date`].
impl<'a, 'ctx> FromPy<'a, 'ctx> for ISOWeekDate {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Date::from_py(object).map(Date::iso_week_date)
    }
}

impl<'ctx> IntoPy<'ctx> for ISOWeekDate {
    type Target = PyDate;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDate>> {
        self.date().into_py(ctx)
    }
}

/// A `time` without a zone.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Time {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        time_of(time_parts(&*object.cast()?)?)
    }
}

impl<'ctx> IntoPy<'ctx> for Time {
    type Target = PyTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTime>> {
        PyTime::new(ctx, parts_of_time(self), None)
    }
}

/// A `datetime` without a zone.
impl<'a, 'ctx> FromPy<'a, 'ctx> for DateTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        moment_of(naive_parts(&*object.cast()?)?)
    }
}

impl<'ctx> IntoPy<'ctx> for DateTime {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        new_moment(ctx, self, None)
    }
}

/// A `datetime` with any zone, by what its clocks are ahead of UTC at that time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Timestamp {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        timestamp_of(&*object.cast()?)
    }
}

fn timestamp_of(time: &Handle<'_, PyDateTime>) -> Result<Timestamp> {
    let offset = Offset::from_seconds(offset_then(time)?)?;
    Ok(offset.to_timestamp(moment_of(local_parts(time)?)?)?)
}

/// A `datetime` of UTC.
impl<'ctx> IntoPy<'ctx> for Timestamp {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        new_moment(ctx, Offset::UTC.to_datetime(self), Some(&PyTzInfo::utc(ctx)?))
    }
}

/// A `datetime` with a zone that a [`TimeZone`] can be made of.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Zoned {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast()?;
        let timestamp = timestamp_of(&time)?;
        Ok(timestamp.to_zoned(time.get_attr("tzinfo")?.extract()?))
    }
}

impl<'ctx> IntoPy<'ctx> for Zoned {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        let zone = self.time_zone().into_py(ctx)?;
        if self.time_zone().to_fixed_offset().is_ok() {
            return new_moment(ctx, self.datetime(), Some(&zone));
        }
        // Python knows where clocks are put back, and which of two equal times is meant.
        self.timestamp().into_py(ctx)?.call_method("astimezone", (zone,))?.cast_into()
    }
}

/// A `zoneinfo.ZoneInfo`, by its name, or a `tzinfo` that is always as far from UTC.
impl<'a, 'ctx> FromPy<'a, 'ctx> for TimeZone {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        match name_of_zone(&*object.cast()?)? {
            Some(name) => Ok(TimeZone::get(&name)?),
            None => Offset::from_py(object).map(Offset::to_time_zone),
        }
    }
}

impl<'ctx> IntoPy<'ctx> for &TimeZone {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        match self.iana_name() {
            Some(name) if *self != TimeZone::UTC => PyTzInfo::timezone(ctx, name),
            _ => self.to_fixed_offset()?.into_py(ctx),
        }
    }
}

impl<'ctx> IntoPy<'ctx> for TimeZone {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        (&self).into_py(ctx)
    }
}

/// A `tzinfo` that is always as far from UTC.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Offset {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(Offset::from_seconds(offset_always(&*object.cast()?)?)?)
    }
}

impl<'ctx> IntoPy<'ctx> for Offset {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        zone_of_offset(ctx, self.seconds())
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for SignedDuration {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let (seconds, microseconds) = span_parts(&*object.cast::<PyDelta>()?)?;
        Ok(SignedDuration::from_secs(seconds) + SignedDuration::from_micros(microseconds.into()))
    }
}

impl<'ctx> IntoPy<'ctx> for SignedDuration {
    type Target = PyDelta;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDelta>> {
        new_span(ctx, self.as_secs(), self.subsec_micros())
    }
}

/// A `timedelta`, in units up to days.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Span {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(SignedDuration::from_py(object)?.try_into()?)
    }
}

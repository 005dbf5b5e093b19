//! The types of the crate `time`, as the module `datetime` has them. What is below a microsecond is cut off.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

use super::datetime::{
    date_parts, local_parts, naive_parts, new_span, no_date, no_time, offset_always, offset_then, span_parts,
    time_parts, zone_of_offset,
};
use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyOverflowError;
use crate::handle::{Borrowed, Handle};
use crate::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTzInfo, TimeParts};

fn date_of((year, month, day): DateParts) -> Result<Date> {
    let month = Month::try_from(month).map_err(|_| no_date())?;
    Date::from_calendar_date(year, month, day).map_err(|_| no_date())
}

fn time_of((hour, minute, second, microsecond): TimeParts) -> Result<Time> {
    Time::from_hms_micro(hour, minute, second, microsecond).map_err(|_| no_time())
}

fn moment_of((date, time): (DateParts, TimeParts)) -> Result<PrimitiveDateTime> {
    Ok(PrimitiveDateTime::new(date_of(date)?, time_of(time)?))
}

fn new_moment<'ctx>(
    ctx: Context<'ctx>,
    date: Date,
    time: Time,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyDateTime>> {
    PyDateTime::new(ctx, parts_of_date(date), parts_of_time(time), zone)
}

fn parts_of_date(date: Date) -> DateParts {
    (date.year(), date.month().into(), date.day())
}

fn parts_of_time(time: Time) -> TimeParts {
    (time.hour(), time.minute(), time.second(), time.microsecond())
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
impl<'a, 'ctx> FromPy<'a, 'ctx> for PrimitiveDateTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        moment_of(naive_parts(&*object.cast()?)?)
    }
}

impl<'ctx> IntoPy<'ctx> for PrimitiveDateTime {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        new_moment(ctx, self.date(), self.time(), None)
    }
}

/// A `datetime` with any zone, by what its clocks are ahead of UTC at that time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for OffsetDateTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast()?;
        let offset = offset_of(offset_then(&time)?)?;
        Ok(moment_of(local_parts(&time)?)?.assume_offset(offset))
    }
}

/// A `datetime` with a zone that knows how far its clocks are ahead of UTC at that time, and no more.
impl<'ctx> IntoPy<'ctx> for OffsetDateTime {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        new_moment(ctx, self.date(), self.time(), Some(&self.offset().into_py(ctx)?))
    }
}

/// A `datetime` with any zone: the same point of time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for UtcDateTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = OffsetDateTime::from_py(object)?.checked_to_utc();
        time.ok_or_else(|| PyOverflowError::new("datetime out of range"))
    }
}

impl<'ctx> IntoPy<'ctx> for UtcDateTime {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        new_moment(ctx, self.date(), self.time(), Some(&PyTzInfo::utc(ctx)?))
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Duration {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let (seconds, microseconds) = span_parts(&*object.cast::<PyDelta>()?)?;
        Ok(Duration::seconds(seconds) + Duration::microseconds(microseconds.into()))
    }
}

impl<'ctx> IntoPy<'ctx> for Duration {
    type Target = PyDelta;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDelta>> {
        new_span(ctx, self.whole_seconds(), self.subsec_microseconds())
    }
}

/// A `tzinfo` that is always as far from UTC.
impl<'a, 'ctx> FromPy<'a, 'ctx> for UtcOffset {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        offset_of(offset_always(&*object.cast()?)?)
    }
}

fn offset_of(seconds: i32) -> Result<UtcOffset> {
    UtcOffset::from_whole_seconds(seconds).map_err(|_| PyOverflowError::new("offset out of range"))
}

impl<'ctx> IntoPy<'ctx> for UtcOffset {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        zone_of_offset(ctx, self.whole_seconds())
    }
}

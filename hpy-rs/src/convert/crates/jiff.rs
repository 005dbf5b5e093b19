//! The types of the crate `jiff` 0.2, as the modules `datetime` and `zoneinfo` have them. What is below a microsecond is cut off.

use jiff_02 as jiff;

use jiff::civil::{Date, DateTime, ISOWeekDate, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, Zoned};

use super::datetime::{
    conversions, date_parts, local_parts, naive_parts, name_of_zone, new_span, no_date, no_time, offset_always,
    offset_then, span_parts, time_parts, zone_of_offset,
};
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyValueError;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
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

fn timestamp_of(time: &Handle<'_, PyDateTime>) -> Result<Timestamp> {
    let offset = Offset::from_seconds(offset_then(time)?)?;
    Ok(offset.to_timestamp(moment_of(local_parts(time)?)?)?)
}

fn duration_of((seconds, microseconds): (i64, u32)) -> SignedDuration {
    SignedDuration::from_secs(seconds) + SignedDuration::from_micros(microseconds.into())
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

fn new_zoned<'ctx>(ctx: Context<'ctx>, time: &Zoned) -> Result<Handle<'ctx, PyDateTime>> {
    let zone = time.time_zone().into_py(ctx)?;
    if time.time_zone().to_fixed_offset().is_ok() {
        return new_moment(ctx, time.datetime(), Some(&zone));
    }
    // Python knows where clocks are put back, and which of two equal times is meant.
    time.timestamp().into_py(ctx)?.call_method("astimezone", (zone,))?.cast_into()
}

conversions! {
    /// A `date`, or the day of a `datetime`.
    Date as PyDate: |date| date_of(date_parts(date)?), |date, ctx| PyDate::new(ctx, parts_of_date(date));
    /// As [`Date`].
    ISOWeekDate as PyDate:
        |date| date_of(date_parts(date)?).map(Date::iso_week_date),
        |date, ctx| date.date().into_py(ctx);
    /// A `time` without a zone.
    Time as PyTime: |time| time_of(time_parts(time)?), |time, ctx| PyTime::new(ctx, parts_of_time(time), None);
    /// A `datetime` without a zone.
    DateTime as PyDateTime: |time| moment_of(naive_parts(time)?), |time, ctx| new_moment(ctx, time, None);
    /// A `datetime` with any zone, by what its clocks are ahead of UTC at that time; a new one is of UTC.
    Timestamp as PyDateTime:
        |time| timestamp_of(time),
        |time, ctx| new_moment(ctx, Offset::UTC.to_datetime(time), Some(&PyTzInfo::utc(ctx)?));
    /// A `datetime` with a zone that a [`TimeZone`] can be made of.
    Zoned as PyDateTime:
        |time| Ok(timestamp_of(time)?.to_zoned(time.get_attr("tzinfo")?.extract()?)),
        |time, ctx| new_zoned(ctx, &time);
    /// A `zoneinfo.ZoneInfo`, by its name, or a `tzinfo` that is always as far from UTC.
    TimeZone as PyTzInfo:
        |zone| match name_of_zone(zone)? {
            Some(name) => Ok(TimeZone::get(&name)?),
            None => Ok(Offset::from_seconds(offset_always(zone)?)?.to_time_zone()),
        },
        |zone, ctx| (&zone).into_py(ctx);
    /// A `tzinfo` that is always as far from UTC.
    Offset as PyTzInfo:
        |zone| Ok(Offset::from_seconds(offset_always(zone)?)?),
        |offset, ctx| zone_of_offset(ctx, offset.seconds());
    SignedDuration as PyDelta:
        |delta| span_parts(delta).map(duration_of),
        |duration, ctx| new_span(ctx, duration.as_secs(), duration.subsec_micros());
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

/// A `timedelta`, in units up to days.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Span {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(SignedDuration::from_py(object)?.try_into()?)
    }

    fn input_type() -> TypeHint {
        SignedDuration::input_type()
    }
}

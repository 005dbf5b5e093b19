//! The types of the crate `chrono`, as the module `datetime` has them.
//!
//! What is below a microsecond is cut off, and a leap second is the second before it, as in PyO3: `datetime` has neither.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Timelike, Utc,
};

use super::datetime::{
    conversions, date_parts, local_parts, naive_parts, new_span, no_date, no_time, offset_always, offset_then,
    span_parts, time_parts, zone_of_offset,
};
use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::{PyOverflowError, PyValueError};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTypeInfo, PyTzInfo, TimeParts};

/// Of a microsecond.
const NANOSECONDS: i32 = 1000;

fn date_of((year, month, day): DateParts) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).ok_or_else(no_date)
}

fn time_of((hour, minute, second, microsecond): TimeParts) -> Result<NaiveTime> {
    let time = NaiveTime::from_hms_micro_opt(hour.into(), minute.into(), second.into(), microsecond);
    time.ok_or_else(no_time)
}

fn moment_of((date, time): (DateParts, TimeParts)) -> Result<NaiveDateTime> {
    Ok(date_of(date)?.and_time(time_of(time)?))
}

fn offset_of(seconds: i32) -> Result<FixedOffset> {
    FixedOffset::east_opt(seconds).ok_or_else(|| PyOverflowError::new("offset out of range"))
}

fn span_of((seconds, microseconds): (i64, u32)) -> Result<TimeDelta> {
    let nanoseconds = microseconds.checked_mul(NANOSECONDS.unsigned_abs());
    let delta = nanoseconds.and_then(|nanoseconds| TimeDelta::new(seconds, nanoseconds));
    delta.ok_or_else(|| PyOverflowError::new("timedelta out of range"))
}

/// Numbers that `chrono` keeps within what a byte holds.
#[expect(clippy::cast_possible_truncation, reason = "a month, a day, an hour, a minute or a second")]
fn small(number: u32) -> u8 {
    number as u8
}

fn parts_of_date(date: NaiveDate) -> DateParts {
    (date.year(), small(date.month()), small(date.day()))
}

fn parts_of_time(time: NaiveTime) -> TimeParts {
    let microsecond = time.nanosecond() / NANOSECONDS.unsigned_abs() % 1_000_000;
    (small(time.hour()), small(time.minute()), small(time.second()), microsecond)
}

fn new_moment<'ctx>(
    ctx: Context<'ctx>,
    time: NaiveDateTime,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyDateTime>> {
    PyDateTime::new(ctx, parts_of_date(time.date()), parts_of_time(time.time()), zone)
}

conversions! {
    /// A `date`, or the day of a `datetime`.
    NaiveDate as PyDate: |date| date_of(date_parts(date)?), |date, ctx| PyDate::new(ctx, parts_of_date(date));
    /// A `time` without a zone.
    NaiveTime as PyTime: |time| time_of(time_parts(time)?), |time, ctx| PyTime::new(ctx, parts_of_time(time), None);
    /// A `datetime` without a zone.
    NaiveDateTime as PyDateTime: |time| moment_of(naive_parts(time)?), |time, ctx| new_moment(ctx, time, None);
    TimeDelta as PyDelta:
        |delta| span_of(span_parts(delta)?),
        |delta, ctx| new_span(ctx, delta.num_seconds(), delta.subsec_nanos() / NANOSECONDS);
    /// A `tzinfo` that is always as far from UTC.
    FixedOffset as PyTzInfo:
        |zone| offset_of(offset_always(zone)?),
        |offset, ctx| zone_of_offset(ctx, offset.local_minus_utc());
    /// The zone of UTC, `datetime.timezone.utc` or one that is always as that.
    Utc as PyTzInfo:
        |zone| match offset_always(zone)? {
            0 => Ok(Utc),
            _ => Err(PyValueError::new("expected datetime.timezone.utc")),
        },
        |_utc, ctx| PyTzInfo::utc(ctx);
}

/// A `datetime` with any zone, by what its clocks are ahead of UTC at that time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for DateTime<FixedOffset> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast()?;
        let offset = offset_of(offset_then(&time)?)?;
        let time = moment_of(local_parts(&time)?)?.and_local_timezone(offset).single();
        time.ok_or_else(|| PyOverflowError::new("datetime out of range"))
    }

    fn input_type() -> TypeHint {
        PyDateTime::type_hint()
    }
}

/// As of any zone: the same point of time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for DateTime<Utc> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        DateTime::<FixedOffset>::from_py(object).map(|time| time.to_utc())
    }

    fn input_type() -> TypeHint {
        PyDateTime::type_hint()
    }
}

/// A `datetime` with a zone that knows how far its clocks are ahead of UTC at that time, and no more.
impl<'ctx, Zone: TimeZone> IntoPy<'ctx> for DateTime<Zone> {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        let offset = self.offset().fix();
        let time = self.naive_utc().checked_add_offset(offset);
        let time = time.ok_or_else(|| PyValueError::new("datetime out of range"))?;
        new_moment(ctx, time, Some(&offset.into_py(ctx)?))
    }
}

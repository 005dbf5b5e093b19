//! The types of the crate `chrono`, as the module `datetime` has them.
//!
//! What is below a microsecond is cut off, and a leap second is the second before it, as in PyO3: `datetime` has neither.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Timelike, Utc,
};

use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::{PyOverflowError, PyTypeError, PyValueError};
use crate::handle::{Borrowed, Handle};
use crate::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTypeInfo, PyTzInfo, TimeParts};

const SECONDS_A_DAY: i64 = 24 * 60 * 60;
const MICROSECOND: u32 = 1000;

fn date_of((year, month, day): DateParts) -> Result<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(year, month.into(), day.into());
    date.ok_or_else(|| PyValueError::new("invalid or out-of-range date"))
}

fn time_of((hour, minute, second, microsecond): TimeParts) -> Result<NaiveTime> {
    let time = NaiveTime::from_hms_micro_opt(hour.into(), minute.into(), second.into(), microsecond);
    time.ok_or_else(|| PyValueError::new("invalid or out-of-range time"))
}

/// Numbers that `chrono` keeps within what a byte holds.
#[expect(clippy::cast_possible_truncation, reason = "a month, a day, an hour, a minute or a second")]
fn small(number: u32) -> u8 {
    number as u8
}

fn date_parts(date: NaiveDate) -> DateParts {
    (date.year(), small(date.month()), small(date.day()))
}

fn time_parts(time: NaiveTime) -> TimeParts {
    let microsecond = time.nanosecond() / MICROSECOND % 1_000_000;
    (small(time.hour()), small(time.minute()), small(time.second()), microsecond)
}

/// What a `datetime` says, whatever its zone.
fn local(time: &Handle<'_, PyDateTime>) -> Result<NaiveDateTime> {
    let date = date_of((time.year()?, time.month()?, time.day()?))?;
    Ok(date.and_time(time_of((time.hour()?, time.minute()?, time.second()?, time.microsecond()?))?))
}

fn aware<'ctx>(
    ctx: Context<'ctx>,
    time: NaiveDateTime,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyDateTime>> {
    PyDateTime::new(ctx, date_parts(time.date()), time_parts(time.time()), zone)
}

/// A `date`, or the day of a `datetime`.
impl<'a, 'ctx> FromPy<'a, 'ctx> for NaiveDate {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let date = object.cast::<PyDate>()?;
        date_of((date.year()?, date.month()?, date.day()?))
    }
}

impl<'ctx> IntoPy<'ctx> for NaiveDate {
    type Target = PyDate;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDate>> {
        PyDate::new(ctx, date_parts(self))
    }
}

/// A `time` without a zone.
impl<'a, 'ctx> FromPy<'a, 'ctx> for NaiveTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast::<PyTime>()?;
        if time.tzinfo()?.is_some() {
            return Err(PyTypeError::new("expected a time without tzinfo"));
        }
        time_of((time.hour()?, time.minute()?, time.second()?, time.microsecond()?))
    }
}

impl<'ctx> IntoPy<'ctx> for NaiveTime {
    type Target = PyTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTime>> {
        PyTime::new(ctx, time_parts(self), None)
    }
}

/// A `datetime` without a zone.
impl<'a, 'ctx> FromPy<'a, 'ctx> for NaiveDateTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast::<PyDateTime>()?;
        if time.tzinfo()?.is_some() {
            return Err(PyTypeError::new("expected a datetime without tzinfo"));
        }
        local(&time)
    }
}

impl<'ctx> IntoPy<'ctx> for NaiveDateTime {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        aware(ctx, self, None)
    }
}

/// A `datetime` with any zone, by what its clocks are ahead of UTC at that time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for DateTime<FixedOffset> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast::<PyDateTime>()?;
        let offset = time.call_method("utcoffset", ())?;
        if offset.is_none() {
            return Err(PyTypeError::new("expected a datetime with non-None tzinfo"));
        }
        let offset = offset_of(&offset.cast_into()?)?;
        let time = local(&time)?.and_local_timezone(offset).single();
        time.ok_or_else(|| PyOverflowError::new("datetime out of range"))
    }
}

/// As of any zone: the same point of time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for DateTime<Utc> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        DateTime::<FixedOffset>::from_py(object).map(|time| time.to_utc())
    }
}

/// A `datetime` with a zone that knows how far its clocks are ahead of UTC at that time, and no more.
impl<'ctx, Zone: TimeZone> IntoPy<'ctx> for DateTime<Zone> {
    type Target = PyDateTime;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDateTime>> {
        let offset = self.offset().fix();
        let time = self.naive_utc().checked_add_offset(offset);
        let time = time.ok_or_else(|| PyValueError::new("datetime out of range"))?;
        aware(ctx, time, Some(&offset.into_py(ctx)?))
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for TimeDelta {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        delta_of(&*object.cast::<PyDelta>()?)
    }
}

fn delta_of(delta: &Handle<'_, PyDelta>) -> Result<TimeDelta> {
    let seconds = i64::from(delta.days()?) * SECONDS_A_DAY + i64::from(delta.seconds()?);
    let nanoseconds = delta.microseconds()?.checked_mul(MICROSECOND);
    let delta = nanoseconds.and_then(|nanoseconds| TimeDelta::new(seconds, nanoseconds));
    delta.ok_or_else(|| PyOverflowError::new("timedelta out of range"))
}

impl<'ctx> IntoPy<'ctx> for TimeDelta {
    type Target = PyDelta;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDelta>> {
        let days = self.num_seconds() / SECONDS_A_DAY;
        let rest = self - TimeDelta::seconds(days * SECONDS_A_DAY);
        let microseconds = rest.num_microseconds().unwrap_or_default();
        // Not `PyDelta::new`: Python says what number of days is too large.
        PyDelta::type_object(ctx)?.call((days, 0, microseconds))?.cast_into()
    }
}

/// A `tzinfo` that is always as far from UTC.
impl<'a, 'ctx> FromPy<'a, 'ctx> for FixedOffset {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let zone = object.cast::<PyTzInfo>()?;
        let offset = zone.call_method("utcoffset", (object.ctx().none(),))?;
        if offset.is_none() {
            return Err(PyTypeError::new("expected a tzinfo with a fixed offset"));
        }
        offset_of(&offset.cast_into()?)
    }
}

fn offset_of(offset: &Handle<'_, PyDelta>) -> Result<FixedOffset> {
    let delta = delta_of(offset)?;
    let seconds = i32::try_from(delta.num_seconds()).ok().filter(|_| delta.subsec_nanos() == 0);
    let offset = seconds.and_then(FixedOffset::east_opt);
    offset.ok_or_else(|| PyValueError::new("expected an offset from UTC of whole seconds, of less than a day"))
}

impl<'ctx> IntoPy<'ctx> for FixedOffset {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        match self.local_minus_utc() {
            0 => PyTzInfo::utc(ctx),
            seconds => PyTzInfo::fixed_offset(&PyDelta::new(ctx, 0, seconds, 0)?),
        }
    }
}

/// The zone of UTC, `datetime.timezone.utc` or one that is always as that.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Utc {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        match FixedOffset::from_py(object)?.local_minus_utc() {
            0 => Ok(Utc),
            _ => Err(PyValueError::new("expected datetime.timezone.utc")),
        }
    }
}

impl<'ctx> IntoPy<'ctx> for Utc {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        PyTzInfo::utc(ctx)
    }
}

//! What the crates of dates and times have in common: spans, and how far the clocks of a zone are ahead of UTC.

use crate::calls::datetime::SECONDS_A_DAY;
use crate::context::Context;
use crate::error::{PyTypeError, PyValueError};
use crate::handle::Handle;
use crate::types::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTzInfo, TimeParts};
use crate::{PyError, Result, calls, intern};

/// A year, a month or a day that the crate does not take.
pub(super) fn no_date() -> PyError {
    PyValueError::new("invalid or out-of-range date")
}

/// An hour or what is below it that the crate does not take.
pub(super) fn no_time() -> PyError {
    PyValueError::new("invalid or out-of-range time")
}

/// The day of a `date`.
pub(super) fn date_parts(date: &Handle<'_, PyDate>) -> Result<DateParts> {
    match calls::datetime::date_in(date) {
        Some(parts) => Ok(parts),
        None => Ok((date.year()?, date.month()?, date.day()?)),
    }
}

/// The time of a `time`, which must have no zone.
pub(super) fn time_parts(time: &Handle<'_, PyTime>) -> Result<TimeParts> {
    if time.tzinfo()?.is_some() {
        return Err(PyTypeError::new("expected a time without tzinfo"));
    }
    match calls::datetime::time_in(time) {
        Some(parts) => Ok(parts),
        None => Ok((time.hour()?, time.minute()?, time.second()?, time.microsecond()?)),
    }
}

/// What a `datetime` says, whatever its zone.
pub(super) fn local_parts(time: &Handle<'_, PyDateTime>) -> Result<(DateParts, TimeParts)> {
    if let (Some(date), Some(time)) = (calls::datetime::date_in(time), calls::datetime::time_in(time)) {
        return Ok((date, time));
    }
    let date = (time.year()?, time.month()?, time.day()?);
    Ok((date, (time.hour()?, time.minute()?, time.second()?, time.microsecond()?)))
}

/// What a `datetime` says, which must have no zone.
pub(super) fn naive_parts(time: &Handle<'_, PyDateTime>) -> Result<(DateParts, TimeParts)> {
    if time.tzinfo()?.is_some() {
        return Err(PyTypeError::new("expected a datetime without tzinfo"));
    }
    local_parts(time)
}

/// By how many seconds the clocks are ahead of UTC that a `datetime` is read from.
pub(super) fn offset_then(time: &Handle<'_, PyDateTime>) -> Result<i32> {
    let (utc, name) = (PyTzInfo::utc(time.ctx())?, intern!(time.ctx(), "utcoffset")?);
    let offset = match calls::datetime::zone_in(time).transpose()? {
        Some(zone) if zone.is(&utc) => return Ok(0),
        Some(zone) if !zone.is_none() => zone.call_method(&name, (time,))?,
        _ => time.call_method(&name, ())?,
    };
    if offset.is_none() {
        return Err(PyTypeError::new("expected a datetime with non-None tzinfo"));
    }
    whole_seconds(&offset.cast_into()?)
}

/// By how many seconds the clocks of a zone are ahead of UTC, if it is always as far.
pub(super) fn offset_always(zone: &Handle<'_, PyTzInfo>) -> Result<i32> {
    let offset = zone.call_method(&intern!(zone.ctx(), "utcoffset")?, (zone.ctx().none(),))?;
    if offset.is_none() {
        return Err(PyTypeError::new("expected a tzinfo with a fixed offset"));
    }
    whole_seconds(&offset.cast_into()?)
}

fn whole_seconds(offset: &Handle<'_, PyDelta>) -> Result<i32> {
    let (seconds, microseconds) = span_parts(offset)?;
    let seconds = i32::try_from(seconds).ok().filter(|_| microseconds == 0);
    seconds
        .filter(|seconds| i64::from(seconds.unsigned_abs()) < SECONDS_A_DAY)
        .ok_or_else(|| PyValueError::new("expected an offset from UTC of whole seconds, of less than a day"))
}

/// What a zone of a place is called, a `zoneinfo.ZoneInfo`.
#[cfg(any(feature = "chrono-tz", feature = "jiff-02"))]
pub(super) fn name_of_zone(zone: &Handle<'_, PyTzInfo>) -> Result<Option<String>> {
    zone.get_attr_opt("key")?.map_or(Ok(None), |key| key.extract())
}

/// The zone whose clocks are always so many seconds ahead of UTC.
pub(super) fn zone_of_offset(ctx: Context<'_>, seconds: i32) -> Result<Handle<'_, PyTzInfo>> {
    if seconds == 0 { PyTzInfo::utc(ctx) } else { PyTzInfo::fixed_offset(&PyDelta::new(ctx, 0, seconds, 0)?) }
}

/// The seconds of a `timedelta`, and the microseconds beside them, which go forward.
pub(super) fn span_parts(delta: &Handle<'_, PyDelta>) -> Result<(i64, u32)> {
    Ok((i64::from(delta.days()?) * SECONDS_A_DAY + i64::from(delta.seconds()?), delta.microseconds()?))
}

/// A `timedelta`.
pub(super) fn new_span(ctx: Context<'_>, seconds: i64, microseconds: i32) -> Result<Handle<'_, PyDelta>> {
    PyDelta::of_days(ctx, seconds / SECONDS_A_DAY, (seconds % SECONDS_A_DAY).try_into()?, microseconds)
}

/// `FromPy` and `IntoPy` of types that stand for a type of Python: what is made of a handle to it, and how such a handle is made.
macro_rules! conversions {
    ($(
        $(#[$doc:meta])*
        $rust:ty as $python:ident: |$object:ident| $from:expr, |$value:ident, $ctx:ident| $into:expr;
    )*) => {
        $(
            $(#[$doc])*
            impl<'a, 'ctx> FromPy<'a, 'ctx> for $rust {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    let object = object.cast::<$python>()?;
                    let $object: &Handle<'ctx, $python> = &object;
                    $from
                }

                fn input_type() -> $crate::TypeHint {
                    <$python as $crate::types::PyTypeInfo>::type_hint()
                }
            }

            impl<'ctx> IntoPy<'ctx> for $rust {
                type Target = $python;

                fn into_py(self, $ctx: Context<'ctx>) -> Result<Handle<'ctx, $python>> {
                    let $value = self;
                    $into
                }
            }
        )*
    };
}

pub(super) use conversions;

//! The types of the crate `time`, as the module `datetime` has them. What is below a microsecond is cut off.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

use super::datetime::{
    conversions, date_parts, local_parts, naive_parts, new_span, no_date, no_time, offset_always, offset_then,
    span_parts, time_parts, zone_of_offset,
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

fn offset_of(seconds: i32) -> Result<UtcOffset> {
    UtcOffset::from_whole_seconds(seconds).map_err(|_| PyOverflowError::new("offset out of range"))
}

fn aware_of(time: &Handle<'_, PyDateTime>) -> Result<OffsetDateTime> {
    let offset = offset_of(offset_then(time)?)?;
    Ok(moment_of(local_parts(time)?)?.assume_offset(offset))
}

fn parts_of_date(date: Date) -> DateParts {
    (date.year(), date.month().into(), date.day())
}

fn parts_of_time(time: Time) -> TimeParts {
    (time.hour(), time.minute(), time.second(), time.microsecond())
}

fn new_moment<'ctx>(
    ctx: Context<'ctx>,
    date: Date,
    time: Time,
    zone: Option<&Handle<'ctx, PyTzInfo>>,
) -> Result<Handle<'ctx, PyDateTime>> {
    PyDateTime::new(ctx, parts_of_date(date), parts_of_time(time), zone)
}

conversions! {
    /// A `date`, or the day of a `datetime`.
    Date as PyDate: |date| date_of(date_parts(date)?), |date, ctx| PyDate::new(ctx, parts_of_date(date));
    /// A `time` without a zone.
    Time as PyTime: |time| time_of(time_parts(time)?), |time, ctx| PyTime::new(ctx, parts_of_time(time), None);
    /// A `datetime` without a zone.
    PrimitiveDateTime as PyDateTime:
        |time| moment_of(naive_parts(time)?),
        |time, ctx| new_moment(ctx, time.date(), time.time(), None);
    /// A `datetime` with any zone, by what its clocks are ahead of UTC at that time; the zone of a new one knows that, and no more.
    OffsetDateTime as PyDateTime:
        |time| aware_of(time),
        |time, ctx| new_moment(ctx, time.date(), time.time(), Some(&time.offset().into_py(ctx)?));
    /// A `datetime` with any zone: the same point of time.
    UtcDateTime as PyDateTime:
        |time| aware_of(time)?.checked_to_utc().ok_or_else(|| PyOverflowError::new("datetime out of range")),
        |time, ctx| new_moment(ctx, time.date(), time.time(), Some(&PyTzInfo::utc(ctx)?));
    Duration as PyDelta:
        |delta| {
            let (seconds, microseconds) = span_parts(delta)?;
            Ok(Duration::seconds(seconds) + Duration::microseconds(microseconds.into()))
        },
        |duration, ctx| new_span(ctx, duration.whole_seconds(), duration.subsec_microseconds());
    /// A `tzinfo` that is always as far from UTC.
    UtcOffset as PyTzInfo:
        |zone| offset_of(offset_always(zone)?),
        |offset, ctx| zone_of_offset(ctx, offset.whole_seconds());
}

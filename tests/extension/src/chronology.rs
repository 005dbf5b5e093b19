//! Dates and times of the crates `chrono` and `chrono-tz`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn next_day(date: NaiveDate) -> Option<NaiveDate> {
    date.succ_opt()
}

#[hpy_function]
pub(crate) fn later_that_day(time: NaiveTime, by: TimeDelta) -> NaiveTime {
    time.overflowing_add_signed(by).0
}

#[hpy_function]
pub(crate) fn later(time: NaiveDateTime, by: TimeDelta) -> Option<NaiveDateTime> {
    time.checked_add_signed(by)
}

#[hpy_function]
pub(crate) fn later_there(time: DateTime<FixedOffset>, by: TimeDelta) -> Option<DateTime<FixedOffset>> {
    time.checked_add_signed(by)
}

#[hpy_function]
pub(crate) fn in_greenwich(time: DateTime<Utc>) -> DateTime<Utc> {
    time
}

#[hpy_function]
pub(crate) fn back(delta: TimeDelta) -> TimeDelta {
    -delta
}

#[hpy_function]
pub(crate) fn same_offset(offset: FixedOffset) -> FixedOffset {
    offset
}

#[hpy_function]
pub(crate) fn same_utc(zone: Utc) -> Utc {
    zone
}

#[hpy_function]
pub(crate) fn same_place(zone: Tz) -> Tz {
    zone
}

/// The time there, and where that is.
#[hpy_function]
pub(crate) fn time_there(time: DateTime<Tz>) -> (String, DateTime<Tz>) {
    (time.to_string(), time)
}

/// What `datetime` has no room for.
#[hpy_function]
pub(crate) fn beyond<'ctx>(ctx: Context<'ctx>, what: &str) -> Result<Handle<'ctx>> {
    let new_year = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap_or_default();
    match what {
        "date" => Ok(new_year.into_py(ctx)?.into_any()),
        "datetime" => Ok(new_year.and_time(NaiveTime::MIN).and_utc().into_py(ctx)?.into_any()),
        "longest" => Ok(TimeDelta::MAX.into_py(ctx)?.into_any()),
        "longest back" => Ok(TimeDelta::MIN.into_py(ctx)?.into_any()),
        "nanoseconds" => Ok(TimeDelta::nanoseconds(1999).into_py(ctx)?.into_any()),
        "leap second" => {
            Ok(NaiveTime::from_hms_nano_opt(23, 59, 59, 1_500_000_999).unwrap_or_default().into_py(ctx)?.into_any())
        }
        _ => Err(PyValueError::new("nothing of the kind")),
    }
}

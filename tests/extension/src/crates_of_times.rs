//! Dates and times of the crates `jiff` and `time`.

/// The crate `jiff`.
pub(crate) mod of_jiff {
    use hpy_rs::prelude::*;
    use jiff::civil::{Date, DateTime, ISOWeekDate, Time};
    use jiff::tz::{Offset, TimeZone};
    use jiff::{SignedDuration, Span, Timestamp, Zoned};

    use crate::round_trips::round_trips;

    round_trips! {
        as_jiff_date: Date;
        as_jiff_week_date: ISOWeekDate;
        as_jiff_time: Time;
        as_jiff_datetime: DateTime;
        as_jiff_timestamp: Timestamp;
        as_jiff_zoned: Zoned;
        as_jiff_zone: TimeZone;
        as_jiff_offset: Offset;
        as_jiff_duration: SignedDuration;
    }

    /// What Rust writes of it.
    #[hpy_function(signature = (time, /))]
    pub(crate) fn jiff_zoned_text(time: Zoned) -> String {
        time.to_string()
    }

    #[hpy_function(signature = (span, /))]
    pub(crate) fn jiff_span_text(span: Span) -> String {
        span.to_string()
    }

    #[hpy_function(signature = (seconds, nanoseconds, /))]
    pub(crate) fn jiff_duration(seconds: i64, nanoseconds: i32) -> SignedDuration {
        SignedDuration::new(seconds, nanoseconds)
    }

    /// So many seconds after Unix began to count, where that name is of.
    #[hpy_function(signature = (seconds, zone, /))]
    pub(crate) fn jiff_moment(seconds: i64, zone: TimeZone) -> Result<Zoned> {
        Ok(Timestamp::from_second(seconds)?.to_zoned(zone))
    }

    #[hpy_function(signature = (year, /))]
    pub(crate) fn jiff_new_year(year: i16) -> Result<Date> {
        Ok(Date::new(year, 1, 1)?)
    }
}

/// The crate `time`.
pub(crate) mod of_time {
    use hpy_rs::prelude::*;
    use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

    use crate::round_trips::round_trips;

    round_trips! {
        as_time_date: Date;
        as_time_time: Time;
        as_time_datetime: PrimitiveDateTime;
        as_time_offset_datetime: OffsetDateTime;
        as_time_utc_datetime: UtcDateTime;
        as_time_offset: UtcOffset;
        as_time_duration: Duration;
    }

    #[hpy_function(signature = (seconds, nanoseconds, /))]
    pub(crate) fn time_duration(seconds: i64, nanoseconds: i32) -> Duration {
        Duration::new(seconds, nanoseconds)
    }

    #[hpy_function(signature = (year, /))]
    pub(crate) fn time_new_year(year: i32) -> Result<Date> {
        Date::from_ordinal_date(year, 1).map_err(|error| PyValueError::new(error.to_string()))
    }
}

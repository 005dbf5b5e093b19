//! [`PyDate`], [`PyTime`], [`PyDateTime`], [`PyDelta`] and [`PyTzInfo`], from Python's module `datetime`.

use super::PyTypeInfo;
use super::named::{Named, named_types};
use crate::context::Context;
use crate::handle::{Global, Handle};
use crate::{Result, calls};

named_types! {
    /// Python's `datetime.date`, which a `datetime.datetime` is, too.
    PyDate: "datetime.date" = "date" in "datetime";
    /// Python's `datetime.time`.
    PyTime: "datetime.time" = "time" in "datetime";
    /// Python's `datetime.datetime`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    /// use hpy_rs::types::{PyDateTime, PyDelta, PyTzInfo};
    ///
    /// /// The same day at noon, one hour east of Greenwich.
    /// #[hpy_function]
    /// fn noon<'ctx>(ctx: Context<'ctx>, day: &Handle<'ctx, PyDateTime>) -> Result<Handle<'ctx, PyDateTime>> {
    ///     let zone = PyTzInfo::fixed_offset(&PyDelta::new(ctx, 0, 3600, 0)?)?;
    ///     let date = (day.year()?, day.month()?, day.day()?);
    ///     PyDateTime::new(ctx, date, (12, 0, 0, 0), Some(&zone))
    /// }
    /// ```
    PyDateTime: "datetime.datetime" = "datetime" in "datetime";
    /// Python's `datetime.timedelta`.
    PyDelta: "datetime.timedelta" = "timedelta" in "datetime";
    /// Python's `datetime.tzinfo`: of time zones, `datetime.timezone` and `zoneinfo.ZoneInfo` among them.
    PyTzInfo: "datetime.tzinfo" = "tzinfo" in "datetime";
}

static TIMEZONE: Named = Named::new("datetime", "timezone");
static ZONE_INFO: Named = Named::new("zoneinfo", "ZoneInfo");

/// Year, month and day; both count from 1.
pub type DateParts = (i32, u8, u8);
/// Hour, minute, second and microsecond.
pub type TimeParts = (u8, u8, u8, u32);

impl PyDate {
    /// A new date.
    ///
    /// # Errors
    /// `ValueError` if there is no such day; `MemoryError`.
    pub fn new(ctx: Context<'_>, date: DateParts) -> Result<Handle<'_, PyDate>> {
        calls::datetime::new_date(ctx, date).unwrap_or_else(|| PyDate::type_object(ctx)?.call(date)?.cast_into())
    }
}

impl PyTime {
    /// A new time of the day.
    ///
    /// # Errors
    /// `ValueError` if there is no such time; `MemoryError`.
    pub fn new<'ctx>(
        ctx: Context<'ctx>,
        time: TimeParts,
        zone: Option<&Handle<'ctx, PyTzInfo>>,
    ) -> Result<Handle<'ctx, PyTime>> {
        if let Some(made) = calls::datetime::new_time(ctx, time, zone) {
            return made;
        }
        let (hour, minute, second, microsecond) = time;
        PyTime::type_object(ctx)?.call((hour, minute, second, microsecond, zone))?.cast_into()
    }
}

impl PyDateTime {
    /// A new point of time; one without a zone is local time.
    ///
    /// # Errors
    /// `ValueError` if there is no such day or time; `MemoryError`.
    pub fn new<'ctx>(
        ctx: Context<'ctx>,
        date: DateParts,
        time: TimeParts,
        zone: Option<&Handle<'ctx, PyTzInfo>>,
    ) -> Result<Handle<'ctx, PyDateTime>> {
        if let Some(made) = calls::datetime::new_datetime(ctx, date, time, zone) {
            return made;
        }
        let ((year, month, day), (hour, minute, second, microsecond)) = (date, time);
        PyDateTime::type_object(ctx)?.call((year, month, day, hour, minute, second, microsecond, zone))?.cast_into()
    }
}

impl PyDelta {
    /// A new span, which is the sum of the three.
    ///
    /// # Errors
    /// `OverflowError` from a thousand million days on; `MemoryError`.
    pub fn new(ctx: Context<'_>, days: i32, seconds: i32, microseconds: i32) -> Result<Handle<'_, PyDelta>> {
        PyDelta::of_days(ctx, days.into(), seconds, microseconds)
    }

    /// As [`new`](Self::new), of any number of days.
    pub(crate) fn of_days(ctx: Context<'_>, days: i64, seconds: i32, microseconds: i32) -> Result<Handle<'_, PyDelta>> {
        // Python says what number of days is too large.
        let call = || PyDelta::type_object(ctx)?.call((days, seconds, microseconds))?.cast_into();
        calls::datetime::new_delta(ctx, days, seconds, microseconds).unwrap_or_else(call)
    }
}

impl PyTzInfo {
    /// `datetime.timezone.utc`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn utc(ctx: Context<'_>) -> Result<Handle<'_, PyTzInfo>> {
        static UTC: Global<PyTzInfo> = Global::new();
        UTC.get_or_try_init(ctx, || TIMEZONE.get(ctx)?.get_attr("utc")?.cast_into())
    }

    /// `datetime.timezone(offset)`, which is east of Greenwich if the offset is positive.
    ///
    /// # Errors
    /// `ValueError` from a day on; `MemoryError`.
    pub fn fixed_offset<'ctx>(offset: &Handle<'ctx, PyDelta>) -> Result<Handle<'ctx, PyTzInfo>> {
        calls::datetime::new_zone(offset).unwrap_or_else(|| TIMEZONE.get(offset.ctx())?.call((offset,))?.cast_into())
    }

    /// `zoneinfo.ZoneInfo(name)`, the zone of a place: `"Europe/Paris"`.
    ///
    /// # Errors
    /// `ZoneInfoNotFoundError`, a `KeyError`, if there is none of this name; `ImportError` before Python 3.9; `MemoryError`.
    pub fn timezone<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, PyTzInfo>> {
        ZONE_INFO.get(ctx)?.call((name,))?.cast_into()
    }
}

macro_rules! parts {
    ($($owner:ident { $($(#[$doc:meta])* $name:ident: $type:ty = $parts:ident.$index:tt;)* })*) => {
        $(impl Handle<'_, $owner> {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// What a subclass raises.
                #[inline]
                pub fn $name(&self) -> Result<$type> {
                    if let Some(parts) = calls::datetime::$parts(self) {
                        return Ok(parts.$index);
                    }
                    let name = crate::intern!(self.ctx(), stringify!($name))?;
                    self.get_attr(&name)?.extract()
                }
            )*
        })*
    };
}

parts! {
    PyDate {
        /// The year, from 1 to 9999.
        year: i32 = date_in.0;
        /// The month, from 1 to 12.
        month: u8 = date_in.1;
        /// The day of the month, from 1 to 31.
        day: u8 = date_in.2;
    }
    PyTime {
        /// The hour, from 0 to 23.
        hour: u8 = time_in.0;
        /// The minute, from 0 to 59.
        minute: u8 = time_in.1;
        /// The second, from 0 to 59.
        second: u8 = time_in.2;
        /// The microsecond, from 0 to 999,999.
        microsecond: u32 = time_in.3;
    }
    PyDateTime {
        /// The year, from 1 to 9999.
        year: i32 = date_in.0;
        /// The month, from 1 to 12.
        month: u8 = date_in.1;
        /// The day of the month, from 1 to 31.
        day: u8 = date_in.2;
        /// The hour, from 0 to 23.
        hour: u8 = time_in.0;
        /// The minute, from 0 to 59.
        minute: u8 = time_in.1;
        /// The second, from 0 to 59.
        second: u8 = time_in.2;
        /// The microsecond, from 0 to 999,999.
        microsecond: u32 = time_in.3;
    }
    PyDelta {
        /// The days, negative for a way back.
        days: i32 = delta_in.0;
        /// The seconds beside the days, from 0 to 86,399.
        seconds: u32 = delta_in.1;
        /// The microseconds beside the seconds, from 0 to 999,999.
        microseconds: u32 = delta_in.2;
    }
}

/// Which of two such times it is where clocks were put back, and the zone.
macro_rules! zoned {
    ($($owner:ident)*) => {
        $(impl<'ctx> Handle<'ctx, $owner> {
            /// Whether it is the second of two equal times, where clocks were put back.
            ///
            /// # Errors
            /// What a subclass raises.
            #[inline]
            pub fn fold(&self) -> Result<bool> {
                match calls::datetime::fold_in(self) {
                    Some(fold) => Ok(fold),
                    None => self.get_attr("fold")?.is_truthy(),
                }
            }

            /// The time zone, if it has one.
            ///
            /// # Errors
            /// What a subclass raises; `TypeError` if that gives something else.
            #[inline]
            pub fn tzinfo(&self) -> Result<Option<Handle<'ctx, PyTzInfo>>> {
                let zone = calls::datetime::zone_in(self).unwrap_or_else(|| self.get_attr("tzinfo"))?;
                if zone.is_none() { Ok(None) } else { zone.cast_into().map(Some) }
            }
        })*
    };
}

zoned!(PyTime PyDateTime);

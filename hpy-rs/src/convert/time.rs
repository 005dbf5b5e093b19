//! Spans and points of time, as the module `datetime` has them.

use std::time::{Duration, SystemTime};

use super::{FromPy, IntoPy};
use crate::Result;
use crate::context::Context;
use crate::error::{PyOverflowError, PyValueError};
use crate::handle::{Borrowed, Handle};
use crate::types::{PyAny, PyDateTime, PyDelta, PyTypeInfo, PyTzInfo};

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// What a `timedelta` is made of; only the days can be negative.
struct Delta {
    days: i64,
    rest: Duration,
}

impl Delta {
    fn of(delta: &Handle<'_, PyDelta>) -> Result<Self> {
        let seconds = Duration::from_secs(delta.seconds()?.into());
        let microseconds = Duration::from_micros(delta.microseconds()?.into());
        // A subclass can say that there are more of them than an `i32` has room for.
        Ok(Delta { days: delta.get_attr("days")?.extract()?, rest: seconds + microseconds })
    }

    /// The days without their sign.
    fn whole_days(&self) -> Option<Duration> {
        self.days.unsigned_abs().checked_mul(SECONDS_A_DAY).map(Duration::from_secs)
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Duration {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let delta = Delta::of(&*object.cast()?)?;
        if delta.days < 0 {
            return Err(PyValueError::new("can't convert negative timedelta to Duration"));
        }
        let duration = delta.whole_days().and_then(|days| days.checked_add(delta.rest));
        duration.ok_or_else(|| PyOverflowError::new("timedelta too large to convert to Duration"))
    }
}

/// What is below a microsecond is cut off.
impl<'ctx> IntoPy<'ctx> for Duration {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        let (days, seconds) = (self.as_secs() / SECONDS_A_DAY, self.as_secs() % SECONDS_A_DAY);
        // Not `PyDelta::new`: Python says what number of days is too large.
        PyDelta::type_object(ctx)?.call((days, seconds, self.subsec_micros()))
    }
}

/// A `datetime` without a time zone is no point of time: `TypeError`.
impl<'a, 'ctx> FromPy<'a, 'ctx> for SystemTime {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = object.cast::<PyDateTime>()?;
        let delta = Delta::of(&time.sub(epoch(object.ctx())?)?.cast_into()?)?;
        let midnight = delta.whole_days().and_then(|days| {
            let forward = delta.days >= 0;
            if forward { SystemTime::UNIX_EPOCH.checked_add(days) } else { SystemTime::UNIX_EPOCH.checked_sub(days) }
        });
        let time = midnight.and_then(|midnight| midnight.checked_add(delta.rest));
        time.ok_or_else(|| PyOverflowError::new("datetime too large to convert to SystemTime"))
    }
}

/// A `datetime` of UTC. What is below a microsecond is cut off.
impl<'ctx> IntoPy<'ctx> for SystemTime {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        match self.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => epoch(ctx)?.add(since),
            Err(before) => epoch(ctx)?.sub(before.duration()),
        }
    }
}

/// When Unix began to count.
fn epoch(ctx: Context<'_>) -> Result<Handle<'_, PyDateTime>> {
    PyDateTime::new(ctx, (1970, 1, 1), (0, 0, 0, 0), Some(&PyTzInfo::utc(ctx)?))
}

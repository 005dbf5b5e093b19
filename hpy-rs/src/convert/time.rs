//! Spans and points of time, as the module `datetime` has them.

use std::time::{Duration, SystemTime};

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::{PyOverflowError, PyValueError};
use crate::handle::{Borrowed, Global, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyAny, PyDateTime, PyDelta, PyTypeInfo, PyTzInfo};
use crate::{Result, calls};

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
        let days = match calls::datetime::delta_in(delta) {
            Some((days, ..)) => days.into(),
            // A subclass can say that there are more of them than an `i32` has room for.
            None => delta.get_attr("days")?.extract()?,
        };
        Ok(Delta { days, rest: seconds + microseconds })
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

    fn input_type() -> TypeHint {
        PyDelta::type_hint()
    }
}

/// What is below a microsecond is cut off.
impl<'ctx> IntoPy<'ctx> for Duration {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        let (days, seconds) = (self.as_secs() / SECONDS_A_DAY, self.as_secs() % SECONDS_A_DAY);
        let delta = PyDelta::of_days(ctx, days.try_into()?, seconds.try_into()?, self.subsec_micros().try_into()?)?;
        Ok(delta.into_any())
    }

    fn output_type() -> TypeHint {
        PyDelta::type_hint()
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

    fn input_type() -> TypeHint {
        PyDateTime::type_hint()
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

    fn output_type() -> TypeHint {
        PyDateTime::type_hint()
    }
}

/// When Unix began to count.
fn epoch(ctx: Context<'_>) -> Result<Handle<'_, PyDateTime>> {
    static EPOCH: Global<PyDateTime> = Global::new();
    EPOCH.get_or_try_init(ctx, || PyDateTime::new(ctx, (1970, 1, 1), (0, 0, 0, 0), Some(&PyTzInfo::utc(ctx)?)))
}

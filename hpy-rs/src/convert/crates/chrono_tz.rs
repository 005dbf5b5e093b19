//! `Tz` of the crate `chrono-tz`: the zones of places, as the module `zoneinfo` has them.

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use super::datetime::name_of_zone;
use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::{PyTypeError, PyValueError};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyTypeInfo, PyTzInfo};

/// A `zoneinfo.ZoneInfo`, by its name.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Tz {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let name = name_of_zone(&*object.cast()?)?;
        let name = name.ok_or_else(|| PyTypeError::new("expected a tzinfo with a key, as zoneinfo.ZoneInfo has"))?;
        name.parse().map_err(|error: chrono_tz::ParseError| PyValueError::new(error.to_string()))
    }

    fn input_type() -> TypeHint {
        PyTzInfo::type_hint()
    }
}

impl<'ctx> IntoPy<'ctx> for Tz {
    type Target = PyTzInfo;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTzInfo>> {
        PyTzInfo::timezone(ctx, self.name())
    }
}

/// A `datetime` with a zone that a [`Tz`] can be made of, by what its clocks are ahead of UTC at that time.
impl<'a, 'ctx> FromPy<'a, 'ctx> for DateTime<Tz> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let time = DateTime::<FixedOffset>::from_py(object)?;
        Ok(time.with_timezone(&object.get_attr("tzinfo")?.extract()?))
    }

    fn input_type() -> TypeHint {
        DateTime::<FixedOffset>::input_type()
    }
}

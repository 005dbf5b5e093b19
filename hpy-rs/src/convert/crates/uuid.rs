//! `Uuid` and `NonNilUuid` of the crate `uuid`.

use uuid::{NonNilUuid, Uuid};

use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyValueError;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{Named, PyAny};
use crate::{PyError, Result, intern};

static UUID: Named = Named::new("uuid", "UUID");

impl<'a, 'ctx> FromPy<'a, 'ctx> for Uuid {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if !UUID.has_instance(&object)? {
            return Err(PyError::wrong_type("uuid.UUID", object));
        }
        let number = object.get_attr(&intern!(object.ctx(), "int")?)?;
        number.extract().map(Uuid::from_u128)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("uuid.UUID")
    }
}

impl<'ctx> IntoPy<'ctx> for Uuid {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        // `UUID(hex, bytes, bytes_le, fields, int)`: by keyword it takes longer.
        let none = ctx.none();
        UUID.get(ctx)?.call((none, none, none, none, self.as_u128()))
    }

    fn output_type() -> TypeHint {
        TypeHint::named("uuid.UUID")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for NonNilUuid {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        NonNilUuid::new(Uuid::from_py(object)?).ok_or_else(|| PyValueError::new("UUID is nil"))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("uuid.UUID")
    }
}

impl<'ctx> IntoPy<'ctx> for NonNilUuid {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.get().into_py(ctx)
    }

    fn output_type() -> TypeHint {
        TypeHint::named("uuid.UUID")
    }
}

//! `OrderedFloat` and `NotNan` of the crate `ordered-float`.

use ordered_float::{NotNan, OrderedFloat};

use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyValueError;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::PyFloat;

macro_rules! ordered_floats {
    ($($float:ident)*) => {
        $(
            impl<'a, 'ctx> FromPy<'a, 'ctx> for OrderedFloat<$float> {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    $float::from_py(object).map(OrderedFloat)
                }

                fn input_type() -> TypeHint {
                    $float::input_type()
                }
            }

            impl<'ctx> IntoPy<'ctx> for OrderedFloat<$float> {
                type Target = PyFloat;

                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
                    self.into_inner().into_py(ctx)
                }
            }

            impl<'a, 'ctx> FromPy<'a, 'ctx> for NotNan<$float> {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    NotNan::new($float::from_py(object)?).map_err(|error| PyValueError::new(error.to_string()))
                }

                fn input_type() -> TypeHint {
                    $float::input_type()
                }
            }

            impl<'ctx> IntoPy<'ctx> for NotNan<$float> {
                type Target = PyFloat;

                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyFloat>> {
                    self.into_inner().into_py(ctx)
                }
            }
        )*
    };
}

ordered_floats!(f32 f64);

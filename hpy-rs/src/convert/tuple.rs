//! Tuples.

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::{PyValueError, at_index};
use crate::handle::{Borrowed, Handle, Leaving};
use crate::type_hint::TypeHint;
use crate::types::PyTuple;
use crate::{Result, calls};

/// The object as a tuple of this length.
///
/// # Errors
/// `TypeError`; `ValueError` for another length.
pub fn tuple_of<'a, 'ctx>(object: Borrowed<'a, 'ctx>, expected: usize) -> Result<Borrowed<'a, 'ctx, PyTuple>> {
    let tuple = object.cast::<PyTuple>()?;
    let length = tuple.len()?;
    if length == expected {
        return Ok(tuple);
    }
    Err(PyValueError::new(format!("expected a tuple of length {expected}, got one of length {length}")))
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for () {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        tuple_of(object, 0).map(drop)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("tuple[()]")
    }
}

/// The empty tuple; but a function that gives nothing gives `None`.
impl<'ctx> IntoPy<'ctx> for () {
    type Target = PyTuple;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTuple>> {
        PyTuple::empty(ctx)
    }

    fn output_type() -> TypeHint {
        <()>::input_type()
    }

    fn result_type() -> TypeHint {
        TypeHint::none()
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(ctx.none().to_owned().into())
    }

    fn into_next(self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx>>> {
        Ok(Some(ctx.none().to_owned().into_any()))
    }
}

fn item<'ctx, T>(tuple: Borrowed<'_, 'ctx, PyTuple>, index: usize) -> Result<T>
where
    T: for<'b> FromPy<'b, 'ctx>,
{
    let value = match calls::sequence::item_of_tuple(tuple, index) {
        Some(item) => T::from_py(item),
        None => calls::sequence::get_item_at(&tuple, index.cast_signed())?.extract(),
    };
    value.map_err(|error| at_index(error, index))
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $index:tt),*;)*) => {
        $(
            impl<'a, 'ctx, $($name),*> FromPy<'a, 'ctx> for ($($name,)*)
            where
                $($name: for<'b> FromPy<'b, 'ctx>,)*
            {
                fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
                    let tuple = tuple_of(object, $count)?;
                    Ok(($(item::<$name>(tuple, $index)?,)*))
                }

                fn input_type() -> TypeHint {
                    TypeHint::of("tuple", [$($name::input_type()),*])
                }
            }

            impl<'ctx, $($name: IntoPy<'ctx>),*> IntoPy<'ctx> for ($($name,)*) {
                type Target = PyTuple;

                fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyTuple>> {
                    let items = ($(self.$index.into_py(ctx)?,)*);
                    calls::sequence::tuple_of_given(ctx, [$(items.$index.into_raw()),*])
                }

                fn output_type() -> TypeHint {
                    TypeHint::of("tuple", [$($name::output_type()),*])
                }
            }
        )*
    };
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}

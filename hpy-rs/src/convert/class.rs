//! Values of classes.

use super::{FromPy, IntoPy};
use crate::class::{HpyType, Movable, PyRef, PyRefMut, Receiver, RootBase, find_checked};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyTypeInfo, PyTyped};
use crate::{PyError, Result};

impl<T: HpyType> PyTyped for T {}

impl<T: HpyType> PyTypeInfo for T {
    const NAME: &'static str = <T as HpyType>::NAME;

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        find_checked::<T>(object.as_borrowed()).is_some()
    }
}

#[diagnostic::do_not_recommend]
impl<'ctx, T: HpyType<Base: RootBase>> IntoPy<'ctx> for T {
    type Target = T;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Handle::new(ctx, self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, 'ctx, T: HpyType + Clone> FromPy<'a, 'ctx> for T {
    /// A copy of the value.
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        PyRef::<T>::from_py(object).map(|value| T::clone(&value))
    }
}

impl<'a, 'ctx, T: HpyType> FromPy<'a, 'ctx> for PyRef<'a, 'ctx, T> {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        instance::<T>(object)?.try_borrow()
    }
}

impl<'a, 'ctx, T: Movable> FromPy<'a, 'ctx> for PyRefMut<'a, 'ctx, T> {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        instance::<T>(object)?.try_borrow_mut()
    }
}

#[inline(always)]
fn instance<'a, 'ctx, T: HpyType>(object: Borrowed<'a, 'ctx>) -> Result<Receiver<'a, 'ctx, T>> {
    Receiver::find_checked(object).ok_or_else(|| PyError::wrong_type(<T as HpyType>::NAME, object))
}

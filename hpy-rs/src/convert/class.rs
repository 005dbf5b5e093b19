//! Values of classes.

use super::{FromPy, IntoPy};
use crate::class::{self, Class, HpyType, Movable, PyRef, PyRefMut, Receiver, RootBase, find_checked};
use crate::context::Context;
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::{PyType, PyTypeInfo, PyTyped};
use crate::{PyError, Result};

impl<T: HpyType> PyTyped for T {}

impl<T: HpyType> PyTypeInfo for T {
    const NAME: &'static str = <T as HpyType>::NAME;

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        T::class().type_object(ctx)
    }

    #[inline]
    fn is_type_of(object: &Handle<'_>) -> bool {
        find_checked::<T>(object.as_borrowed()).is_some()
    }

    fn type_hint() -> TypeHint {
        T::hint()
    }
}

#[diagnostic::do_not_recommend]
impl<'ctx, T: HpyType<Base: RootBase>> IntoPy<'ctx> for T {
    type Target = T;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Handle::new(ctx, self)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(leaving(self, ctx))
    }
}

#[inline]
fn leaving<T: HpyType<Base: RootBase>>(value: T, ctx: Context<'_>) -> Leaving<'_> {
    class::object_to_leave(ctx, value).map_or_else(|failure| Leaving::of_failure(ctx, failure), Leaving::from)
}

#[diagnostic::do_not_recommend]
impl<'a, 'ctx, T: HpyType + Clone> FromPy<'a, 'ctx> for T {
    /// A copy of the value.
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        PyRef::<T>::from_py(object).map(|value| T::clone(&value))
    }

    fn input_type() -> TypeHint {
        T::type_hint()
    }
}

impl<'a, 'ctx, T: HpyType> FromPy<'a, 'ctx> for PyRef<'a, 'ctx, T> {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        instance::<T>(object)?.try_borrow()
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        let this = Receiver::find_checked(object).ok_or_else(|| no_instance(T::class(), object, place))?;
        this.borrowed().ok_or_else(|| in_use(this, place))
    }

    fn input_type() -> TypeHint {
        T::type_hint()
    }
}

impl<'a, 'ctx, T: Movable> FromPy<'a, 'ctx> for PyRefMut<'a, 'ctx, T> {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        instance::<T>(object)?.try_borrow_mut()
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        let this = Receiver::find_checked(object).ok_or_else(|| no_instance(T::class(), object, place))?;
        this.borrowed_mut().ok_or_else(|| in_use_for_mut(this, place))
    }

    fn input_type() -> TypeHint {
        T::type_hint()
    }
}

impl<'ctx, T: HpyType> IntoPy<'ctx> for PyRef<'_, 'ctx, T> {
    type Target = T;

    /// The object; its value is no longer borrowed.
    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Ok(self.object().to_owned())
    }
}

impl<'ctx, T: HpyType> IntoPy<'ctx> for PyRefMut<'_, 'ctx, T> {
    type Target = T;

    /// The object; its value is no longer borrowed.
    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        Ok(self.object().to_owned())
    }
}

/// The error of an object that has no value of a class: it is of another type, or some interpreter let Python code make it.
#[cold]
fn not_of(class: &'static Class, object: Borrowed<'_, '_>) -> PyError {
    if class.is_made_class_of(object) {
        return class::not_initialised(class);
    }
    PyError::wrong_type(class.name().to_str().unwrap_or("object"), object)
}

#[cold]
#[inline(never)]
fn in_use<T: HpyType>(this: Receiver<'_, '_, T>, place: Place) -> Failure {
    place.fail_of(|| this.borrow_refused())
}

#[cold]
#[inline(never)]
fn in_use_for_mut<T: HpyType>(this: Receiver<'_, '_, T>, place: Place) -> Failure {
    place.fail_of(|| this.borrow_mut_refused())
}

#[cold]
#[inline(never)]
fn no_instance(class: &'static Class, object: Borrowed<'_, '_>, place: Place) -> Failure {
    place.fail_of(|| not_of(class, object))
}

#[inline(always)]
fn instance<'a, 'ctx, T: HpyType>(object: Borrowed<'a, 'ctx>) -> Result<Receiver<'a, 'ctx, T>> {
    Receiver::find_checked(object).ok_or_else(|| not_of(T::class(), object))
}

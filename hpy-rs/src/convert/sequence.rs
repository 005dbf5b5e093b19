//! `Vec`, slices and arrays.

use std::iter;

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::{PyValueError, at_index};
use crate::handle::{Borrowed, Handle, Py};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::{ListIter, PyAny, PyByteArray, PyBytes, PyDict, PyList, PyStr, PyTuple, PyTypeInfo, TupleIter};
use crate::{PyError, Result, calls};

/// Room is reserved for at most so many bytes before the items are seen: a length may lie.
const TRUSTED_SIZE: usize = 64 * 1024;

impl<'a, 'ctx, T> FromPy<'a, 'ctx> for Vec<T>
where
    T: for<'b> FromPy<'b, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if let Ok(list) = object.cast::<PyList>() {
            return collect(list.len()?, list.iter(), ListIter::next_in_place);
        }
        if let Ok(tuple) = object.cast::<PyTuple>() {
            return collect(tuple.len()?, tuple.iter(), TupleIter::next_in_place);
        }
        if let Ok(bytes) = object.cast::<PyBytes>() {
            let content = calls::text::try_as_bytes(bytes)?;
            return T::vec_from_bytes(content).unwrap_or_else(|| Err(PyError::wrong_type("sequence", object)));
        }
        if T::vec_from_bytes(&[]).is_some()
            && let Some(array) = object.cast_opt::<PyByteArray>()
        {
            return array.to_bytes()?.extract();
        }
        if !is_sequence(&object)? {
            return Err(PyError::wrong_type("sequence", object));
        }
        collect(object.len()?, object.try_iter()?, |_| None)
    }

    #[inline(never)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        place.convert(|| Self::from_py(object))
    }

    fn input_type() -> TypeHint {
        TypeHint::of("collections.abc.Sequence", [T::input_type()])
    }
}

impl<'a, 'ctx, T, const N: usize> FromPy<'a, 'ctx> for [T; N]
where
    T: for<'b> FromPy<'b, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let items = Vec::from_py(object)?;
        let length = items.len();
        let wrong_length =
            |_| PyValueError::new(format!("expected a sequence of length {N}, got one of length {length}"));
        items.try_into().map_err(wrong_length)
    }

    fn input_type() -> TypeHint {
        Vec::<T>::input_type()
    }
}

/// A copy of the content of a `bytes`. Not by `to_vec`, which ends the process if memory runs out.
pub(super) fn copied(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(bytes.len())?;
    copy.extend_from_slice(bytes);
    Ok(copy)
}

/// Whether an object that is none of the usual ones counts as a sequence: it has items and a length, but no keys.
pub(crate) fn is_sequence(object: &Handle<'_>) -> Result<bool> {
    if object.is_instance_of::<PyStr>() || object.is_instance_of::<PyDict>() {
        return Ok(false);
    }
    let kind = object.get_type()?;
    Ok(kind.has_attr("__getitem__")? && kind.has_attr("__len__")? && !kind.has_attr("keys")?)
}

/// The values of items; `in_place` gives the next one if it need not be made a handle.
fn collect<'ctx, T, I>(length: usize, mut items: I, in_place: impl Fn(&mut I) -> Option<T>) -> Result<Vec<T>>
where
    T: for<'b> FromPy<'b, 'ctx>,
    I: Iterator<Item = Result<Handle<'ctx>>>,
{
    let mut indexes = 0..;
    gathered(
        length,
        iter::from_fn(|| {
            let index = indexes.next()?;
            if let Some(value) = in_place(&mut items) {
                return Some(Ok(value));
            }
            items.next().map(|item| item?.extract().map_err(|error| at_index(error, index)))
        }),
    )
}

/// All values up to the first error; there are about `length` of them. Not by `collect`, which ends the process if memory runs
/// out.
pub(crate) fn gathered<T>(length: usize, items: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut values = Vec::new();
    values.try_reserve_exact(length.min(TRUSTED_SIZE / size_of::<T>().max(1)))?;
    for item in items {
        let value = item?;
        if values.len() == values.capacity() {
            values.try_reserve(1)?;
        }
        values.push(value);
    }
    Ok(values)
}

impl<'ctx, T: IntoPy<'ctx>> IntoPy<'ctx> for Vec<T> {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        T::slice_into_py(&self, ctx).unwrap_or_else(|| PyList::new(ctx, self).map(Handle::into_any))
    }

    fn output_type() -> TypeHint {
        T::slice_type()
    }
}

impl<'ctx, T: IntoPy<'ctx>, const N: usize> IntoPy<'ctx> for [T; N] {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        T::slice_into_py(&self, ctx).unwrap_or_else(|| PyList::new(ctx, self).map(Handle::into_any))
    }

    fn output_type() -> TypeHint {
        T::slice_type()
    }
}

impl<'ctx, T> IntoPy<'ctx> for &[T]
where
    T: IntoPy<'ctx> + Clone,
{
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        T::slice_into_py(self, ctx).unwrap_or_else(|| PyList::new(ctx, self.iter().cloned()).map(Handle::into_any))
    }

    fn output_type() -> TypeHint {
        T::slice_type()
    }
}

impl<'ctx, T> IntoPy<'ctx> for &Vec<T>
where
    T: IntoPy<'ctx> + Clone,
{
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.as_slice().into_py(ctx)
    }

    fn output_type() -> TypeHint {
        T::slice_type()
    }
}

impl<'ctx, T: PyTypeInfo> IntoPy<'ctx> for &Vec<Py<T>> {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        PyList::new(ctx, self).map(Handle::into_any)
    }

    fn output_type() -> TypeHint {
        Py::<T>::slice_type()
    }
}

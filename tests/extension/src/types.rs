//! Type objects, complex numbers, sets, slices, and exceptions made of objects.

use hpy_rs::error::PyUnicodeDecodeError;
use hpy_rs::prelude::*;
use hpy_rs::types::{PyComplex, PyFrozenSet, PySet, PySlice};

hpy_rs::create_exception!(hpy_tests, Unheard, PyLookupError);

#[hpy_type(module = "hpy_tests")]
pub(crate) struct Thing {}

#[hpy_function]
pub(crate) fn type_named<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, PyType>> {
    match name {
        "object" => ctx.get_type::<PyAny>(),
        "NoneType" => ctx.get_type::<PyNone>(),
        "bool" => ctx.get_type::<PyBool>(),
        "int" => ctx.get_type::<PyInt>(),
        "float" => ctx.get_type::<PyFloat>(),
        "complex" => ctx.get_type::<PyComplex>(),
        "str" => ctx.get_type::<PyStr>(),
        "bytes" => ctx.get_type::<PyBytes>(),
        "tuple" => ctx.get_type::<PyTuple>(),
        "list" => ctx.get_type::<PyList>(),
        "dict" => ctx.get_type::<PyDict>(),
        "set" => ctx.get_type::<PySet>(),
        "frozenset" => ctx.get_type::<PyFrozenSet>(),
        "slice" => ctx.get_type::<PySlice>(),
        "type" => ctx.get_type::<PyType>(),
        "module" => ctx.get_type::<PyModule>(),
        "Thing" => ctx.get_type::<Thing>(),
        _ => Err(PyValueError::new("no such type")),
    }
}

/// What it is made of, and one made of that.
#[hpy_function]
pub(crate) fn parts_of_complex<'ctx>(number: &Handle<'ctx, PyComplex>) -> Result<(f64, f64, Handle<'ctx, PyComplex>)> {
    let (real, imag) = (number.real()?, number.imag()?);
    Ok((real, imag, PyComplex::new(number.ctx(), real, imag)?))
}

#[hpy_function]
pub(crate) fn type_of_exceptions(ctx: Context<'_>) -> Result<Vec<Handle<'_, PyType>>> {
    Ok(vec![ctx.get_type::<PyKeyError>()?, ctx.get_type::<PyBaseException>()?, ctx.get_type::<Unheard>()?])
}

#[hpy_function]
pub(crate) fn new_set<'ctx>(ctx: Context<'ctx>, items: Vec<Handle<'ctx>>) -> Result<Handle<'ctx, PySet>> {
    PySet::new(ctx, items)
}

#[hpy_function]
pub(crate) fn new_frozenset<'ctx>(ctx: Context<'ctx>, items: Vec<Handle<'ctx>>) -> Result<Handle<'ctx, PyFrozenSet>> {
    PyFrozenSet::new(ctx, items)
}

#[hpy_function]
pub(crate) fn empty_sets(ctx: Context<'_>) -> Result<(Handle<'_, PySet>, Handle<'_, PyFrozenSet>)> {
    Ok((PySet::empty(ctx)?, PyFrozenSet::empty(ctx)?))
}

#[hpy_function]
pub(crate) fn names_of_type(kind: &Handle<'_, PyType>) -> Result<(String, String, String)> {
    Ok((kind.name()?, kind.qualname()?, kind.module()?))
}

#[hpy_function]
pub(crate) fn add_to_set<'ctx>(set: &Handle<'ctx, PySet>, item: &Handle<'ctx>) -> Result<()> {
    set.add(item)
}

#[hpy_function]
pub(crate) fn discard_from_set<'ctx>(set: &Handle<'ctx, PySet>, item: &Handle<'ctx>) -> Result<bool> {
    set.discard(item)
}

#[hpy_function]
pub(crate) fn typed_set(object: &Handle<'_>) -> (bool, bool) {
    (object.is_instance_of::<PySet>(), object.is_instance_of::<PyFrozenSet>())
}

#[hpy_function]
pub(crate) fn new_slice(ctx: Context<'_>, start: isize, stop: isize, step: isize) -> Result<Handle<'_, PySlice>> {
    PySlice::new(ctx, start, stop, step)
}

#[hpy_function]
pub(crate) fn indices_of(slice: &Handle<'_, PySlice>, length: usize) -> Result<(isize, isize, isize, usize)> {
    let indices = slice.indices(length)?;
    Ok((indices.start, indices.stop, indices.step, indices.length))
}

#[hpy_function]
pub(crate) fn pick(text: &str, slice: &Handle<'_, PySlice>) -> Result<String> {
    let letters: Vec<char> = text.chars().collect();
    Ok(slice.indices(letters.len())?.iter().map(|index| letters[index]).collect())
}

#[hpy_function]
pub(crate) fn key_error<'ctx>(ctx: Context<'ctx>, kind: &str, arguments: Vec<Handle<'ctx>>) -> Result<()> {
    let arguments = &PyTuple::new(ctx, arguments)?;
    Err(match kind {
        "key" => PyError::new::<PyKeyError>(ctx, arguments),
        "unheard" => PyError::new::<Unheard>(ctx, arguments),
        _ => PyError::new::<PyUnicodeDecodeError>(ctx, arguments),
    })
}

/// What `PyError::new` gives when the class refuses.
#[hpy_function]
pub(crate) fn refusing_class(ctx: Context<'_>) -> bool {
    PyError::new::<PyUnicodeDecodeError>(ctx, ()).matches::<PyTypeError>(ctx)
}

/// Whether it is an `int`, and one itself; the same for `dict`, `bool`, `set` and a class of Rust.
#[hpy_function]
pub(crate) fn exactly(object: &Handle<'_>) -> [(bool, bool); 5] {
    fn of<T: hpy_rs::types::PyTypeInfo>(object: &Handle<'_>) -> (bool, bool) {
        (object.is_instance_of::<T>(), object.is_exact_instance_of::<T>())
    }
    [of::<PyInt>(object), of::<PyDict>(object), of::<PyBool>(object), of::<PySet>(object), of::<Thing>(object)]
}

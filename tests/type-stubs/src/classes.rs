//! Classes: members, methods, protocols, bases.

use std::collections::BTreeMap;

use hpy_rs::prelude::*;
use hpy_rs::types::PySlice;

/// Members of all kinds.
#[hpy_type(get_all, new = "from_fields", frozen, eq, ord, hash, str = "{name}", match_args)]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Record {
    /// Its name.
    name: String,
    #[hpy(name = "count")]
    number: u32,
    more: Option<Vec<i64>>,
}

/// References to objects.
#[hpy_type(weakref, dict)]
pub(crate) struct Held {
    #[hpy(get, set)]
    any: Field,
    #[hpy(get)]
    list: Field<PyList>,
    #[hpy(get, set)]
    next: Field<Held>,
}

#[hpy_methods]
impl Held {
    #[new]
    #[hpy(signature = (any, /, *, list = None))]
    fn new(any: &Handle<'_>, list: Option<&Handle<'_, PyList>>) -> Result<Self> {
        let list = list.map_or_else(|| Ok(Field::empty()), Field::new)?;
        Ok(Held { any: Field::new(any)?, list, next: Field::empty() })
    }

    #[classattr]
    const SIZE: usize = 3;

    #[classattr]
    fn origin() -> Option<Record> {
        None
    }

    /// A property of three methods.
    #[getter]
    #[hpy(signature = () -> "list[int]")]
    fn whole<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        PyList::empty(ctx).map(Handle::into_any)
    }

    #[setter]
    fn set_whole(&self, whole: Vec<i64>) {
        let _ = whole;
    }

    #[deleter]
    fn delete_whole(&self) {}

    #[setter]
    fn set_written(&self, written: &str) {
        let _ = written;
    }

    #[staticmethod]
    #[hpy(signature = (a, b = 2))]
    fn fixed(a: i64, b: i64) -> i64 {
        a + b
    }

    #[classmethod]
    fn of_class<'ctx>(cls: &Handle<'ctx, PyType>, text: &str) -> Result<Handle<'ctx>> {
        cls.call((text,))
    }

    #[hpy(signature = (other) -> "Held | None")]
    fn chosen<'ctx>(slf: &Handle<'ctx, Self>, other: PyRef<'_, 'ctx, Self>) -> Handle<'ctx> {
        let _ = other;
        slf.clone().into_any()
    }

    fn same(slf: Handle<'_, Self>, many: Vec<Py<Self>>) -> Handle<'_, Self> {
        let _ = many;
        slf
    }
}

/// Can be derived from.
#[hpy_type(subclass)]
pub(crate) struct Base {
    #[hpy(get)]
    size: i64,
}

#[hpy_methods]
impl Base {
    #[new]
    #[hpy(signature = (size = 0, *_args, **_kwargs))]
    fn new(size: i64, _args: &Handle<'_, PyTuple>, _kwargs: Option<&Handle<'_, PyDict>>) -> Self {
        Base { size }
    }

    #[hpy(signature = (size = 0, *_args, **_kwargs))]
    fn __init__(&mut self, size: i64, _args: &Handle<'_, PyTuple>, _kwargs: Option<&Handle<'_, PyDict>>) {
        self.size += size;
    }

    fn __iadd__(&mut self, other: i64) {
        self.size += other;
    }

    fn doubled(&self) -> i64 {
        2 * self.size
    }

    fn resized(&self, by: i64) -> i64 {
        by * self.size
    }
}

/// Derives from it.
#[hpy_type(extends = Base)]
pub(crate) struct Derived {}

#[hpy_methods]
impl Derived {
    #[new]
    fn new() -> (Self, Base) {
        (Derived {}, Base { size: 1 })
    }

    /// The same as of the base.
    fn doubled(&self) -> i64 {
        2
    }

    /// In a way of its own.
    fn resized(&self, by: f64) -> f64 {
        by
    }
}

/// An exception with a value.
#[hpy_type(extends = PyOSError, subclass)]
pub(crate) struct Failure {
    #[hpy(get)]
    code: i64,
}

#[hpy_methods]
impl Failure {
    #[new]
    fn new(code: i64) -> Self {
        Failure { code }
    }
}

/// Text with a language.
#[hpy_type(extends = PyStr)]
pub(crate) struct Spoken {
    #[hpy(get)]
    language: String,
}

#[hpy_methods]
impl Spoken {
    #[new]
    #[hpy(signature = (text, language = "en"))]
    fn new(text: &str, language: &str) -> Self {
        let _ = text;
        Spoken { language: language.to_owned() }
    }
}

/// A dict that knows more.
#[hpy_type(extends = PyDict)]
pub(crate) struct Growing {}

#[hpy_methods]
impl Growing {
    #[new]
    fn new() -> Self {
        Growing {}
    }

    fn grow(&self) {}
}

/// A mapping.
#[hpy_type(mapping, generic)]
pub(crate) struct Table {
    rows: BTreeMap<String, i64>,
}

#[hpy_methods]
impl Table {
    #[new]
    fn new() -> Self {
        Table { rows: BTreeMap::new() }
    }

    fn __len__(&self) -> usize {
        self.rows.len()
    }

    fn __contains__(&self, key: &str) -> bool {
        self.rows.contains_key(key)
    }

    fn __getitem__(&self, key: &str) -> Result<i64> {
        self.rows.get(key).copied().ok_or_else(|| PyKeyError::new(key.to_owned()))
    }

    #[hpy(signature = (key: "typing.LiteralString", value))]
    fn __setitem__(&mut self, key: String, value: i64) {
        self.rows.insert(key, value);
    }

    fn __delitem__(&mut self, key: &str) {
        self.rows.remove(key);
    }

    fn __iter__(&self) -> Steps {
        Steps { rest: self.rows.keys().cloned().collect() }
    }
}

/// A sequence.
#[hpy_type(sequence)]
pub(crate) struct Rows {}

#[derive(FromPy)]
enum Index<'ctx> {
    One(i64),
    Many(Handle<'ctx, PySlice>),
}

#[hpy_methods]
impl Rows {
    fn __len__(&self) -> usize {
        0
    }

    fn __getitem__(&self, index: isize) -> Result<i64> {
        Err(PyIndexError::new(format!("{index}")))
    }

    fn __concat__(&self, other: &Self) -> Rows {
        let _ = other;
        Rows {}
    }

    fn __repeat__(&self, count: isize) -> Rows {
        let _ = count;
        Rows {}
    }

    fn at<'ctx>(&self, ctx: Context<'ctx>, index: Index<'ctx>) -> Result<Handle<'ctx>> {
        match index {
            Index::One(index) => index.into_py(ctx).map(Handle::into_any),
            Index::Many(slice) => Ok(slice.into_any()),
        }
    }
}

/// An iterator.
#[hpy_type]
pub(crate) struct Steps {
    rest: Vec<String>,
}

#[hpy_methods]
impl Steps {
    fn __iter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Result<Option<String>> {
        Ok(self.rest.pop())
    }
}

/// Can be awaited, and gives more of its kind.
#[hpy_type]
pub(crate) struct Waiting {}

#[hpy_methods]
impl Waiting {
    fn __await__(&self) -> Steps {
        Steps { rest: Vec::new() }
    }

    fn __aiter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn __anext__(&self) -> Option<Waiting> {
        None
    }

    async fn __aenter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __enter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    #[hpy(signature = (*_error))]
    fn __exit__(&self, _error: &Handle<'_, PyTuple>) -> bool {
        false
    }
}

/// Operators.
#[hpy_type]
#[derive(Clone)]
pub(crate) struct Operand {
    value: i64,
}

#[hpy_methods]
impl Operand {
    #[new]
    fn new(value: i64) -> Self {
        Operand { value }
    }

    fn __add__(&self, other: &Self) -> Self {
        Operand { value: self.value + other.value }
    }

    fn __iadd__(&mut self, other: i64) {
        self.value += other;
    }

    fn __radd__(&self, other: i64) -> Self {
        Operand { value: self.value + other }
    }

    fn __pow__(&self, exponent: u32, modulus: Option<i64>) -> i64 {
        let _ = modulus;
        self.value.pow(exponent)
    }

    fn __richcmp__(&self, other: &Self, operator: hpy_rs::CompareOp) -> bool {
        operator.matches(self.value.cmp(&other.value))
    }

    fn __neg__(&self) -> Self {
        Operand { value: -self.value }
    }

    fn __float__(&self) -> f32 {
        0.0
    }

    fn __bool__(&self) -> bool {
        self.value != 0
    }

    #[hpy(signature = (times, /, more = 1))]
    fn __call__(&self, times: i64, more: i64) -> i64 {
        self.value * times * more
    }
}

/// In two blocks, with conditions.
#[hpy_type(type_stub = "@property\ndef added(self) -> str: ...")]
pub(crate) struct Many {}

#[hpy_methods]
impl Many {
    #[cfg(windows)]
    fn not_here(&self) {}

    fn here(&self) {}
}

#[hpy_methods]
impl Many {
    #[getter]
    fn place(&self) -> i64 {
        1
    }

    #[hpy(name = "renamed")]
    fn with_another_name(&self, number: i64) {
        let _ = number;
    }
}

#[hpy_methods]
impl Many {
    #[setter]
    fn set_place(&self, place: i64) {
        let _ = place;
    }
}

/// Is the item of containers.
#[hpy_type]
#[derive(Clone)]
pub(crate) struct Wrapped {
    #[hpy(get, set)]
    many: Vec<Option<String>>,
}

//! A class with everything that Python can call.

use hpy_rs::CompareOp;
use hpy_rs::prelude::*;

use crate::count::Counted;

/// Has one of each.
#[hpy_type]
#[derive(Clone)]
pub(crate) struct Rich {
    counted: Counted,
    #[hpy(get, set)]
    number: i64,
}

impl Rich {
    fn of(number: i64) -> Self {
        Rich { counted: Counted::new(), number }
    }

    fn checked(&self) -> i64 {
        self.counted.check();
        self.number
    }
}

#[hpy_methods]
impl Rich {
    #[new]
    #[hpy(signature = (number = 1, fail = false))]
    fn new(number: i64, fail: bool) -> Result<Self> {
        let made = Rich::of(number);
        if fail { Err(PyValueError::new("wanted")) } else { Ok(made) }
    }

    #[hpy(signature = (number = 1, fail = false))]
    fn __init__(&mut self, number: i64, fail: bool) {
        let _ = fail;
        self.number = number;
    }

    fn method(&self) -> i64 {
        self.checked()
    }

    #[hpy(signature = (other, /))]
    fn one(&self, other: &Rich) -> i64 {
        self.checked() + other.checked()
    }

    #[hpy(signature = (other = None, *, by = None))]
    fn many(&mut self, other: Option<&Rich>, by: Option<i64>) -> i64 {
        self.checked() + other.map_or(0, Rich::checked) + by.unwrap_or(0)
    }

    #[getter]
    fn property(&self) -> i64 {
        self.checked()
    }

    #[setter]
    fn set_property(&mut self, value: i64) {
        self.number = value;
    }

    #[deleter]
    fn delete_property(&mut self) {
        self.number = 0;
    }

    #[staticmethod]
    fn make(number: i64) -> Self {
        Rich::of(number)
    }

    #[classmethod]
    fn make_by_class<'ctx>(cls: &Handle<'ctx, PyType>) -> Result<Handle<'ctx>> {
        cls.call(())
    }

    #[classattr]
    const KIND: &'static str = "rich";

    fn __repr__(&self) -> String {
        format!("Rich({})", self.checked())
    }
    fn __str__(&self) -> String {
        self.checked().to_string()
    }
    fn __hash__(&self) -> i64 {
        self.checked()
    }
    fn __richcmp__(&self, other: &Rich, operator: CompareOp) -> bool {
        operator.matches(self.checked().cmp(&other.checked()))
    }
    fn __bool__(&self) -> bool {
        self.checked() != 0
    }
    fn __len__(&self) -> usize {
        usize::try_from(self.checked()).unwrap_or(0)
    }
    fn __contains__(&self, item: i64) -> bool {
        self.checked() == item
    }
    fn __getitem__(&self, key: i64) -> Result<i64> {
        if key < self.checked() { Ok(key) } else { Err(PyIndexError::new("too far")) }
    }
    fn __setitem__(&mut self, key: i64, value: i64) {
        self.number = key + value;
    }
    fn __delitem__(&mut self, key: i64) {
        self.number -= key;
    }
    fn __neg__(&self) -> Rich {
        Rich::of(-self.checked())
    }
    fn __int__(&self) -> i64 {
        self.checked()
    }
    fn __index__(&self) -> i64 {
        self.checked()
    }
    fn __float__(&self) -> f64 {
        self.counted.check();
        1.0
    }
    fn __add__(&self, other: i64) -> Rich {
        Rich::of(self.checked().wrapping_add(other))
    }
    fn __radd__(&self, other: i64) -> Rich {
        Rich::of(self.checked().wrapping_add(other))
    }
    fn __iadd__(&mut self, other: i64) {
        self.number = self.number.wrapping_add(other);
    }
    fn __divmod__(&self, other: &Rich) -> (i64, i64) {
        (self.checked(), other.checked())
    }
    fn __pow__(&self, other: i64, modulus: Option<i64>) -> (i64, i64, Option<i64>) {
        (self.checked(), other, modulus)
    }
    fn __rpow__(&self, other: i64, modulus: Option<i64>) -> (i64, i64, Option<i64>) {
        (other, self.checked(), modulus)
    }
    fn __ipow__(&mut self, other: i64, modulus: Option<i64>) {
        let _ = modulus;
        self.number = other;
    }
    #[hpy(signature = (*args))]
    fn __call__(&self, args: Args<'_, '_>) -> usize {
        self.counted.check();
        args.len()
    }
    fn __iter__<'a, 'ctx>(slf: Borrowed<'a, 'ctx, Self>) -> Borrowed<'a, 'ctx, Self> {
        slf
    }
    fn __next__(&mut self) -> Option<i64> {
        self.number -= 1;
        (self.checked() >= 0).then_some(self.number)
    }
    fn __getattr__(&self, name: &str) -> Result<String> {
        self.counted.check();
        if name.starts_with("dynamic") { Ok(name.to_owned()) } else { Err(PyAttributeError::new(name.to_owned())) }
    }
}

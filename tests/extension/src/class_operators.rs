//! `#[hpy_methods]`: operators, comparisons, and what else numbers have.
#![expect(clippy::unused_self, reason = "Python calls methods on objects, whether they look at them or not")]

use hpy_rs::CompareOp;
use hpy_rs::prelude::*;

/// Tells which method ran, and with what.
#[hpy_type]
#[derive(Clone, Debug)]
pub(crate) struct Number {
    value: i64,
}

/// The methods of one operator: forward, reflected, and in place.
fn both(name: &str, left: &Number, right: i64) -> String {
    format!("{name} {} {right}", left.value)
}

#[hpy_methods]
impl Number {
    #[new]
    fn new(value: i64) -> Self {
        Number { value }
    }

    #[getter]
    fn value(&self) -> i64 {
        self.value
    }

    fn __repr__(&self) -> String {
        format!("Number({})", self.value)
    }
    fn __str__(&self) -> String {
        self.value.to_string()
    }
    fn __neg__(&self) -> Self {
        Number { value: -self.value }
    }
    fn __pos__(slf: Borrowed<'_, '_, Self>) -> Result<String> {
        Ok(format!("+{}", slf.try_borrow()?.value))
    }
    fn __abs__(&self) -> i64 {
        self.value.abs()
    }
    fn __invert__(&self) -> i64 {
        !self.value
    }
    fn __int__(&self) -> i64 {
        self.value
    }
    #[allow(clippy::cast_precision_loss, reason = "the numbers of the test are small")]
    fn __float__(&self) -> f64 {
        self.value as f64
    }
    fn __index__(&self) -> Result<i64> {
        if self.value < 0 { Err(PyValueError::new("negative")) } else { Ok(self.value) }
    }
    fn __bool__(&self) -> bool {
        self.value != 0
    }
    fn __hash__(&self) -> i64 {
        self.value
    }

    fn __add__(&self, other: i64) -> String {
        both("add", self, other)
    }
    fn __radd__(&self, other: i64) -> String {
        both("radd", self, other)
    }
    fn __iadd__(&mut self, other: i64) {
        self.value += other;
    }
    fn __sub__(&self, other: &Number) -> String {
        both("sub", self, other.value)
    }
    fn __rsub__(&self, other: &str) -> String {
        format!("rsub {} {other}", self.value)
    }
    fn __isub__(&mut self, other: i64) -> Result<()> {
        if other > 100 {
            return Err(PyValueError::new("too much"));
        }
        self.value -= other;
        Ok(())
    }
    fn __mul__(&self, other: i64) -> String {
        both("mul", self, other)
    }
    fn __rmul__(&self, other: i64) -> String {
        both("rmul", self, other)
    }
    fn __imul__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __truediv__(&self, other: i64) -> String {
        both("truediv", self, other)
    }
    fn __rtruediv__(&self, other: i64) -> String {
        both("rtruediv", self, other)
    }
    fn __itruediv__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __floordiv__(&self, other: i64) -> String {
        both("floordiv", self, other)
    }
    fn __rfloordiv__(&self, other: i64) -> String {
        both("rfloordiv", self, other)
    }
    fn __ifloordiv__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __mod__(&self, other: i64) -> String {
        both("mod", self, other)
    }
    fn __rmod__(&self, other: i64) -> String {
        both("rmod", self, other)
    }
    fn __imod__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __lshift__(&self, other: i64) -> String {
        both("lshift", self, other)
    }
    fn __rlshift__(&self, other: i64) -> String {
        both("rlshift", self, other)
    }
    fn __ilshift__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __rshift__(&self, other: i64) -> String {
        both("rshift", self, other)
    }
    fn __rrshift__(&self, other: i64) -> String {
        both("rrshift", self, other)
    }
    fn __irshift__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __and__(&self, other: i64) -> String {
        both("and", self, other)
    }
    fn __rand__(&self, other: i64) -> String {
        both("rand", self, other)
    }
    fn __iand__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __or__(&self, other: i64) -> String {
        both("or", self, other)
    }
    fn __ror__(&self, other: i64) -> String {
        both("ror", self, other)
    }
    fn __ior__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __xor__(&self, other: i64) -> String {
        both("xor", self, other)
    }
    fn __rxor__(&self, other: i64) -> String {
        both("rxor", self, other)
    }
    fn __ixor__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __matmul__(&self, other: i64) -> String {
        both("matmul", self, other)
    }
    fn __rmatmul__(&self, other: i64) -> String {
        both("rmatmul", self, other)
    }
    fn __imatmul__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __divmod__(&self, other: i64) -> (i64, i64) {
        (self.value / other, self.value % other)
    }
    fn __rdivmod__(&self, other: i64) -> String {
        both("rdivmod", self, other)
    }

    fn __pow__(&self, other: i64, modulus: Option<i64>) -> String {
        format!("pow {} {other} {modulus:?}", self.value)
    }
    fn __rpow__(&self, other: i64, modulus: Option<i64>) -> String {
        format!("rpow {} {other} {modulus:?}", self.value)
    }
    fn __ipow__(&mut self, other: i64, _modulus: Option<i64>) {
        self.value = i64::pow(self.value, u32::try_from(other).unwrap_or(0));
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.value == other.value
    }
    fn __lt__(&self, other: &Self) -> bool {
        self.value < other.value
    }
    fn __le__(&self, other: &Handle<'_>) -> Result<bool> {
        Ok(self.value <= other.get_attr("value")?.extract::<i64>()?)
    }
    fn __gt__(&self, other: i64) -> String {
        both("gt", self, other)
    }
}

/// Has reflected operators only, and a power of two arguments.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Reflected;

#[hpy_methods]
impl Reflected {
    #[new]
    const fn new() -> Self {
        Reflected
    }

    fn __rmul__(&self, other: i64) -> i64 {
        10 * other
    }

    fn __pow__(&self, other: i64) -> i64 {
        100 + other
    }

    fn __ge__(&self, other: i64) -> bool {
        other == 1
    }

    fn __ne__(&self, _other: i64) -> &'static str {
        "ne"
    }
}

/// Compares by `__richcmp__`.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Version(i64);

#[hpy_methods]
impl Version {
    #[new]
    fn new(number: i64) -> Self {
        Version(number)
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp) -> bool {
        op.matches(self.0.cmp(&other.0))
    }
}

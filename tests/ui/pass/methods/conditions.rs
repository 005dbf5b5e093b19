//! Methods that are there under conditions, alone and as parts of what several make up.
#![deny(warnings)]
use hpy_rs::prelude::*;

#[hpy_type]
pub struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[cfg(any())]
    fn gone(&self, missing: Missing) {}

    #[cfg(all())]
    fn chosen(&self) -> i64 {
        1
    }
    #[cfg(any())]
    fn chosen(&self) -> i64 {
        2
    }

    #[cfg(any())]
    fn __add__(&self, other: Missing) -> i64 {
        other
    }
    #[cfg(all())]
    #[cfg(not(any()))]
    fn __radd__(&self, other: i64) -> i64 {
        other
    }
    fn __mul__(&self, other: i64) -> i64 {
        other
    }
    #[cfg(any())]
    fn __rmul__(&self, other: Missing) -> i64 {
        other
    }
    #[cfg(any())]
    fn __pow__(&self, other: Missing) -> i64 {
        other
    }
    #[cfg(any())]
    fn __rpow__(&self, other: Missing) -> i64 {
        other
    }

    #[cfg(any())]
    fn __eq__(&self, other: &Missing) -> bool {
        false
    }
    fn __lt__(&self, other: &Self) -> bool {
        self.x < other.x
    }

    fn __setitem__(&mut self, key: i64, value: i64) {
        self.x = key + value;
    }
    #[cfg(any())]
    fn __delitem__(&mut self, key: Missing) {}

    #[cfg(any())]
    #[getter]
    fn x(&self) -> Missing {}
    #[cfg(all())]
    #[getter]
    fn x(&self) -> i64 {
        self.x
    }
    #[cfg(any())]
    #[setter]
    fn set_x(&mut self, x: Missing) {}
    #[cfg(all())]
    #[deleter]
    fn delete_x(&mut self) {
        self.x = 0;
    }

    #[cfg(any())]
    #[new]
    fn new(x: Missing) -> Self {}
    #[cfg(all())]
    #[new]
    fn new(x: i64) -> Self {
        Point { x }
    }

    #[cfg(any())]
    #[classattr]
    const UNIT: Missing = 1;
    #[cfg(all())]
    #[classattr]
    const UNIT: i64 = 1;

    #[deprecated]
    fn old(&self) {}
    #[deprecated]
    #[classattr]
    fn older() -> i64 {
        1
    }
}

#[hpy_methods]
#[cfg(any())]
impl Missing {
    fn norm(&self) {}
}

fn main() {}

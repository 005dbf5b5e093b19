//! Methods contain nothing that a strict crate forbids, and need no `allow` that a `forbid` would refuse.
#![forbid(
    unsafe_code,
    missing_docs,
    missing_debug_implementations,
    non_camel_case_types,
    non_snake_case,
    unreachable_pub,
    unused,
    unused_qualifications,
    unused_lifetimes,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    trivial_casts,
    non_local_definitions,
    unused_results,
    deprecated
)]

use hpy_rs::prelude::*;

/// A class.
#[hpy_type]
#[derive(Debug)]
pub struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new]
    #[hpy(signature = (x = Self::UNIT, *, y = None))]
    fn new(x: i64, y: Option<i64>) -> Self {
        Point { x: x + y.unwrap_or(0) }
    }

    fn r#match(&mut self, _other: &mut Point) {}

    /// Documented.
    pub fn twice(&self) -> i64 {
        2 * self.x
    }

    #[getter]
    fn get_x(&self) -> i64 {
        self.x
    }
    #[setter]
    fn set_x(&mut self, x: i64) {
        self.x = x;
    }

    /// Awaited.
    pub async fn later(&self) -> i64 {
        self.x
    }
    async fn move_later(&mut self, by: i64, python: hpy_rs::Interpreter) {
        let _ = python;
        self.x += by;
    }

    #[staticmethod]
    fn origin() -> i64 {
        0
    }
    #[classmethod]
    fn name(cls: &Handle<'_, PyType>) -> Result<String> {
        cls.name()
    }
    #[classattr]
    const UNIT: i64 = 1;

    fn __add__(&self, other: i64) -> i64 {
        self.x + other
    }
    fn __radd__(&self, other: i64) -> i64 {
        self.x + other
    }
    fn __ipow__(&mut self, _other: i64, _modulus: Option<i64>) {}
    fn __lt__(&self, other: &Self) -> bool {
        self.x < other.x
    }
    fn __eq__(&self, other: &Self) -> bool {
        self.x == other.x
    }
    fn __getitem__(&self, key: i64) -> i64 {
        key
    }
    fn __setitem__(&mut self, _key: i64, _value: i64) {}
    fn __repeat__(&self, count: isize) -> isize {
        count
    }
    fn __iter__<'ctx>(slf: &Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf.clone()
    }
}

fn main() {}

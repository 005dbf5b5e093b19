//! Dunders that Python calls on an object, as other methods.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[staticmethod]
    fn __len__() -> usize {
        0
    }

    #[classmethod]
    fn __call__(cls: &Handle<'_, PyType>) {}
}

fn main() {}

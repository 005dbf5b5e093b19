//! Async methods that borrow their object, and those whose result Python wants at once.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[new]
    async fn new() -> Self {
        Point { x: 0 }
    }

    async fn look(slf: &Handle<'_, Self>) {}

    async fn guarded(slf: PyRef<'_, '_, Self>) {}

    async fn shown(&self) -> &i64 {
        &self.x
    }

    async fn change(slf: PyRefMut<'_, '_, Self>, by: &Point) {}

    #[classmethod]
    async fn named(cls: &Handle<'_, PyType>) {}

    #[getter]
    async fn x(slf: Py<Self>) -> i64 {
        0
    }

    #[classattr]
    async fn zero() -> i64 {
        0
    }

    async fn __anext__(slf: Py<Self>) -> Option<i64> {
        None
    }
}

fn main() {}

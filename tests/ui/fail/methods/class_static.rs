//! A class that lives for ever.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[classmethod]
    fn of(cls: &Handle<'static, PyType>) {}
}

fn main() {}

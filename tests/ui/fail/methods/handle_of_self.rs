//! A method whose result has the lifetime of `self` where it should have that of the call.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn text(&self, ctx: Context<'_>) -> Result<Handle<'_, PyStr>> {
        Err(PyValueError::new(""))
    }

    #[getter]
    fn both(&self, ctx: Context<'_>) -> Result<(i64, Vec<Handle<'_>>)> {
        Ok((self.x, Vec::new()))
    }

    fn named<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        PyStr::new(ctx, "")
    }

    fn borrowed(&self) -> Result<&str> {
        Ok("")
    }
}

fn main() {}

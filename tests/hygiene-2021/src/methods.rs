//! Methods in the edition: guards must go before what they were taken from.

use hpy_rs::prelude::*;

/// A class.
#[hpy_type]
#[derive(Debug)]
pub struct Point {
    x: i64,
    name: String,
}

#[hpy_methods]
impl Point {
    #[new]
    #[hpy(signature = (x, name = String::new()))]
    const fn new(x: i64, name: String) -> Self {
        Self { x, name }
    }

    fn text(&self) -> &str {
        &self.name
    }

    fn longest<'a>(&'a mut self, other: &'a mut Self, last: Option<&'a Self>) -> &'a str {
        self.x += other.x;
        last.map_or(&other.name, |last| &last.name)
    }

    fn guard(slf: PyRefMut<'_, '_, Self>) -> i64 {
        slf.x
    }

    #[getter]
    const fn x(&self) -> i64 {
        self.x
    }

    #[setter]
    fn set_x(&mut self, x: i64) {
        self.x = x;
    }

    fn __add__(&self, other: &Self) -> i64 {
        self.x + other.x
    }

    fn __getitem__(&self, other: &Self) -> &str {
        if self.x == other.x {
            &self.name
        } else {
            ""
        }
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.x == other.x
    }

    fn __iadd__(&mut self, other: &Self) {
        self.x += other.x;
    }

    fn __len__(&self) -> usize {
        self.name.len()
    }
}

//! Methods in the edition: guards must go before what they were taken from.

use hpy_rs::prelude::*;

/// A class.
#[hpy_type]
#[derive(Debug)]
pub(super) struct Labelled {
    /// A number.
    x: i64,
    /// A text.
    name: String,
}

#[hpy_methods]
impl Labelled {
    /// A member.
    #[new]
    #[hpy(signature = (x, name = String::new()))]
    const fn new(x: i64, name: String) -> Self {
        Self { x, name }
    }

    /// A member.
    fn text(&self) -> &str {
        &self.name
    }

    /// A member.
    fn longest<'a>(&'a mut self, other: &'a mut Self, last: Option<&'a Self>) -> &'a str {
        std::mem::swap(&mut self.x, &mut other.x);
        last.map_or(&other.name, |last| &last.name)
    }

    /// A member.
    fn guard(mut slf: PyRefMut<'_, '_, Self>) -> i64 {
        slf.x += 1;
        slf.x
    }

    /// A member.
    #[getter]
    const fn x(&self) -> i64 {
        self.x
    }

    /// A member.
    #[setter]
    const fn set_x(&mut self, x: i64) {
        self.x = x;
    }

    /// A member.
    const fn __add__(&self, other: &Self) -> i64 {
        self.x + other.x
    }

    /// A member.
    fn __getitem__(&self, other: &Self) -> &str {
        if self.x == other.x {
            &self.name
        } else {
            ""
        }
    }

    /// A member.
    const fn __eq__(&self, other: &Self) -> bool {
        self.x == other.x
    }

    /// A member.
    const fn __iadd__(&mut self, other: &Self) {
        self.x += other.x;
    }

    /// A member.
    const fn __len__(&self) -> usize {
        self.name.len()
    }
}

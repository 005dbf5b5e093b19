//! Dunders with another number of parameters.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn __len__(&self, x: i64) -> usize {
        0
    }

    fn __add__(&self) -> i64 {
        self.x
    }

    fn __setitem__(&mut self, ctx: Context<'_>, key: i64) {}

    fn __pow__(&self) -> i64 {
        self.x
    }

    fn __richcmp__(&self, other: &Self) -> bool {
        true
    }

    fn __get__(&self, instance: &Handle<'_>) -> i64 {
        self.x
    }

    fn __iter__(&self, more: i64) -> i64 {
        more
    }
}

fn main() {}

//! `__richcmp__` beside one of the six comparisons.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    fn __eq__(&self, other: &Self) -> bool {
        self.x == other.x
    }

    fn __richcmp__(&self, other: &Self, op: hpy_rs::CompareOp) -> bool {
        op.matches(self.x.cmp(&other.x))
    }
}

fn main() {}

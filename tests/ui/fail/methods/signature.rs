//! A signature that does not fit: the receiver is not part of it.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[hpy(signature = (self_, by))]
    fn scale(self_: &Handle<'_, Self>, by: i64) -> i64 {
        by
    }

    #[hpy(signature = (by = 1, times))]
    fn repeat(&self, by: i64, times: i64) -> i64 {
        by * times
    }
}

fn main() {}

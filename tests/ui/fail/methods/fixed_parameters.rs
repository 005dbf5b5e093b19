//! A signature where Python decides about the parameters.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[hpy(signature = (key, /))]
    fn __getitem__(&self, key: i64) -> i64 {
        key
    }

    #[setter]
    #[hpy(signature = (x))]
    fn set_x(&mut self, x: i64) {
        self.x = x;
    }

    #[hpy(text_signature = "()")]
    fn __len__(&self) -> usize {
        0
    }
}

fn main() {}

//! `&mut self` of a frozen class.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type(frozen)]
struct Node {
    x: i64,
}

#[hpy_methods]
impl Node {
    fn grow(&mut self) {
        self.x += 1;
    }
}

fn main() {}

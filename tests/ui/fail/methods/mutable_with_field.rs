//! `&mut self` where a `Field` is inline, which must not move.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Node {
    x: i64,
    next: Field<Node>,
}

#[hpy_methods]
impl Node {
    fn grow(&mut self) {
        self.x += 1;
    }
}

fn main() {}

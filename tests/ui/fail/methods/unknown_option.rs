//! Options that the block and its methods do not have.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods(name = "Punkt")]
impl Point {
    #[hpy(pass_module, nmae = "x")]
    fn norm(&self) {}
}

fn main() {}

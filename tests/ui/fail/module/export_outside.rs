//! An export outside of a module.
use hpy_rs::prelude::*;

mod shapes {
    pub fn area() {}
}

#[hpy_export]
use shapes::area;

fn main() {}

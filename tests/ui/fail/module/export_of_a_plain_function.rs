//! An export of a function without the attribute.
use hpy_rs::prelude::*;

fn area() -> f64 {
    1.0
}

#[hpy_module]
mod geometry {
    #[hpy_export]
    use super::area;
}

fn main() {}

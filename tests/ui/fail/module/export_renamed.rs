//! An export under another name.
use hpy_rs::prelude::*;

#[hpy_function]
fn area() -> f64 {
    1.0
}

#[hpy_module]
mod geometry {
    #[hpy_export]
    use super::area as surface;
}

fn main() {}

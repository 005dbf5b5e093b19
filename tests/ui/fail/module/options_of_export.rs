//! Options where there are none.
use hpy_rs::prelude::*;

#[hpy_function]
fn area() -> f64 {
    1.0
}

#[hpy_module]
mod geometry {
    #[hpy_export(name = "surface")]
    use super::area;
}

fn main() {}

//! An export of everything.
use hpy_rs::prelude::*;

mod shapes {
    use hpy_rs::prelude::*;

    #[hpy_function]
    pub fn area() -> f64 {
        1.0
    }
}

#[hpy_module]
mod geometry {
    #[hpy_export]
    use super::shapes::*;
}

fn main() {}

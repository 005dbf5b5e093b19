//! An export of something else.
use hpy_rs::prelude::*;

#[hpy_module]
mod geometry {
    use hpy_rs::prelude::*;

    #[hpy_export]
    #[hpy_function]
    fn area() -> f64 {
        1.0
    }

    #[hpy_export]
    static LIMIT: i64 = 3;
}

fn main() {}

//! A module without the `use` that the file around it has.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_module]
mod shapes {
    use hpy_rs::hpy_type;

    #[hpy_function]
    fn circle(radius: f64) -> f64 {
        radius
    }

    #[hpy_type]
    struct Square {}

    #[hpy_methods]
    impl Square {}

    #[hpy_rs::hpy_function]
    fn fine() {}

    #[hpy_module]
    mod solid {}
}

fn main() {}

//! Options that members of variants cannot have.
use hpy_rs::prelude::*;

#[hpy_type]
enum Shape {
    Circle {
        #[hpy(get, set)]
        radius: f64,
    },
    Square(#[hpy(name = "side")] f64),
}

fn main() {}

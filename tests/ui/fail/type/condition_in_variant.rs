//! A member of a variant that is there only sometimes.
use hpy_rs::prelude::*;

#[hpy_type]
enum Shape {
    Circle {
        #[cfg(unix)]
        radius: f64,
    },
}

fn main() {}

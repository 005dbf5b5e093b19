//! A member that is there only sometimes, in a constructor from fields.
use hpy_rs::prelude::*;

#[hpy_type(new = "from_fields")]
struct Point {
    x: f64,
    #[cfg(unix)]
    y: f64,
}

fn main() {}

//! Options that do not exist: of the type, of a member, of a variant.
use hpy_rs::prelude::*;

#[hpy_type(freezed)]
struct Point {
    #[hpy(getter)]
    x: f64,
}

#[hpy_type]
enum Shape {
    #[hpy(rename = "Round")]
    Circle(f64),
}

fn main() {}

//! Options of enums without data elsewhere.
use hpy_rs::prelude::*;

#[hpy_type(eq_int, enum = "Enum")]
struct Point;

#[hpy_type(eq_int, enum = "IntEnum")]
enum Shape {
    Circle(f64),
    Nothing,
}

fn main() {}

//! Options of structs on an enum.

use hpy_rs::prelude::*;

#[hpy_type(subclass, dict, weakref)]
enum Color {
    Red,
}

#[hpy_type(subclass)]
enum Shape {
    Circle { radius: f64 },
}

fn main() {}

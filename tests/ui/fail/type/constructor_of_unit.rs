//! A constructor without members.
use hpy_rs::prelude::*;

#[hpy_type]
enum Shape {
    #[hpy(constructor = ())]
    Nothing,
    Circle(f64),
}

#[hpy_type]
enum Color {
    #[hpy(constructor = (a))]
    Red,
}

fn main() {}

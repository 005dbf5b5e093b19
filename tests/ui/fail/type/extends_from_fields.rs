//! A constructor from fields for a class that extends another.
use hpy_rs::prelude::*;

#[hpy_type]
struct Base;

#[hpy_type(extends = Base, new = "from_fields")]
struct Derived {
    x: f64,
}

fn main() {}

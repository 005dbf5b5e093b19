//! Options of structs on an enum.
use hpy_rs::prelude::*;

#[hpy_type]
struct Base;

#[hpy_type(extends = Base, get_all, set_all, new = "from_fields", match_args, str = "{0}")]
enum Shape {
    Circle(f64),
}

fn main() {}

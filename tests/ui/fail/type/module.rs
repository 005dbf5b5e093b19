//! A module that cannot be.
use hpy_rs::prelude::*;

#[hpy_type(module = "geometry/plane")]
struct Point;

#[hpy_type(module = "")]
struct Line;

fn main() {}

//! A class with `subclass` that extends one without.

use hpy_rs::prelude::*;

#[hpy_type]
struct Base {}

#[hpy_type(subclass, extends = Base)]
struct Derived {}

fn main() {}

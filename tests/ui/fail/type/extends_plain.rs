//! A base that is no class.
use hpy_rs::prelude::*;

struct Base;

#[hpy_type(extends = Base)]
struct Derived {}

fn main() {}

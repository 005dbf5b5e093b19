//! A base that is one of Python's own classes.
use hpy_rs::prelude::*;

#[hpy_type(extends = PyInt)]
struct Table {}

#[hpy_type(extends = hpy_rs::error::PyValueError)]
struct Failure {}

fn main() {}

//! Options that a class which extends an exception cannot have, and an exception that is not one of the interpreter's.

use hpy_rs::prelude::*;

hpy_rs::create_exception!(module, Created, PyValueError);

#[hpy_type(extends = PyValueError, dict)]
struct WithDict {}

#[hpy_type(extends = Created)]
struct OfCreated {}

fn main() {}

//! Names that a module cannot have.
use hpy_rs::prelude::*;

#[hpy_module(name = "größe")]
mod size {}

#[hpy_module(name = "a.b")]
mod dotted {}

#[hpy_module]
mod class {}

#[hpy_module(name = "nul\0")]
mod nul {}

fn main() {}

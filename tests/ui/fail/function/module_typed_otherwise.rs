//! A module as a handle of another type.
use hpy_rs::prelude::*;

#[hpy_function(pass_module)]
fn name(module: &Handle<'_, PyList>) {
    let _ = module;
}

fn main() {}

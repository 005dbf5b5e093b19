//! A module as something else.
use hpy_rs::prelude::*;

#[hpy_function(pass_module)]
fn name(module: String) -> String {
    module
}

fn main() {}

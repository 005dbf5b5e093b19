//! A flag with a value.
use hpy_rs::prelude::*;

#[hpy_function(pass_module = true)]
fn name(module: &Handle<'_, PyModule>) -> Result<String> {
    module.name()
}

fn main() {}

//! The attribute on a function.
use hpy_rs::prelude::*;

#[hpy_module]
fn geometry(module: &Handle<'_, PyModule>) -> Result<()> {
    module.add("x", 1)
}

fn main() {}

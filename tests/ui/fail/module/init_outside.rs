//! An init function outside of a module.
use hpy_rs::prelude::*;

#[hpy_init]
fn init(module: &Handle<'_, PyModule>) -> Result<()> {
    module.add("x", 1)
}

fn main() {}

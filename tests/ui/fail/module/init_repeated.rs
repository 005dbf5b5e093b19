//! Two init functions.
use hpy_rs::prelude::*;

#[hpy_module]
mod geometry {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn one(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("x", 1)
    }

    #[hpy_init]
    fn two(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("y", 1)
    }
}

fn main() {}

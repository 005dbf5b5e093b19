//! A2: an init function that keeps the module for ever.
use hpy_rs::prelude::*;

#[hpy_module]
mod geometry {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: &Handle<'static, PyModule>) -> Result<()> {
        module.add("x", 1)
    }
}

fn main() {}

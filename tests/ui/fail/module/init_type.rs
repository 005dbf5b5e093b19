//! An init function that takes something else.
use hpy_rs::prelude::*;

#[hpy_module]
mod geometry {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: &Handle<'_, PyList>) -> Result<()> {
        let _ = module;
        Ok(())
    }
}

fn main() {}

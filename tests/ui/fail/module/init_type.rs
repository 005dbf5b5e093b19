//! Init functions that take something else: of any object the macro knows, of others the compiler.
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

#[hpy_module]
mod arithmetic {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: &Handle<'_>) -> Result<()> {
        let _ = module;
        Ok(())
    }
}

fn main() {}

//! Init functions with other signatures.
use hpy_rs::prelude::*;

#[hpy_module]
mod geometry {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: Handle<'_, PyModule>) {
        let _ = module;
    }
}

#[hpy_module]
mod arithmetic {
    #[hpy_init]
    const INIT: i64 = 3;
}

fn main() {}

//! A type that says of itself what unsafe code relies on: that its `Clone` runs no code of others.
use hpy_rs::prelude::*;
use hpy_rs::types::PyNone;

struct Lying;

impl Clone for Lying {
    fn clone(&self) -> Self {
        let _ = Context::try_attach(|ctx| ctx.import("code_that_sets_the_member").map(drop));
        Lying
    }
}

impl<'ctx> IntoPy<'ctx> for Lying {
    type Target = PyNone;
    const IS_PLAIN: bool = true;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyNone>> {
        Ok(ctx.none().to_owned())
    }
}

fn main() {}

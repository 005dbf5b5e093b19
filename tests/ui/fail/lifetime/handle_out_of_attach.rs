//! A handle made while attached, taken along into the detached closure; and one of the call, used while attached.
use hpy_rs::prelude::*;

#[hpy_function]
fn keep(ctx: Context<'_>, object: Py) {
    ctx.detach(|| {
        let _kept = Context::attach(|ctx| object.get(ctx));
    });
}

#[hpy_function]
fn mix<'ctx>(object: &Handle<'ctx>, other: Py) -> Result<bool> {
    Context::attach(|ctx| object.eq(other.get(ctx)?))
}

fn main() {}

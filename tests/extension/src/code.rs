//! Code in Python, run from Rust.

use hpy_rs::prelude::*;

#[hpy_function(signature = (expression, names = None, locals = None))]
pub(crate) fn evaluate<'ctx>(
    ctx: Context<'ctx>,
    expression: &str,
    names: Option<&Handle<'ctx, PyDict>>,
    locals: Option<&Handle<'ctx, PyDict>>,
) -> Result<Handle<'ctx>> {
    ctx.eval(expression, names, locals)
}

#[hpy_function(signature = (code, names = None, locals = None))]
pub(crate) fn execute<'ctx>(
    ctx: Context<'ctx>,
    code: &str,
    names: Option<&Handle<'ctx, PyDict>>,
    locals: Option<&Handle<'ctx, PyDict>>,
) -> Result<()> {
    ctx.run(code, names, locals)
}

#[hpy_function]
pub(crate) fn module_from_code<'ctx>(
    ctx: Context<'ctx>,
    code: &str,
    file: &str,
    name: &str,
) -> Result<Handle<'ctx, PyModule>> {
    PyModule::from_code(ctx, code, file, name)
}

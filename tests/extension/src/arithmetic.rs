//! Arithmetic on any objects.

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn binary<'ctx>(operator: &str, one: &Handle<'ctx>, other: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    match operator {
        "+" => one.add(other),
        "-" => one.sub(other),
        "*" => one.mul(other),
        "@" => one.matmul(other),
        "/" => one.div(other),
        "//" => one.floor_div(other),
        "%" => one.rem(other),
        "divmod" => one.divmod(other),
        "**" => one.pow(other),
        "<<" => one.lshift(other),
        ">>" => one.rshift(other),
        "&" => one.bitand(other),
        "|" => one.bitor(other),
        "^" => one.bitxor(other),
        _ => Err(PyValueError::new("no such operator")),
    }
}

#[hpy_function]
pub(crate) fn unary<'ctx>(operator: &str, object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    match operator {
        "-" => object.neg(),
        "+" => object.pos(),
        "abs" => object.abs(),
        "~" => object.bitnot(),
        _ => Err(PyValueError::new("no such operator")),
    }
}

/// Rust values as the other operand.
#[hpy_function]
pub(crate) fn twice_and_one<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    object.mul(2)?.add(1)
}

#[hpy_function(signature = (*items))]
pub(crate) fn sum_of<'ctx>(ctx: Context<'ctx>, items: Args<'_, 'ctx>) -> Result<Handle<'ctx>> {
    items.iter().try_fold(PyInt::new(ctx, 0)?.into_any(), |sum, item| sum.add(item))
}

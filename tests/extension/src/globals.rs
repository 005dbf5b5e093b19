//! Objects in Rust statics: `Global` and `intern!`.

use hpy_rs::prelude::*;

static SLOT: Global = Global::new();
static LIST: Global<PyList> = Global::new();
static ONCE: Global = Global::new();

#[hpy_function]
pub(crate) fn set_global(object: &Handle<'_>) {
    SLOT.set(object);
}

#[hpy_function]
pub(crate) fn get_global(ctx: Context<'_>) -> Option<Handle<'_>> {
    SLOT.get(ctx)
}

#[hpy_function]
pub(crate) fn append_to_global<'ctx>(ctx: Context<'ctx>, item: &Handle<'ctx>) -> Result<Handle<'ctx, PyList>> {
    let list = LIST.get_or_try_init(ctx, || PyList::empty(ctx))?;
    list.append(item)?;
    Ok(list)
}

/// The object that `make` makes, at the first call that succeeds.
#[hpy_function]
pub(crate) fn made_once<'ctx>(ctx: Context<'ctx>, make: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    ONCE.get_or_try_init(ctx, || make.call(()))
}

#[hpy_function]
pub(crate) fn global_debug() -> String {
    static EMPTY: Global = Global::new();
    format!("{EMPTY:?}")
}

/// A slot that was never set.
#[hpy_function]
pub(crate) fn unset_global(ctx: Context<'_>) -> bool {
    static EMPTY: Global = Global::new();
    EMPTY.get(ctx).is_none()
}

#[hpy_function]
pub(crate) fn interned(ctx: Context<'_>) -> Result<Handle<'_, PyStr>> {
    hpy_rs::intern!(ctx, "größe")
}

#[hpy_function]
pub(crate) fn interned_attribute<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    object.get_attr(&hpy_rs::intern!(object.ctx(), "value")?)
}

//! What `sys` and `object` say of the interpreter, asked by HPy's functions. Where some of those are follows from the answer.

use super::context::ContextRef;
use super::functions::{HPy_GetAttr_s, h_BaseObjectType};
use super::load_error::LoadError;
use super::owned::Owned;

/// `sys.implementation.name` and `sys.version_info[:2]`.
///
/// # Safety
///
/// `ctx` is the context of the running call.
pub(super) unsafe fn identify(ctx: ContextRef) -> Result<(String, (i64, i64)), LoadError> {
    // SAFETY: the caller's context.
    let sys = unsafe { Owned::module(ctx, c"sys", "sys") }?;
    let name = sys.attribute(c"implementation", "sys.implementation")?;
    let name = name.attribute(c"name", "sys.implementation.name")?.text("sys.implementation.name")?;
    let version = sys.attribute(c"version_info", "sys.version_info")?;
    let major = version.item(0, "sys.version_info[0]")?.integer("sys.version_info[0]")?;
    let minor = version.item(1, "sys.version_info[1]")?.integer("sys.version_info[1]")?;
    Ok((name, (major, minor)))
}

/// How many words an object's header has: what `object` itself takes.
///
/// # Safety
///
/// `ctx` is the context of the running call.
pub(super) unsafe fn header_words(ctx: ContextRef) -> Result<usize, LoadError> {
    const WHAT: &str = "object.__basicsize__";
    // SAFETY: a constant of the caller's context.
    let object = unsafe { h_BaseObjectType(ctx) };
    // SAFETY: the caller's context and its constant, a C string.
    let size = unsafe { HPy_GetAttr_s(ctx, object, c"__basicsize__".as_ptr()) };
    // SAFETY: a result of this context.
    let bytes = unsafe { Owned::new(ctx, size, WHAT) }?.integer(WHAT)?;
    usize::try_from(bytes).map(|bytes| bytes / size_of::<usize>()).map_err(|_| LoadError::Unreadable(WHAT))
}

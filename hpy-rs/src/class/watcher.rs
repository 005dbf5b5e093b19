//! The watcher: on PyPy, the object that calls `__del__` of a class.
//!
//! A type with a slot for `__del__` ends the process as one with a destroy function does (see [`super::holder`]), and a method
//! of that name is not called. An object of a class of Python's own is: an instance has a field with one, which refers back to
//! the instance. PyPy calls it when nobody else refers to the two any more.

use std::ffi::CStr;

use super::payload::Boxed;
use crate::context::Context;
use crate::handle::{Global, Handle};
use crate::types::PyDict;
use crate::{Result, calls};

/// The name of the method that is called; no Python code can write it by accident.
pub(super) const METHOD: &CStr = c"__del__ (watched)";

static CLASS: Global = Global::new();

const SOURCE: &str = "\
class Watcher:
    __slots__ = 'object', 'finalize'

    def __del__(self):
        self.finalize(self.object)
";

/// A new watcher that watches nothing yet.
pub(super) fn new(ctx: Context<'_>) -> Result<Handle<'_>> {
    let class = CLASS.get_or_try_init(ctx, || make_class(ctx))?;
    class.call_method("__new__", (&class,))
}

fn make_class(ctx: Context<'_>) -> Result<Handle<'_>> {
    let namespace = PyDict::new(ctx)?;
    ctx.run(SOURCE, Some(&namespace), None)?;
    namespace.get_item("Watcher")
}

/// Makes `watcher` the one that calls the `__del__` of `owner`.
///
/// # Errors
/// `MemoryError`.
///
/// # Safety
/// `boxed` is the struct of `owner`, an instance of a class that is watched, and `watcher` is new.
pub(super) unsafe fn watch<'ctx>(owner: &Handle<'ctx>, boxed: *const Boxed, watcher: &Handle<'ctx>) -> Result<()> {
    watcher.set_attr("finalize", owner.get_type()?.get_attr(&*METHOD.to_string_lossy())?)?;
    watcher.set_attr("object", owner)?;
    // SAFETY: by the contract of this function.
    let field = unsafe { &(*boxed).watcher }.get();
    // SAFETY: it is null, and traverse functions visit it.
    unsafe { calls::class::store_field(owner, field, Some(watcher)) };
    Ok(())
}

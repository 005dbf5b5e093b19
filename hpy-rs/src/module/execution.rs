//! What happens when a module executes: functions move to submodules, constants and exceptions are set, the user's
//! init runs.

use std::ffi::CStr;

use super::definition::Layout;
use super::lock;
use super::pickle;
use super::registry::ModuleEntry;
use crate::class::Class;
use crate::error::PyImportError;
use crate::handle::Handle;
use crate::types::{PyList, PyModule};
use crate::{Result, calls, context};

/// Fills a root module. If it fails, nothing of it is left in `sys.modules`.
pub(super) fn execute(root: &ModuleEntry, module: &Handle<'_, PyModule>) -> Result<()> {
    context::state::learn(module.ctx());
    lock::require(module.ctx())?;
    let layout = Layout::of(root).map_err(PyImportError::new)?;
    pickle::make_known(module, &layout)?;
    match layout.nested {
        Some(nested) => (nested.execute)(root, module, &layout),
        None => fill(root, module, &[]),
    }
}

/// Sets what does not come with the definition. `submodules` are the modules directly inside.
pub(super) fn fill(entry: &ModuleEntry, module: &Handle<'_, PyModule>, submodules: &[&'static CStr]) -> Result<()> {
    let items = entry.items();
    let classes = entry.classes(&items).map_err(PyImportError::new)?;
    let names =
        submodules.iter().copied().chain(items.function_names()).chain(classes.iter().map(|class| class.name()));
    set_all(module, names)?;
    // Enums first: class attributes may refer to them.
    for shown in &items.shown {
        shown.show_in(module)?;
    }
    add_classes(&classes, module)?;
    for constant in entry.constants {
        module.add(constant.name, &(constant.make)(module.ctx())?)?;
    }
    entry.init.map_or(Ok(()), |init| init(module))
}

/// Sets `__all__`, without which `from module import *` leaves out the names with an underscore first. `add` appends to it.
fn set_all(module: &Handle<'_, PyModule>, names: impl Iterator<Item = &'static CStr>) -> Result<()> {
    let all = PyList::empty(module.ctx())?;
    for name in names {
        all.append(&*name.to_string_lossy())?;
    }
    module.set_attr("__all__", all)
}

/// Makes the classes of a module and sets them. All learn where they are before the first is made: making one may make another.
fn add_classes(classes: &[&'static Class], module: &Handle<'_, PyModule>) -> Result<()> {
    if classes.is_empty() {
        return Ok(());
    }
    let name = module.name()?;
    for class in classes {
        class.found_in(&name);
    }
    classes
        .iter()
        .try_for_each(|class| calls::object::set_attr_c(module, class.name(), &*class.complete(module.ctx())?))
}

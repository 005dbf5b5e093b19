//! What happens when a module executes: functions move to submodules, constants and exceptions are set, the user's
//! init runs.

use super::definition::Layout;
use super::lock;
use super::pickle;
use super::registry::{Items, ModuleEntry};
use crate::error::PyImportError;
use crate::handle::Handle;
use crate::types::PyModule;
use crate::{Result, calls, context};

/// Fills a root module. If it fails, nothing of it is left in `sys.modules`.
pub(super) fn execute(root: &ModuleEntry, module: &Handle<'_, PyModule>) -> Result<()> {
    context::state::learn(module.ctx());
    lock::require(module.ctx())?;
    let layout = Layout::of(root).map_err(PyImportError::new)?;
    pickle::make_known(module, &layout)?;
    match layout.nested {
        Some(nested) => (nested.execute)(root, module, &layout),
        None => fill(root, module),
    }
}

/// Sets what does not come with the definition.
pub(super) fn fill(entry: &ModuleEntry, module: &Handle<'_, PyModule>) -> Result<()> {
    let items = entry.items();
    // Enums first: class attributes may refer to them.
    items.shown.iter().try_for_each(|shown| shown.show_in(module))?;
    add_classes(entry, &items, module)?;
    for constant in entry.constants {
        module.set_attr(constant.name, &(constant.make)(module.ctx())?)?;
    }
    entry.init.map_or(Ok(()), |init| init(module))
}

/// Makes the classes of a module and sets them. All learn where they are before the first is made: making one may make another.
fn add_classes(entry: &ModuleEntry, items: &Items, module: &Handle<'_, PyModule>) -> Result<()> {
    let classes = entry.classes(items).map_err(PyImportError::new)?;
    if classes.is_empty() {
        return Ok(());
    }
    let name = module.name()?;
    for class in &classes {
        class.found_in(&name);
    }
    classes
        .iter()
        .try_for_each(|class| calls::object::set_attr_c(module, class.name(), &*class.complete(module.ctx())?))
}

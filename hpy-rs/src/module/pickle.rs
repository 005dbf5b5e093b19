//! What pickle asks of functions, where the interpreter does not say it.

use hpy_sys::api;

use super::definition::Layout;
use super::submodule::tell_module;
use crate::Result;
use crate::handle::Handle;
use crate::types::PyModule;

/// Makes the functions of a module, all still in the root, known to pickle: by their `__module__`, and their type.
pub(super) fn make_known(root: &Handle<'_, PyModule>, layout: &Layout) -> Result<()> {
    if api::functions_can_be_pickled() {
        return Ok(());
    }
    let module_name = root.name()?;
    let mut kind = None;
    for method in layout.methods() {
        let function = root.get_attr(&*method.name().to_string_lossy())?;
        tell_module(&function, &module_name)?;
        kind = Some(function.get_type()?);
    }
    let Some(kind) = kind else { return Ok(()) };
    let name_of = root.ctx().import("operator")?.call_method("attrgetter", ("__name__",))?;
    root.ctx().import("copyreg")?.call_method("pickle", (kind, name_of)).map(drop)
}

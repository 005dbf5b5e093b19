//! Modules inside a module: real module objects, importable by their dotted name.

use super::definition::{Layout, Submodule};
use super::execution::fill;
use super::registry::ModuleEntry;
use crate::context::Context;
use crate::error::PyAttributeError;
use crate::handle::Handle;
use crate::types::{PyModule, PyStr};
use crate::{Result, calls};

/// What is done with submodules. Only they refer to it, so that a file without any does not carry it.
#[derive(Debug)]
pub struct Submodules {
    /// Adds those of a root to its layout.
    pub(super) lay_out: fn(&mut Layout, &ModuleEntry) -> Result<(), String>,
    /// Fills a root and them.
    pub(super) execute: for<'ctx> fn(&ModuleEntry, &Handle<'ctx, PyModule>, &Layout) -> Result<()>,
}

/// The one there is.
pub static SUBMODULES: Submodules = Submodules { lay_out: |layout, root| layout.add_submodules(root, ""), execute };

fn execute(root: &ModuleEntry, module: &Handle<'_, PyModule>, layout: &Layout) -> Result<()> {
    let submodules = Made::make(module, layout)?;
    fill_with_submodules(root, module)?;
    for (entry, submodule) in submodules.iter() {
        fill_with_submodules(entry, submodule)?;
    }
    submodules.publish()
}

fn fill_with_submodules(entry: &ModuleEntry, module: &Handle<'_, PyModule>) -> Result<()> {
    let submodules: Vec<_> = entry.submodules().iter().map(|inside| inside.name).collect();
    fill(entry, module, &submodules)
}

/// The submodules of a root, made but not yet in `sys.modules`.
struct Made<'ctx> {
    ctx: Context<'ctx>,
    /// With the name in `sys.modules`.
    made: Vec<(&'static ModuleEntry, String, Handle<'ctx, PyModule>)>,
}

impl<'ctx> Made<'ctx> {
    /// Makes them, moves their functions from the root, and sets each as an attribute of its parent.
    fn make(root: &Handle<'ctx, PyModule>, layout: &Layout) -> Result<Self> {
        let ctx = root.ctx();
        let root_name = if layout.submodules.is_empty() { String::new() } else { root.name()? };
        let mut submodules = Made { ctx, made: Vec::new() };
        for submodule in &layout.submodules {
            let full_name = format!("{root_name}.{}", submodule.path);
            let module = PyModule::new(ctx, &full_name)?;
            if !submodule.entry.doc.is_empty() {
                module.set_attr("__doc__", &PyStr::new(ctx, &submodule.entry.doc.to_string_lossy())?)?;
            }
            move_functions(root, submodule, &module, &full_name)?;
            submodules.parent_of(&full_name).unwrap_or(root).set_attr(last(&full_name), &module)?;
            submodules.made.push((submodule.entry, full_name, module));
        }
        Ok(submodules)
    }

    fn parent_of(&self, full_name: &str) -> Option<&Handle<'ctx, PyModule>> {
        let (parent, _) = full_name.rsplit_once('.')?;
        self.made.iter().find(|(_, name, _)| name == parent).map(|(_, _, module)| module)
    }

    fn iter(&self) -> impl Iterator<Item = (&'static ModuleEntry, &Handle<'ctx, PyModule>)> {
        self.made.iter().map(|(entry, _, module)| (*entry, module))
    }

    /// Puts them into `sys.modules`; the last thing, since it cannot be half done.
    fn publish(&self) -> Result<()> {
        if self.made.is_empty() {
            return Ok(());
        }
        let modules = self.ctx.import("sys")?.get_attr("modules")?;
        self.made.iter().try_for_each(|(_, name, module)| modules.set_item(name.as_str(), module))
    }
}

fn last(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, last)| last)
}

fn move_functions<'ctx>(
    root: &Handle<'ctx, PyModule>,
    submodule: &Submodule,
    module: &Handle<'ctx, PyModule>,
    full_name: &str,
) -> Result<()> {
    let root_name = full_name.strip_suffix(&submodule.path).map_or(full_name, |root| root.trim_end_matches('.'));
    for function in &submodule.functions {
        let object = calls::object::get_attr_c(root, function.defined_as)?;
        root.del_attr(&*function.defined_as.to_string_lossy())?;
        // One that could not keep its name is known as `path.name`, which is found from the root.
        let is_renamed = function.defined_as != function.method.0.name();
        tell_module(&object, if is_renamed { root_name } else { full_name })?;
        calls::object::set_attr_c(module, function.method.0.name(), &object)?;
        if let Some(home) = function.method.1 {
            home().set(&submodule.path);
        }
    }
    Ok(())
}

/// Tells a function which module it is in, for pickle. Where the interpreter does not let it be told, pickle says that it
/// cannot find the function.
pub(super) fn tell_module(function: &Handle<'_>, full_name: &str) -> Result<()> {
    match function.set_attr("__module__", full_name) {
        Err(error) if error.matches::<PyAttributeError>(function.ctx()) => Ok(()),
        outcome => outcome,
    }
}

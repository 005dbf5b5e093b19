//! From the entries of a crate to the definition that an interpreter asks for.
//!
//! HPy makes the functions of a module together with it, before any code of the module can run. So the functions of
//! submodules are defined in the root as well, under names of their own, and moved when the module executes.
#![expect(unsafe_code, reason = "the exported symbols of a module")]

use std::ffi::{CStr, CString, c_int};
use std::marker::PhantomData;

use hpy_sys::api::{self, ContextRef};
use hpy_sys::{HPy, HPyContext, HPyModuleDef, PyObject};

use super::execution::execute;
use super::registry::{ModuleDefinition, ModuleEntry};
use super::submodule::Submodules;
use crate::handle::Borrowed;
use crate::macro_support::{Method, enter_status, for_status};

/// The place of a module's definition; one in a static for each root module.
#[derive(Debug)]
pub struct ModuleCell(api::ModuleCell);

impl ModuleCell {
    /// For the module that `M` defines.
    pub const fn new<M: ModuleDefinition>() -> Self {
        ModuleCell(api::ModuleCell::new::<Execute<M>>(describe::<M>))
    }
}

fn describe<M: ModuleDefinition>() -> api::Module {
    let entry = M::ENTRY;
    // Names taken twice are told when the module executes: here nothing can be raised.
    let methods = Layout::of(&entry).map(|layout| layout.methods()).unwrap_or_default();
    api::Module { name: entry.name, doc: entry.doc, methods }
}

/// Fills the module that `M` defines.
struct Execute<M>(PhantomData<M>);

// SAFETY: `enter_status` lets no panic out, and gives -1 where an exception is pending, else 0.
unsafe impl<M: ModuleDefinition> api::Exec for Execute<M> {
    unsafe fn exec(ctx: ContextRef, module: HPy) -> c_int {
        let run = for_status(|ctx| {
            // SAFETY: the interpreter passes the module that it has made, and keeps it open for the call.
            let module = unsafe { Borrowed::from_raw(ctx, module) };
            execute(&M::ENTRY, &module)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_status(ctx, run) }
    }
}

/// The body of `HPyInit_NAME`.
///
/// # Safety
/// Called by an interpreter that loads the file through its HPy.
pub unsafe fn hpy_init(cell: &'static ModuleCell) -> *mut HPyModuleDef {
    // SAFETY: by the contract of this function.
    unsafe { api::hpy_init(&cell.0) }
}

/// The body of `HPyInitGlobalContext_NAME`.
///
/// # Safety
/// As [`hpy_init`].
pub unsafe fn hpy_init_global_context(ctx: *mut HPyContext) {
    // SAFETY: by the contract of this function.
    unsafe { api::hpy_init_global_context(ctx) }
}

/// The body of `PyInit_NAME`.
///
/// # Safety
/// Called by an interpreter that loads the file as an extension module of its own.
pub unsafe fn py_init(cell: &'static ModuleCell) -> *mut PyObject {
    // SAFETY: by the contract of this function.
    unsafe { api::py_init(&cell.0) }
}

/// Where each function goes: what is defined, and what is moved to a submodule afterwards.
pub(super) struct Layout {
    /// The functions of the root itself.
    own: Vec<Method>,
    /// What to do with submodules, where there may be some.
    pub(super) nested: Option<&'static Submodules>,
    /// They, parents first.
    pub(super) submodules: Vec<Submodule>,
}

/// A module inside another one.
pub(super) struct Submodule {
    pub(super) entry: &'static ModuleEntry,
    /// The name below the root: `shapes.round`.
    pub(super) path: String,
    pub(super) functions: Vec<Moved>,
}

/// A function of a submodule: the name it is defined under in the root, and its own.
pub(super) struct Moved {
    pub(super) defined_as: &'static CStr,
    pub(super) method: Method,
}

impl Layout {
    /// The layout of a root module.
    ///
    /// # Errors
    /// A text that says which name is taken twice.
    pub(super) fn of(root: &ModuleEntry) -> Result<Self, String> {
        let own = root.functions();
        reject_duplicates(root, &own)?;
        let nested = ModuleEntry::nested();
        let mut layout = Layout { own, nested, submodules: Vec::new() };
        if let Some(nested) = nested {
            (nested.lay_out)(&mut layout, root)?;
        }
        Ok(layout)
    }

    pub(super) fn add_submodules(&mut self, parent: &ModuleEntry, prefix: &str) -> Result<(), String> {
        for entry in parent.submodules() {
            let path = format!("{prefix}{}", entry.name.to_string_lossy());
            let methods = entry.functions();
            reject_duplicates(entry, &methods)?;
            let functions = methods.into_iter().map(|method| self.place(&path, method)).collect();
            self.submodules.push(Submodule { entry, path: path.clone(), functions });
            self.add_submodules(entry, &format!("{path}."))?;
        }
        Ok(())
    }

    /// The name that a submodule's function is defined under: its own, unless that is taken in the root.
    fn place(&self, path: &str, method: Method) -> Moved {
        let name = method.0.name();
        let moved = self.submodules.iter().flat_map(|submodule| &submodule.functions);
        let taken = moved.map(|moved| moved.defined_as).chain(self.own.iter().map(|method| method.0.name()));
        let defined_as = if taken.into_iter().any(|other| other == name) { leak(path, name) } else { name };
        Moved { defined_as, method }
    }

    /// All functions to define in the root.
    pub(super) fn methods(&self) -> Vec<api::Method> {
        let moved = self.submodules.iter().flat_map(|submodule| &submodule.functions);
        let moved = moved.map(|moved| moved.method.0.renamed(moved.defined_as));
        self.own.iter().map(|method| method.0).chain(moved).collect()
    }
}

/// `path.name`, for ever: interpreters keep pointers to the names of functions. Made once a module.
fn leak(path: &str, name: &CStr) -> &'static CStr {
    let name = format!("{path}.{}", name.to_string_lossy());
    CString::new(name).map_or(c"?", |name| Box::leak(name.into_boxed_c_str()))
}

fn reject_duplicates(module: &ModuleEntry, methods: &[Method]) -> Result<(), String> {
    let twice = methods.windows(2).find(|pair| pair[0].0.name() == pair[1].0.name());
    twice.map_or(Ok(()), |pair| {
        let (name, module) = (pair[0].0.name().to_string_lossy(), module.name.to_string_lossy());
        Err(format!("module '{module}' has two functions named '{name}'"))
    })
}

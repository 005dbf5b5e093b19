//! A module: its functions and what runs when it is made, turned into the definition that either door asks for.
//!
//! Definitions are made once and leaked: interpreters keep pointers into them for ever, and hpy writes to some.

use std::ffi::{CStr, c_int};
use std::fmt;
use std::ptr;
use std::sync::OnceLock;

use super::context::ContextRef;
use super::entry;
use super::execution::{self, Execution, Slot};
use super::method::Method;
use super::runtime::{Door, LoadError, refuse_other_door};
use super::trampoline;
use crate::abi::{HPy, HPyContext, HPyDef, HPyModuleDef, PyObject};
use crate::cpython;

/// What a module is made of.
#[derive(Debug)]
pub struct Module {
    /// Its name, without the package.
    pub name: &'static CStr,
    /// Its doc string; empty for none.
    pub doc: &'static CStr,
    /// Its functions.
    pub methods: Vec<Method>,
    /// What runs when the interpreter makes the module: 0, or -1 with an exception set. It does not unwind.
    pub exec: unsafe fn(ContextRef, HPy) -> c_int,
}

/// A module's place in a static; both doors make their definition from it, once.
pub struct ModuleCell {
    build: fn() -> Module,
    built: OnceLock<Built>,
    hpy: OnceLock<Leaked<HPyModuleDef>>,
}

/// A described module and the exec slot that it took, if one was left.
struct Built {
    module: Module,
    slot: Option<Slot>,
}

impl ModuleCell {
    /// A module that `build` will describe when a door asks for it.
    pub const fn new(build: fn() -> Module) -> Self {
        Self { build, built: OnceLock::new(), hpy: OnceLock::new() }
    }

    fn built(&self) -> &Built {
        self.built.get_or_init(|| {
            let module = (self.build)();
            let slot = execution::register(Execution(module.exec));
            Built { module, slot }
        })
    }
}

impl fmt::Debug for ModuleCell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ModuleCell").finish_non_exhaustive()
    }
}

/// A leaked definition: written to by the interpreter only.
struct Leaked<T>(*mut T);

// SAFETY: the pointer is only handed to the interpreter, which owns what it points at from then on.
unsafe impl<T> Send for Leaked<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Leaked<T> {}

/// The body of `HPyInit_NAME`: the definition for HPy.
///
/// Null, which the interpreter reports as a failed load, if 16 modules of the file were asked for before.
///
/// # Safety
///
/// An interpreter's HPy calls it, after `HPyInitGlobalContext_NAME`.
pub unsafe fn hpy_init(cell: &'static ModuleCell) -> *mut HPyModuleDef {
    let define = || Leaked(define(cell.built()).unwrap_or(ptr::null_mut()));
    cell.hpy.get_or_init(define).0
}

/// The body of `HPyInitGlobalContext_NAME`: keeps the context for trampolines.
///
/// # Safety
///
/// An interpreter's HPy calls it with the context that its trampolines are to use.
pub unsafe fn hpy_init_global_context(ctx: *mut HPyContext) {
    trampoline::set_context(ctx);
}

/// The body of `PyInit_NAME`: loads the C API, fills the table inside the file, returns the module's definition.
///
/// # Safety
///
/// An interpreter calls it as the init function of an extension module.
pub unsafe fn py_init(cell: &'static ModuleCell) -> *mut PyObject {
    // SAFETY: an interpreter that imports holds its lock.
    match unsafe { open(cell) } {
        Ok(definition) => definition,
        Err(error) => {
            // SAFETY: as above.
            unsafe { cpython::raise_import_error(&error.to_string()) };
            ptr::null_mut()
        }
    }
}

/// # Safety
///
/// The interpreter's lock is held.
unsafe fn open(cell: &'static ModuleCell) -> Result<*mut PyObject, LoadError> {
    refuse_other_door(Door::Own)?;
    // SAFETY: the caller's promise.
    let table = unsafe { cpython::load() }?;
    // SAFETY: a table of ABI version 0 that lives for ever.
    entry::set_context(unsafe { ContextRef::from_raw(table) });
    let Built { module, slot } = cell.built();
    let slot = slot.ok_or(LoadError::TooManyModules)?;
    // SAFETY: the caller's promise; the entries have their context now.
    Ok(unsafe { cpython::init_module(&module.methods, module.name, module.doc, slot.own) })
}

fn define(Built { module, slot }: &Built) -> Option<*mut HPyModuleDef> {
    let mut defines: Vec<*mut HPyDef> = module.methods.iter().map(|method| leak(method.definition())).collect();
    defines.push(leak((*slot)?.definition()));
    defines.push(ptr::null_mut());
    let doc = if module.doc.is_empty() { ptr::null() } else { module.doc.as_ptr() };
    Some(leak(HPyModuleDef {
        doc,
        size: 0,
        legacy_methods: ptr::null_mut(),
        defines: Vec::leak(defines).as_mut_ptr(),
        globals: ptr::null_mut(),
    }))
}

/// Puts a value where it stays for ever and may be written to.
fn leak<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

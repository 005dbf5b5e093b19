//! A module: its functions and what runs when it is made, turned into the definition that either door asks for.
//!
//! Definitions are made once and leaked: interpreters keep pointers into them for ever, and hpy writes to some.

use std::ffi::CStr;
use std::fmt;
use std::ptr;
use std::sync::OnceLock;

use super::context::ContextRef;
use super::entry;
use super::execution::{Exec, Slot};
use super::load_error::LoadError;
use super::method::Method;
use super::runtime::{Door, refuse_other_door};
use super::trampoline;
use crate::abi::{HPyContext, HPyDef, HPyModuleDef, PyObject};
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
}

/// A module's place in a static; both doors make their definition from it, once.
pub struct ModuleCell {
    slot: Slot,
    build: fn() -> Module,
    hpy: OnceLock<Leaked<HPyModuleDef>>,
}

impl ModuleCell {
    /// A module that `build` describes when a door asks for it, and that `E` fills.
    pub const fn new<E: Exec>(build: fn() -> Module) -> Self {
        Self { slot: Slot::new::<E>(), build, hpy: OnceLock::new() }
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
/// # Safety
///
/// An interpreter's HPy calls it, after `HPyInitGlobalContext_NAME`.
pub unsafe fn hpy_init(cell: &'static ModuleCell) -> *mut HPyModuleDef {
    cell.hpy.get_or_init(|| Leaked(define(&(cell.build)(), cell.slot))).0
}

/// The body of `HPyInitGlobalContext_NAME`: keeps the context for trampolines.
///
/// # Safety
///
/// An interpreter's HPy calls it with the context that its trampolines are to use.
pub unsafe fn hpy_init_global_context(ctx: *mut HPyContext) {
    // SAFETY: by the contract of this function.
    unsafe { trampoline::set_context(ctx) };
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
            unsafe { cpython::raise_load_error(&error) };
            ptr::null_mut()
        }
    }
}

/// # Safety
///
/// The interpreter's lock is held.
unsafe fn open(cell: &'static ModuleCell) -> Result<*mut PyObject, LoadError> {
    refuse_other_door(Door::Own)?;
    let module = (cell.build)();
    // SAFETY: the caller's promise.
    let tables = unsafe { cpython::load(module.name) }?;
    // SAFETY: a table of ABI version 0 that lives for ever.
    entry::set_context(unsafe { ContextRef::from_raw(tables.plain) });
    if let Some(debug) = tables.debug {
        // SAFETY: as above.
        unsafe { trampoline::set_context(debug) };
        trampoline::allow_all();
    }
    // SAFETY: the caller's promise; the entries have their context now.
    Ok(unsafe { cpython::init_module(&module.methods, module.name, module.doc, cell.slot.own) })
}

fn define(module: &Module, slot: Slot) -> *mut HPyModuleDef {
    let mut defines: Vec<*mut HPyDef> = module.methods.iter().map(|method| leak(method.definition())).collect();
    defines.push(leak(slot.definition()));
    defines.push(ptr::null_mut());
    let doc = if module.doc.is_empty() { ptr::null() } else { module.doc.as_ptr() };
    leak(HPyModuleDef {
        doc,
        size: 0,
        legacy_methods: ptr::null_mut(),
        defines: Vec::leak(defines).as_mut_ptr(),
        globals: ptr::null_mut(),
    })
}

/// Puts a value where it stays for ever and may be written to.
pub(super) fn leak<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

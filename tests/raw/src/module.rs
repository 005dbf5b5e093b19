//! The module, by hand: what `#[hpy_module]` would export.

use hpy_sys::api::{self, Module, ModuleCell};
use hpy_sys::{HPyContext, HPyModuleDef, PyObject};

use crate::{Nothing, methods};

static CELL: ModuleCell = ModuleCell::new::<Nothing>(module);

fn module() -> Module {
    Module { name: c"hpy_raw", doc: c"", methods: methods() }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn HPyInit_hpy_raw() -> *mut HPyModuleDef {
    // SAFETY: an interpreter calls it under this name.
    unsafe { api::hpy_init(&CELL) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn HPyInitGlobalContext_hpy_raw(ctx: *mut HPyContext) {
    // SAFETY: an interpreter calls it under this name.
    unsafe { api::hpy_init_global_context(ctx) }
}

#[unsafe(no_mangle)]
extern "C" fn get_required_hpy_major_version_hpy_raw() -> u32 {
    0
}

#[unsafe(no_mangle)]
extern "C" fn get_required_hpy_minor_version_hpy_raw() -> u32 {
    0
}

#[unsafe(no_mangle)]
unsafe extern "C" fn PyInit_hpy_raw() -> *mut PyObject {
    // SAFETY: an interpreter calls it under this name.
    unsafe { api::py_init(&CELL) }
}

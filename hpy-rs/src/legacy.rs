//! `PyObject *` in and out, in a build for CPython alone: for a module of C or of PyO3 that is ported function by function.
//!
//! A handle of such a build is the address of its object, so it crosses to the C API and back at no cost. What the C API asks
//! of its callers, references above all, is asked here too: hence `unsafe`.
#![expect(unsafe_code, reason = "the edge to code that knows nothing of contexts")]

use std::ffi::c_void;

use hpy_sys::HPy;
use hpy_sys::api;

use crate::context::Context;
use crate::error::raised;
use crate::handle::Handle;
use crate::macro_support::trampoline::enter as enter_with;
use crate::types::PyModule;
use crate::{PyError, Result};

pub use hpy_sys::PyObject;

impl<T> Handle<'_, T> {
    /// The object as the C API has it, borrowed from this handle.
    pub fn as_object(&self) -> *mut PyObject {
        self.as_raw().0 as *mut PyObject
    }

    /// The object as the C API has it, with the reference that this handle had.
    pub fn into_object(self) -> *mut PyObject {
        self.into_raw().0 as *mut PyObject
    }
}

impl<'ctx> Handle<'ctx> {
    /// Takes over what a function of the C API has returned: a new reference, or null with an exception pending.
    ///
    /// # Errors
    /// The exception, which is not pending any more.
    ///
    /// # Safety
    /// `object` is null, or a live object with a reference that the caller gives up here.
    ///
    /// ```
    /// use hpy_rs::legacy::PyObject;
    /// use hpy_rs::prelude::*;
    ///
    /// unsafe extern "C" {
    ///     fn PyObject_Repr(object: *mut PyObject) -> *mut PyObject;
    /// }
    ///
    /// #[hpy_function]
    /// fn shown<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    ///     let text = unsafe { PyObject_Repr(object.as_object()) };
    ///     unsafe { Handle::from_object(object.ctx(), text) }
    /// }
    /// ```
    pub unsafe fn from_object(ctx: Context<'ctx>, object: *mut PyObject) -> Result<Self> {
        if object.is_null() {
            return Err(raised::take(ctx));
        }
        // SAFETY: by the contract of this function; every object is a `PyAny`.
        Ok(unsafe { Handle::from_owned_raw(ctx, HPy(object as isize)) })
    }

    /// A handle of its own to an object that somebody else has a reference to.
    ///
    /// # Safety
    /// `object` is live.
    pub unsafe fn from_borrowed_object(ctx: Context<'ctx>, object: *mut PyObject) -> Self {
        // SAFETY: by the contract of this function; the handle that comes of it has a reference of its own.
        let handle = unsafe { api::HPy_Dup(ctx.raw_beside_error(), HPy(object as isize)) };
        // SAFETY: as above; every object is a `PyAny`.
        unsafe { Handle::from_owned_raw(ctx, handle) }
    }
}

/// The body of a function that C code calls: gives a new reference, or null with an exception pending. A panic becomes
/// `PanicException`.
///
/// # Safety
/// The calling thread holds the interpreter's lock, no exception is pending, and the caller does with the result what it does
/// with that of any function of the C API.
///
/// ```
/// use hpy_rs::legacy::{self, PyObject};
/// use hpy_rs::prelude::*;
///
/// /// In the `PyMethodDef` table of a C module, as `METH_O`.
/// #[unsafe(no_mangle)]
/// unsafe extern "C" fn twice(_module: *mut PyObject, number: *mut PyObject) -> *mut PyObject {
///     unsafe {
///         legacy::enter(|ctx| {
///             let number = Handle::from_borrowed_object(ctx, number).extract::<i64>()?;
///             Ok(PyInt::new(ctx, number * 2)?.into_any())
///         })
///     }
/// }
/// ```
pub unsafe fn enter(work: impl for<'ctx> FnOnce(Context<'ctx>) -> Result<Handle<'ctx>>) -> *mut PyObject {
    // SAFETY: the calling thread holds the lock.
    let Some(ctx) = (unsafe { api::linked_context() }) else { return std::ptr::null_mut() };
    // SAFETY: the context of the running interpreter, as long as the caller's call lasts.
    unsafe { enter_with(ctx, work) }.0 as *mut PyObject
}

/// Adds the functions of a `PyMethodDef` table to a module: those that are not ported yet.
///
/// # Errors
/// Those of the C API: `MemoryError`, `ValueError` for flags that do not go together.
///
/// # Safety
/// `table` is a `PyMethodDef` array, ended by one that is all zero, that lives as long as the interpreter, and its functions
/// are what its flags say.
pub unsafe fn add_functions(module: &Handle<'_, PyModule>, table: *mut c_void) -> Result<()> {
    let ctx = module.ctx();
    // SAFETY: by the contract of this function; a live module.
    let status = unsafe { api::add_functions(ctx.raw(), module.as_raw(), table) };
    if status < 0 { Err::<(), PyError>(raised::take(ctx)) } else { Ok(()) }
}

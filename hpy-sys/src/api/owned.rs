//! What the interpreter is asked for while a file is loaded, where a failure is a [`LoadError`].
//!
//! Only entries below 244 are called: where later ones are is not known yet.

use std::ffi::CStr;

use super::context::ContextRef;
use super::functions::{
    HPy_CallTupleDict, HPy_Close, HPy_GetAttr_s, HPy_GetItem_i, HPy_GetItem_s, HPy_SetItem_s, HPyErr_Clear,
    HPyErr_ExceptionMatches, HPyErr_Occurred, HPyImport_ImportModule, HPyLong_AsInt64_t, HPyTuple_FromArray,
    HPyUnicode_AsUTF8AndSize, HPyUnicode_FromString, h_MemoryError,
};
use super::load_error::LoadError;
use crate::abi::{HPy, HPy_ssize_t};

/// An owned handle, good while the context it was made with is.
#[derive(Debug)]
pub(super) struct Owned {
    ctx: ContextRef,
    handle: HPy,
}

impl Owned {
    /// An imported module.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of the running call and outlives the result.
    pub(super) unsafe fn module(ctx: ContextRef, name: &'static CStr, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: the caller's context, a C string.
        let module = unsafe { HPyImport_ImportModule(ctx, name.as_ptr()) };
        // SAFETY: a result of this context.
        unsafe { Self::new(ctx, module, what) }
    }

    /// Takes over the result of a call; null becomes an error and clears the exception.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of the running call and outlives the result; `handle` is an owned handle of it, or null.
    pub(super) unsafe fn new(ctx: ContextRef, handle: HPy, what: &'static str) -> Result<Self, LoadError> {
        if handle.is_null() {
            // SAFETY: the caller's context.
            return Err(unsafe { failure(ctx, what) });
        }
        Ok(Self { ctx, handle })
    }

    /// A `str`.
    ///
    /// # Safety
    ///
    /// As for [`module`](Self::module).
    pub(super) unsafe fn str(ctx: ContextRef, text: &CStr, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: the caller's context, a C string.
        let made = unsafe { HPyUnicode_FromString(ctx, text.as_ptr()) };
        // SAFETY: a result of this context.
        unsafe { Self::new(ctx, made, what) }
    }

    pub(super) fn attribute(&self, name: &CStr, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: `new`'s caller promised context and handle.
        let found = unsafe { HPy_GetAttr_s(self.ctx, self.handle, name.as_ptr()) };
        // SAFETY: a result of this context.
        unsafe { Self::new(self.ctx, found, what) }
    }

    pub(super) fn item(&self, index: HPy_ssize_t, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: as in `attribute`; version_info has five items, so that no runtime traps.
        let found = unsafe { HPy_GetItem_i(self.ctx, self.handle, index) };
        // SAFETY: a result of this context.
        unsafe { Self::new(self.ctx, found, what) }
    }

    pub(super) fn handle(&self) -> HPy {
        self.handle
    }

    /// What it gives when it is called.
    pub(super) fn called(&self, arguments: &[HPy], what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: as in `attribute`; as many handles as there are.
        let tuple = unsafe { HPyTuple_FromArray(self.ctx, arguments.as_ptr(), arguments.len().cast_signed()) };
        // SAFETY: a result of this context.
        let tuple = unsafe { Self::new(self.ctx, tuple, what) }?;
        // SAFETY: as in `attribute`; a tuple, and no names.
        let result = unsafe { HPy_CallTupleDict(self.ctx, self.handle, tuple.handle, HPy::NULL) };
        // SAFETY: a result of this context.
        unsafe { Self::new(self.ctx, result, what) }
    }

    /// What a dict has under a name.
    pub(super) fn item_of(&self, name: &CStr, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: as in `attribute`.
        let found = unsafe { HPy_GetItem_s(self.ctx, self.handle, name.as_ptr()) };
        // SAFETY: a result of this context.
        unsafe { Self::new(self.ctx, found, what) }
    }

    pub(super) fn set_item(&self, name: &CStr, value: &Self, what: &'static str) -> Result<(), LoadError> {
        // SAFETY: as in `attribute`.
        if unsafe { HPy_SetItem_s(self.ctx, self.handle, name.as_ptr(), value.handle) } == 0 {
            return Ok(());
        }
        // SAFETY: as in `attribute`.
        Err(unsafe { failure(self.ctx, what) })
    }

    pub(super) fn integer(&self, what: &'static str) -> Result<i64, LoadError> {
        // SAFETY: as in `attribute`.
        let value = unsafe { HPyLong_AsInt64_t(self.ctx, self.handle) };
        // SAFETY: as in `attribute`.
        if value == -1 && unsafe { HPyErr_Occurred(self.ctx) } != 0 {
            // SAFETY: as in `attribute`.
            return Err(unsafe { failure(self.ctx, what) });
        }
        Ok(value)
    }

    pub(super) fn text(&self, what: &'static str) -> Result<String, LoadError> {
        let mut size: HPy_ssize_t = 0;
        // SAFETY: as in `attribute`; the size is written before a pointer is returned.
        let start = unsafe { HPyUnicode_AsUTF8AndSize(self.ctx, self.handle, &raw mut size) };
        let Ok(size) = usize::try_from(size) else {
            return Err(LoadError::Unreadable(what));
        };
        if start.is_null() {
            // SAFETY: as in `attribute`.
            return Err(unsafe { failure(self.ctx, what) });
        }
        // SAFETY: HPy gives `size` bytes that live as long as the handle.
        let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), size) };
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// Why a call failed. Takes its exception.
///
/// # Safety
///
/// `ctx` is the context of the running call.
unsafe fn failure(ctx: ContextRef, what: &'static str) -> LoadError {
    // SAFETY: the caller's context, here and below.
    let is_set = unsafe { HPyErr_Occurred(ctx) } != 0;
    // SAFETY: as above; a constant.
    let memory_error = unsafe { h_MemoryError(ctx) };
    // SAFETY: as above.
    let is_of_memory = is_set && unsafe { HPyErr_ExceptionMatches(ctx, memory_error) } != 0;
    // SAFETY: as above.
    unsafe { HPyErr_Clear(ctx) };
    if is_of_memory { LoadError::NoMemory } else { LoadError::Unreadable(what) }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: `new`'s caller promised an owned handle and a context that still lives.
        unsafe { HPy_Close(self.ctx, self.handle) };
    }
}

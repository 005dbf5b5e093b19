//! What `sys` and `object` say of the interpreter, asked by HPy's functions.
//!
//! Only entries below 244 are called: where later ones are follows from the answer.

use std::ffi::CStr;

use super::context::ContextRef;
use super::functions::{
    HPy_Close, HPy_GetAttr_s, HPy_GetItem_i, HPyErr_Clear, HPyErr_Occurred, HPyImport_ImportModule, HPyLong_AsInt64_t,
    HPyUnicode_AsUTF8AndSize, h_BaseObjectType,
};
use super::load_error::LoadError;
use crate::abi::{HPy, HPy_ssize_t};

/// `sys.implementation.name` and `sys.version_info[:2]`.
///
/// # Safety
///
/// `ctx` is the context of the running call.
pub(super) unsafe fn identify(ctx: ContextRef) -> Result<(String, (i64, i64)), LoadError> {
    // SAFETY: the caller's context, a C string.
    let sys = unsafe { HPyImport_ImportModule(ctx, c"sys".as_ptr()) };
    // SAFETY: a result of this context.
    let sys = unsafe { Owned::new(ctx, sys, "sys") }?;
    let name = sys.attribute(c"implementation", "sys.implementation")?;
    let name = name.attribute(c"name", "sys.implementation.name")?.text("sys.implementation.name")?;
    let version = sys.attribute(c"version_info", "sys.version_info")?;
    let major = version.item(0, "sys.version_info[0]")?.integer("sys.version_info[0]")?;
    let minor = version.item(1, "sys.version_info[1]")?.integer("sys.version_info[1]")?;
    Ok((name, (major, minor)))
}

/// How many words an object's header has: what `object` itself takes.
///
/// # Safety
///
/// `ctx` is the context of the running call.
pub(super) unsafe fn header_words(ctx: ContextRef) -> Result<usize, LoadError> {
    const WHAT: &str = "object.__basicsize__";
    // SAFETY: a constant of the caller's context.
    let object = unsafe { h_BaseObjectType(ctx) };
    // SAFETY: the caller's context and its constant, a C string.
    let size = unsafe { HPy_GetAttr_s(ctx, object, c"__basicsize__".as_ptr()) };
    // SAFETY: a result of this context.
    let bytes = unsafe { Owned::new(ctx, size, WHAT) }?.integer(WHAT)?;
    usize::try_from(bytes).map(|bytes| bytes / size_of::<usize>()).map_err(|_| LoadError::Unreadable(WHAT))
}

/// An owned handle, good while the context it was made with is.
struct Owned {
    ctx: ContextRef,
    handle: HPy,
}

impl Owned {
    /// Takes over the result of a call; null becomes an error and clears the exception.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of the running call and outlives the result; `handle` is an owned handle of it, or null.
    unsafe fn new(ctx: ContextRef, handle: HPy, what: &'static str) -> Result<Self, LoadError> {
        if handle.is_null() {
            // SAFETY: the caller's context.
            unsafe { HPyErr_Clear(ctx) };
            return Err(LoadError::Unreadable(what));
        }
        Ok(Self { ctx, handle })
    }

    fn attribute(&self, name: &CStr, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: `new`'s caller promised context and handle.
        let found = unsafe { HPy_GetAttr_s(self.ctx, self.handle, name.as_ptr()) };
        // SAFETY: a result of this context.
        unsafe { Self::new(self.ctx, found, what) }
    }

    fn item(&self, index: HPy_ssize_t, what: &'static str) -> Result<Self, LoadError> {
        // SAFETY: as in `attribute`; version_info has five items, so that no runtime traps.
        let found = unsafe { HPy_GetItem_i(self.ctx, self.handle, index) };
        // SAFETY: a result of this context.
        unsafe { Self::new(self.ctx, found, what) }
    }

    fn integer(&self, what: &'static str) -> Result<i64, LoadError> {
        // SAFETY: as in `attribute`.
        let value = unsafe { HPyLong_AsInt64_t(self.ctx, self.handle) };
        // SAFETY: as in `attribute`.
        if value == -1 && unsafe { HPyErr_Occurred(self.ctx) } != 0 {
            // SAFETY: as in `attribute`.
            unsafe { HPyErr_Clear(self.ctx) };
            return Err(LoadError::Unreadable(what));
        }
        Ok(value)
    }

    fn text(&self, what: &'static str) -> Result<String, LoadError> {
        let mut size: HPy_ssize_t = 0;
        // SAFETY: as in `attribute`; the size is written before a pointer is returned.
        let start = unsafe { HPyUnicode_AsUTF8AndSize(self.ctx, self.handle, &raw mut size) };
        let Ok(size) = usize::try_from(size) else {
            return Err(LoadError::Unreadable(what));
        };
        if start.is_null() {
            // SAFETY: as in `attribute`.
            unsafe { HPyErr_Clear(self.ctx) };
            return Err(LoadError::Unreadable(what));
        }
        // SAFETY: HPy gives `size` bytes that live as long as the handle.
        let bytes = unsafe { std::slice::from_raw_parts(start.cast::<u8>(), size) };
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: `new`'s caller promised an owned handle and a context that still lives.
        unsafe { HPy_Close(self.ctx, self.handle) };
    }
}

//! What reads and writes a property: as one, and for the interpreters whose properties do not work, as methods.

use std::ffi::{CStr, c_void};
use std::ptr;

use super::signature::{Set, set};
use crate::abi::{
    HPy, HPyContext, HPyFunc_getter, HPyFunc_noargs, HPyFunc_o, HPyFunc_setter, PyObject, cpy_getter, cpy_setter,
};
use crate::api::context::ContextRef;
use crate::api::entry::{NoArgs, hpy as functions, own};
use crate::api::for_hpy::{ForHPy, for_hpy};
use crate::api::functions::{HPy_Dup, h_None};
use crate::api::method::Method;
use crate::api::trampoline;
use crate::cpython;

/// What reads a property.
#[derive(Clone, Copy, Debug)]
pub struct Getter {
    pub(in crate::api) hpy: ForHPy<HPyFunc_getter>,
    pub(in crate::api) trampoline: ForHPy<cpy_getter>,
    own: cpy_getter,
    method: ForHPy<HPyFunc_noargs>,
}

impl Getter {
    /// The one that the method `F` is.
    pub const fn new<F: NoArgs>() -> Self {
        Self {
            hpy: for_hpy!(get_entry::<F> as HPyFunc_getter),
            trampoline: for_hpy!(get_trampoline::<F> as cpy_getter),
            own: get_own::<F>,
            method: for_hpy!(functions::no_args::<F> as HPyFunc_noargs),
        }
    }

    /// What its callers call, for [`from_parts`](Self::from_parts).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what becomes of it is known where it is called")]
    pub const fn functions(self) -> (ForHPy<HPyFunc_getter>, ForHPy<cpy_getter>, cpy_getter, ForHPy<HPyFunc_noargs>) {
        (self.hpy, self.trampoline, self.own, self.method)
    }

    /// The getter of these functions.
    ///
    /// # Safety
    ///
    /// They are those of a getter, in their order.
    pub unsafe fn from_parts(
        hpy: ForHPy<HPyFunc_getter>,
        trampoline: ForHPy<cpy_getter>,
        own: cpy_getter,
        method: ForHPy<HPyFunc_noargs>,
    ) -> Self {
        Self { hpy, trampoline, own, method }
    }

    /// The method that reads the property, for an interpreter with an HPy of its own.
    pub fn method(&self, name: &'static CStr) -> Method {
        Method::no_args_of_hpy(name, self.method.get())
    }

    /// What the interpreter calls when the own door loaded the file, in the mode that it did.
    pub(crate) fn function(self) -> cpy_getter {
        if cpython::is_debug() { self.trampoline.get() } else { self.own }
    }
}

unsafe extern "C" fn get_entry<F: NoArgs>(ctx: *mut HPyContext, slf: HPy, _closure: *mut c_void) -> HPy {
    // SAFETY: HPy's calling convention for which begins as that of HPyFunc_NOARGS does.
    unsafe { functions::no_args::<F>(ctx, slf) }
}

unsafe extern "C" fn get_trampoline<F: NoArgs>(slf: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: as above, for CPython.
    unsafe { trampoline::no_args::<F>(slf) }
}

unsafe extern "C" fn get_own<F: NoArgs>(slf: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: as above, for the own door.
    unsafe { own::unary::<F>(slf) }
}

/// What writes a property.
#[derive(Clone, Copy, Debug)]
pub struct Setter {
    pub(in crate::api) hpy: ForHPy<HPyFunc_setter>,
    pub(in crate::api) trampoline: ForHPy<cpy_setter>,
    own: cpy_setter,
    set: ForHPy<HPyFunc_o>,
    delete: ForHPy<HPyFunc_noargs>,
}

impl Setter {
    /// The one that `F` is.
    pub const fn new<F: Set>() -> Self {
        Self {
            hpy: for_hpy!(set::entry::<F> as HPyFunc_setter),
            trampoline: for_hpy!(set::trampoline::<F> as cpy_setter),
            own: set::own::<F>,
            set: for_hpy!(set_by_method::<F> as HPyFunc_o),
            delete: for_hpy!(delete_by_method::<F> as HPyFunc_noargs),
        }
    }

    /// What its callers call, for [`from_parts`](Self::from_parts).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what becomes of it is known where it is called")]
    pub const fn functions(
        self,
    ) -> (ForHPy<HPyFunc_setter>, ForHPy<cpy_setter>, cpy_setter, ForHPy<HPyFunc_o>, ForHPy<HPyFunc_noargs>) {
        (self.hpy, self.trampoline, self.own, self.set, self.delete)
    }

    /// The setter of these functions.
    ///
    /// # Safety
    ///
    /// They are those of a setter, in their order.
    pub unsafe fn from_parts(
        hpy: ForHPy<HPyFunc_setter>,
        trampoline: ForHPy<cpy_setter>,
        own: cpy_setter,
        set: ForHPy<HPyFunc_o>,
        delete: ForHPy<HPyFunc_noargs>,
    ) -> Self {
        Self { hpy, trampoline, own, set, delete }
    }

    /// The methods that write and that delete the property, for an interpreter with an HPy of its own.
    pub fn methods(&self, set: &'static CStr, delete: &'static CStr) -> [Method; 2] {
        [Method::one_arg_of_hpy(set, self.set.get()), Method::no_args_of_hpy(delete, self.delete.get())]
    }

    /// What the interpreter calls when the own door loaded the file, in the mode that it did.
    pub(crate) fn function(self) -> cpy_setter {
        if cpython::is_debug() { self.trampoline.get() } else { self.own }
    }
}

unsafe extern "C" fn set_by_method<F: Set>(ctx: *mut HPyContext, slf: HPy, value: HPy) -> HPy {
    // SAFETY: HPy's calling convention for HPyFunc_O.
    unsafe { write(ctx, slf, value, set::entry::<F>) }
}

unsafe extern "C" fn delete_by_method<F: Set>(ctx: *mut HPyContext, slf: HPy) -> HPy {
    // SAFETY: HPy's calling convention for HPyFunc_NOARGS; without a value a property is deleted.
    unsafe { write(ctx, slf, HPy::NULL, set::entry::<F>) }
}

/// Writes a property: gives `None`, or null with an exception set.
#[inline(never)]
unsafe extern "C" fn write(ctx: *mut HPyContext, slf: HPy, value: HPy, setter: HPyFunc_setter) -> HPy {
    // SAFETY: the caller's arguments; the closure is not used.
    if unsafe { setter(ctx, slf, value, ptr::null_mut()) } < 0 {
        return HPy::NULL;
    }
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: the context of this call.
    let none = unsafe { h_None(ctx) };
    // SAFETY: as above; the handle is one of its constants.
    unsafe { HPy_Dup(ctx, none) }
}

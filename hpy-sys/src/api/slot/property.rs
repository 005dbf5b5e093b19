//! What reads and writes a property: as one, and for the interpreters whose properties do not work, as methods.
//!
//! A property keeps a word for its functions, which here leads to the entries of its getter and its setter. So one C function
//! reads all properties, and one sets them.

use std::ffi::{CStr, c_int, c_void};
use std::ptr;

use super::signature::{Set, set};
use crate::abi::{
    HPy, HPyContext, HPyFunc_getter, HPyFunc_noargs, HPyFunc_o, HPyFunc_setter, PyObject, cpy_getter, cpy_setter,
};
use crate::api::context::ContextRef;
use crate::api::entry::{NoArgs, context, handle, hpy as functions, object};
use crate::api::for_door::{ForHPy, for_hpy};
use crate::api::functions::{HPy_Dup, h_None};
use crate::api::method::Method;
use crate::api::runtime::HAS_OWN_DOOR;
use crate::api::trampoline::call_no_args;
use crate::cpython;

/// What reads a property: what HPy calls of a method without arguments.
#[derive(Clone, Copy, Debug)]
pub struct Getter(HPyFunc_noargs);

/// What writes a property.
#[derive(Clone, Copy, Debug)]
pub struct Setter {
    entry: HPyFunc_setter,
    set: HPyFunc_o,
    delete: HPyFunc_noargs,
}

/// The entry of a setter.
pub type SetterEntry = HPyFunc_setter;

/// The entries of a property, where its functions find them.
struct Entries {
    get: Option<HPyFunc_noargs>,
    set: Option<HPyFunc_setter>,
}

/// The functions of a property, for a definition.
#[derive(Clone, Copy)]
pub(crate) struct Functions {
    /// What CPython calls, or behind our own door any interpreter.
    pub(crate) get: Option<cpy_getter>,
    pub(crate) set: Option<cpy_setter>,
    /// What HPy calls.
    pub(in crate::api) get_of_hpy: Option<HPyFunc_getter>,
    pub(in crate::api) set_of_hpy: Option<HPyFunc_setter>,
    /// What all of them are handed.
    pub(crate) closure: *mut c_void,
}

impl Functions {
    /// Those of the door that the file was loaded by, in the mode that it was; they are kept for ever.
    pub(crate) fn of(getter: Option<Getter>, setter: Option<Setter>, is_own_door: bool) -> Self {
        let entries = Entries { get: getter.map(|getter| getter.0), set: setter.map(|setter| setter.entry) };
        let is_called_directly = HAS_OWN_DOOR && is_own_door && !cpython::is_debug();
        let (get, set): (cpy_getter, cpy_setter) =
            if is_called_directly { (get_directly, set_directly) } else { (get_by_hpy, set_by_hpy) };
        Functions {
            get: getter.map(|_| get),
            set: setter.map(|_| set),
            get_of_hpy: getter.map(|_| get_entry as HPyFunc_getter),
            set_of_hpy: setter.map(|setter| setter.entry),
            closure: ptr::from_mut(Box::leak(Box::new(entries))).cast(),
        }
    }
}

/// The entry of the getter.
///
/// # Safety
///
/// The closure of a property with one.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load, a part of each reading of a property")]
unsafe fn getter(closure: *mut c_void) -> HPyFunc_noargs {
    // SAFETY: by the contract of this function; the entries are never freed.
    let entries = unsafe { &*closure.cast::<Entries>() };
    // SAFETY: by the contract of this function.
    unsafe { entries.get.unwrap_unchecked() }
}

/// The entry of the setter.
///
/// # Safety
///
/// As for [`getter`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "as above")]
unsafe fn setter(closure: *mut c_void) -> HPyFunc_setter {
    // SAFETY: by the contract of this function; the entries are never freed.
    let entries = unsafe { &*closure.cast::<Entries>() };
    // SAFETY: by the contract of this function.
    unsafe { entries.set.unwrap_unchecked() }
}

// SAFETY, for what follows: interpreters call a getter and a setter with the closure of their definition, which
// `Functions::of` has made, and live objects.

unsafe extern "C" fn get_entry(ctx: *mut HPyContext, slf: HPy, closure: *mut c_void) -> HPy {
    // SAFETY: see above.
    let entry = unsafe { getter(closure) };
    // SAFETY: HPy's calling convention, which begins as that of HPyFunc_NOARGS does.
    unsafe { entry(ctx, slf) }
}

unsafe extern "C" fn get_directly(slf: *mut PyObject, closure: *mut c_void) -> *mut PyObject {
    // SAFETY: see above.
    let entry = unsafe { getter(closure) };
    // SAFETY: the own door's handle and context.
    object(unsafe { entry(context().as_raw(), handle(slf)) })
}

unsafe extern "C" fn get_by_hpy(slf: *mut PyObject, closure: *mut c_void) -> *mut PyObject {
    // SAFETY: see above.
    let entry = unsafe { getter(closure) };
    // SAFETY: CPython's argument for a function of this kind.
    unsafe { call_no_args(slf, entry) }
}

unsafe extern "C" fn set_directly(slf: *mut PyObject, value: *mut PyObject, closure: *mut c_void) -> c_int {
    // SAFETY: see above.
    let entry = unsafe { setter(closure) };
    // SAFETY: the own door's handles and context.
    unsafe { entry(context().as_raw(), handle(slf), handle(value), ptr::null_mut()) }
}

unsafe extern "C" fn set_by_hpy(slf: *mut PyObject, value: *mut PyObject, closure: *mut c_void) -> c_int {
    // SAFETY: see above.
    let entry = unsafe { setter(closure) };
    // SAFETY: CPython's arguments for a setter.
    unsafe { set::call(slf, value, ptr::null_mut(), entry) }
}

impl Getter {
    /// The one that the method `F` is.
    pub const fn new<F: NoArgs>() -> Self {
        Self(functions::no_args::<F>)
    }

    /// The method that reads the property, for an interpreter with an HPy of its own.
    pub fn method(&self, name: &'static CStr) -> Method {
        Method::no_args_of_hpy(name, self.0)
    }
}

impl Setter {
    /// The one that `F` is.
    pub const fn new<F: Set>() -> Self {
        Self { entry: set::entry::<F>, set: set_by_method::<F>, delete: delete_by_method::<F> }
    }

    /// What it is made of, for [`from_parts`](Self::from_parts).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what becomes of it is known where it is called")]
    pub const fn parts(self) -> (SetterEntry, ForHPy<HPyFunc_o>, ForHPy<HPyFunc_noargs>) {
        (self.entry, for_hpy!(self.set), for_hpy!(self.delete))
    }

    /// The setter of these parts.
    ///
    /// # Safety
    ///
    /// They are those of a setter, in their order.
    pub unsafe fn from_parts(entry: SetterEntry, set: ForHPy<HPyFunc_o>, delete: ForHPy<HPyFunc_noargs>) -> Self {
        Self { entry, set: set.get(), delete: delete.get() }
    }

    /// The methods that write and that delete the property, for an interpreter with an HPy of its own.
    pub fn methods(&self, set: &'static CStr, delete: &'static CStr) -> [Method; 2] {
        [Method::one_arg_of_hpy(set, self.set), Method::no_args_of_hpy(delete, self.delete)]
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

//! What reads and writes a property, in a build for CPython alone: functions of its own, to which nothing is handed.

use std::ffi::{CStr, c_void};
use std::ptr;

use super::signature::{Set, set};
use crate::abi::{HPyFunc_getter, HPyFunc_noargs, HPyFunc_o, HPyFunc_setter, PyObject, cpy_getter, cpy_setter};
use crate::api::entry::{NoArgs, own};
use crate::api::for_door::{ForHPy, for_hpy};
use crate::api::method::Method;

/// What reads a property.
#[derive(Clone, Copy, Debug)]
pub struct Getter(cpy_getter);

/// What writes a property.
#[derive(Clone, Copy, Debug)]
pub struct Setter(cpy_setter);

/// The entry of a setter.
pub type SetterEntry = cpy_setter;

/// The functions of a property, for a definition.
#[derive(Clone, Copy)]
pub(crate) struct Functions {
    pub(crate) get: Option<cpy_getter>,
    pub(crate) set: Option<cpy_setter>,
    pub(in crate::api) get_of_hpy: Option<HPyFunc_getter>,
    pub(in crate::api) set_of_hpy: Option<HPyFunc_setter>,
    pub(crate) closure: *mut c_void,
}

impl Functions {
    pub(crate) fn of(getter: Option<Getter>, setter: Option<Setter>, _is_own_door: bool) -> Self {
        let (get, set) = (getter.map(|getter| getter.0), setter.map(|setter| setter.0));
        Functions { get, set, get_of_hpy: None, set_of_hpy: None, closure: ptr::null_mut() }
    }
}

unsafe extern "C" fn get<F: NoArgs>(slf: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: an interpreter calls the getter of a type that the own door made.
    unsafe { own::unary::<F>(slf) }
}

impl Getter {
    /// The one that the method `F` is.
    pub const fn new<F: NoArgs>() -> Self {
        Self(get::<F>)
    }

    /// The method that reads the property: only interpreters with an HPy of their own need one.
    pub fn method(&self, _name: &'static CStr) -> Method {
        unreachable!("a build for CPython alone makes properties of getters")
    }
}

impl Setter {
    /// The one that `F` is.
    pub const fn new<F: Set>() -> Self {
        Self(set::own::<F>)
    }

    /// What it is made of, for [`from_parts`](Self::from_parts).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what becomes of it is known where it is called")]
    pub const fn parts(self) -> (SetterEntry, ForHPy<HPyFunc_o>, ForHPy<HPyFunc_noargs>) {
        (self.0, for_hpy!(unreachable!()), for_hpy!(unreachable!()))
    }

    /// The setter of these parts.
    ///
    /// # Safety
    ///
    /// They are those of a setter, in their order.
    pub unsafe fn from_parts(entry: SetterEntry, _set: ForHPy<HPyFunc_o>, _delete: ForHPy<HPyFunc_noargs>) -> Self {
        Self(entry)
    }

    /// The methods that write and that delete the property: only interpreters with an HPy of their own need them.
    pub fn methods(&self, _set: &'static CStr, _delete: &'static CStr) -> [Method; 2] {
        unreachable!("a build for CPython alone makes properties of setters")
    }
}

//! The properties of a type.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::abi::{PyObject, cpy_getter, cpy_setter};
use crate::api::{Property, Runtime, own_context};
use crate::capi::{Interpreter, PyErr_SetObject, PyUnicode_FromString};
use crate::cpython::entry::Hand;
use crate::cpython::module::doc_pointer;
use crate::cpython::refcount::Owned;

/// `PyGetSetDef`.
#[repr(C)]
pub(super) struct PropertyDefinition {
    name: *const c_char,
    get: Option<cpy_getter>,
    set: Option<cpy_setter>,
    doc: *const c_char,
    closure: *mut c_void,
}

/// PyPy calls a getter without looking whether there is one.
static GETTERS_ARE_NEEDED: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    GETTERS_ARE_NEEDED.store(interpreter.runtime == Runtime::PyPy, Relaxed);
}

/// The getter of what cannot be read; the closure is the message.
unsafe extern "C" fn unreadable(_object: *mut PyObject, message: *mut c_void) -> *mut PyObject {
    // SAFETY: an interpreter calls it with its lock held, and with the closure of its property, a C string.
    let message = unsafe { PyUnicode_FromString(message.cast_const().cast()) };
    // SAFETY: as above; a new reference or null.
    if let Some(message) = unsafe { Owned::new(message) } {
        // SAFETY: the context of this door has the constants of this interpreter.
        let exception = unsafe { (*own_context().as_raw()).h_AttributeError };
        // SAFETY: as above; an exception type and its argument.
        unsafe { PyErr_SetObject(exception.hand(), message.object()) };
    }
    ptr::null_mut()
}

/// The definitions, ended by one that is empty.
pub(super) fn definitions(properties: &[Property]) -> Vec<PropertyDefinition> {
    let end =
        PropertyDefinition { name: ptr::null(), get: None, set: None, doc: ptr::null(), closure: ptr::null_mut() };
    properties.iter().map(definition).chain([end]).collect()
}

fn definition(property: &Property) -> PropertyDefinition {
    let mut definition = PropertyDefinition {
        name: property.name.as_ptr(),
        get: property.getter.map(|getter| getter.own),
        set: property.setter.map(|setter| setter.own),
        doc: doc_pointer(property.doc),
        closure: ptr::null_mut(),
    };
    if definition.get.is_none() && GETTERS_ARE_NEEDED.load(Relaxed) {
        definition.get = Some(unreadable);
        definition.closure = c"unreadable attribute".as_ptr().cast_mut().cast();
    }
    definition
}

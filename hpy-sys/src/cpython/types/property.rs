//! The properties of a type.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::abi::{PyObject, cpy_getter, cpy_setter};
use crate::api::{Property, PropertyFunctions, Runtime, own_context};
use crate::capi::{Interpreter, PyObject_GenericGetDict, PyObject_GenericSetDict};
use crate::cpython::module::doc_pointer;
use crate::cpython::raise::raise;

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

/// The getter of what cannot be read.
unsafe extern "C" fn unreadable(_object: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: the context of this door has this constant at the same place in both layouts.
    let exception = unsafe { (*own_context().as_raw()).h_AttributeError };
    // SAFETY: an interpreter calls it with its lock held.
    unsafe { raise(exception, c"unreadable attribute") };
    ptr::null_mut()
}

/// `__dict__` of instances that have one.
fn dict() -> PropertyDefinition {
    PropertyDefinition {
        name: c"__dict__".as_ptr(),
        get: PyObject_GenericGetDict(),
        set: PyObject_GenericSetDict(),
        doc: ptr::null(),
        closure: ptr::null_mut(),
    }
}

/// The definitions, ended by one that is empty.
pub(super) fn definitions(properties: &[Property], has_dict: bool) -> Vec<PropertyDefinition> {
    let end =
        PropertyDefinition { name: ptr::null(), get: None, set: None, doc: ptr::null(), closure: ptr::null_mut() };
    properties.iter().map(definition).chain(has_dict.then(dict)).chain([end]).collect()
}

fn definition(property: &Property) -> PropertyDefinition {
    let functions = PropertyFunctions::of(property.getter, property.setter, true);
    let mut definition = PropertyDefinition {
        name: property.name.as_ptr(),
        get: functions.get,
        set: functions.set,
        doc: doc_pointer(property.doc),
        closure: functions.closure,
    };
    if definition.get.is_none() && GETTERS_ARE_NEEDED.load(Relaxed) {
        definition.get = Some(unreadable);
    }
    definition
}

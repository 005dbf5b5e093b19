//! From a type's definition to the C API's specification, and to the type.

use std::ffi::{c_int, c_uint, c_void};
use std::ptr;

use super::native_slots::NativeSlots;
use super::registry::{self, Made};
use super::{call, collection, construct, index, lifecycle, native, patch, payload, property};
use crate::abi::{
    HPy, HPy_TPFLAGS_BASETYPE, HPy_TPFLAGS_HAVE_GC, HPy_tp_destroy, HPy_tp_finalize, HPy_tp_traverse, HPyCFunction,
    HPyFunc_destroyfunc, HPyFunc_traverseproc, PyObject, cpy_visitproc,
};
use crate::api::{Slot, Type};
use crate::capi::{PyErr_NoMemory, PyErr_Occurred, PyType_FromSpecWithBases, PyType_Slot, PyType_Spec};
use crate::cpython::entry::Hand;
use crate::cpython::header::on_graalpy;
use crate::cpython::module::method_definitions;
use crate::cpython::refcount::{Owned, retain};
use crate::cpython::sequence::tuple_of;

const TP_CLEAR: c_int = 51;
const TP_DEALLOC: c_int = 52;
const TP_DOC: c_int = 56;
const TP_METHODS: c_int = 64;
const TP_TRAVERSE: c_int = 71;
const TP_MEMBERS: c_int = 72;
const TP_GETSET: c_int = 73;

/// `Py_TPFLAGS_HAVE_VERSION_TAG`, which is all of `Py_TPFLAGS_DEFAULT` that means anything.
const FLAGS: u64 = 1 << 18;

/// Makes the type object: a new owned handle, or null with an exception set. What an interpreter keeps pointers into is never
/// freed, not even where making the type fails: Python code that a collection has run may have found its methods.
///
/// # Safety
///
/// The entry contract; `base` is a type that this function made, whose struct is the beginning of this one's, or an exception
/// type of the interpreter's.
pub(crate) unsafe fn new_type(definition: &Type, base: Option<HPy>) -> HPy {
    let mut made = Made::new(ptr::null_mut());
    // SAFETY: the caller's promise.
    if unsafe { lay_out(&mut made, definition, base) }.is_none() {
        return HPy::NULL;
    }
    let mut slots = slots(definition, &mut made);
    slots.push(PyType_Slot { slot: 0, pfunc: ptr::null_mut() });
    let mut spec = PyType_Spec {
        name: definition.name.as_ptr(),
        basicsize: c_int::try_from(made.size).unwrap_or(c_int::MAX),
        itemsize: 0,
        flags: flags(definition, &made),
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the caller's promise.
    let Some(type_) = (unsafe { from_spec(&mut spec, base) }) else { return HPy::NULL };
    made.type_ = type_.object();
    // SAFETY: a live object; the registry keeps it for ever.
    unsafe { retain(made.type_) };
    // SAFETY: as above.
    unsafe { patch::complete(made.type_, definition, made.room) };
    // SAFETY: as above.
    unsafe { construct::call_type(made.type_, definition) };
    registry::add(made);
    type_.into_object().hand()
}

/// Notes where everything is in an instance; `None` with an exception set.
///
/// # Safety
///
/// As for [`new_type`].
unsafe fn lay_out(made: &mut Made, definition: &Type, base: Option<HPy>) -> Option<()> {
    made.offset = payload::offset();
    match base.map(|base| (registry::exact(base.hand()), base.hand())) {
        None => {}
        Some((Some(base), _)) => {
            (made.traverse, made.destroy, made.finalize) = (base.traverse, base.destroy, base.finalize);
            (made.offset, made.size, made.room) = (base.offset, base.size, base.room);
            (made.native, made.native_slots, made.items) = (base.native, base.native_slots, base.items);
            (made.is_collected, made.called) = (base.is_collected, base.called);
        }
        Some((None, base)) => {
            // SAFETY: the caller's promise, here and below.
            if unsafe { native::is_refused(definition.name, base) } {
                return None;
            }
            // SAFETY: as above.
            made.offset = payload::offset_behind(unsafe { native::size_of_instances(base) }?);
            made.native = base;
            // SAFETY: as above.
            made.native_slots = unsafe { NativeSlots::of(base) };
        }
    }
    // SAFETY: as above.
    if unsafe { native::refuses_length(definition, made.native) } {
        return None;
    }
    made.called = call::of(definition).or(made.called);
    made.struct_size = definition.size;
    made.size = made.size.max(made.offset + definition.size);
    made.add_room(definition);
    // What Python's subclasses add lies behind it: pointers, which belong at multiples of a word.
    made.size = made.size.next_multiple_of(size_of::<usize>());
    Some(())
}

/// The type, or `None` with an exception set.
///
/// # Safety
///
/// The entry contract; `spec` is complete and `base` a type.
unsafe fn from_spec(spec: &mut PyType_Spec, base: Option<HPy>) -> Option<Owned> {
    let bases = match base {
        // SAFETY: the caller's promise.
        Some(base) => Some(unsafe { tuple_of(&[base.hand()]) }?),
        None => None,
    };
    let bases = bases.as_ref().map_or(ptr::null_mut(), Owned::object);
    // SAFETY: the caller's promise; the interpreter copies the specification.
    let type_ = unsafe { PyType_FromSpecWithBases(spec, bases) };
    // SAFETY: as above. Where memory runs out, some versions of CPython say nothing.
    if type_.is_null() && unsafe { PyErr_Occurred() }.is_null() {
        // SAFETY: as above.
        unsafe { PyErr_NoMemory() };
    }
    // SAFETY: as above; a new reference or null.
    unsafe { Owned::new(type_) }
}

#[expect(clippy::cast_possible_truncation, reason = "the flags are in the lower half")]
fn flags(definition: &Type, made: &Made) -> c_uint {
    let mut flags = FLAGS;
    if definition.is_base {
        flags |= HPy_TPFLAGS_BASETYPE;
    }
    if made.is_collected {
        flags |= HPy_TPFLAGS_HAVE_GC;
    }
    if call::of(definition).is_some() {
        flags |= u64::from(call::HAVE_VECTORCALL);
    }
    flags as c_uint
}

/// The slots of the type; those that the interpreter does not know itself are noted in `made`.
fn slots(definition: &Type, made: &mut Made) -> Vec<PyType_Slot> {
    let mut slots = Vec::new();
    for slot in &definition.slots {
        if note(*slot, made) {
            slots.push(PyType_Slot { slot: slot.number(), pfunc: index::counted(*slot, definition, made) });
        }
    }
    let mut add = |slot: c_int, pfunc: *mut c_void| slots.push(PyType_Slot { slot, pfunc });
    // What Python code can add to an instance the collector must see. On GraalPy all are collected, as Python code can give an
    // object the class of any other there, and what takes part is freed in another way.
    let is_open = definition.is_base || definition.has_dict || !made.native.is_null();
    made.is_collected |= made.traverse.is_some() || is_open || on_graalpy();
    if made.is_collected {
        let traverse: unsafe extern "C" fn(*mut PyObject, cpy_visitproc, *mut c_void) -> c_int = collection::traverse;
        let clear: unsafe extern "C" fn(*mut PyObject) -> c_int = collection::clear;
        add(TP_TRAVERSE, traverse as *mut c_void);
        add(TP_CLEAR, clear as *mut c_void);
    }
    let dealloc: unsafe extern "C" fn(*mut PyObject) =
        if made.is_plain() { lifecycle::dealloc_plain } else { lifecycle::dealloc };
    add(TP_DEALLOC, dealloc as *mut c_void);
    if !definition.methods.is_empty() {
        let mut methods = method_definitions(&definition.methods);
        if let (Some(called), Some(index)) = (call::of(definition), call::index_in(&definition.methods)) {
            add(call::TP_CALL, called.0 as *mut c_void);
            methods[index].keep_beside_slot();
        }
        add(TP_METHODS, Vec::leak(methods).as_mut_ptr().cast());
    }
    let properties = property::definitions(&definition.properties, definition.has_dict && made.room.dict != 0);
    if properties.len() > 1 {
        add(TP_GETSET, Vec::leak(properties).as_mut_ptr().cast());
    }
    let members = made.room.members();
    if members.len() > 1 {
        add(TP_MEMBERS, Vec::leak(members).as_mut_ptr().cast());
    }
    if !definition.doc.is_empty() {
        add(TP_DOC, definition.doc.as_ptr().cast_mut().cast());
    }
    slots
}

/// Notes what is done of a slot here; whether the interpreter is to know it.
fn note(slot: Slot, made: &mut Made) -> bool {
    match slot.number() {
        HPy_tp_traverse => {
            // SAFETY: the function of that slot.
            made.traverse = Some(unsafe { std::mem::transmute::<HPyCFunction, HPyFunc_traverseproc>(slot.own.get()) });
            false
        }
        HPy_tp_destroy => {
            // SAFETY: the function of that slot.
            made.destroy = Some(unsafe { std::mem::transmute::<HPyCFunction, HPyFunc_destroyfunc>(slot.own.get()) });
            false
        }
        HPy_tp_finalize => {
            type Finalize = unsafe extern "C" fn(*mut PyObject);
            // SAFETY: the function of that slot.
            made.finalize = Some(unsafe { std::mem::transmute::<HPyCFunction, Finalize>(slot.function()) });
            true
        }
        number => patch::is_taken(number),
    }
}

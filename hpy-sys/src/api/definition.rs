//! A type: its methods, properties and slots, turned into what HPy asks for.
//!
//! Definitions are leaked: interpreters keep pointers into them for ever, and hpy writes to some.

use std::ffi::{CStr, c_int, c_void};
use std::ptr;

use super::address::object_of;
use super::context::ContextRef;
use super::functions::{HPy_AsPyObject, HPy_FromPyObject, HPyType_FromSpec};
use super::method::Method;
use super::module::leak;
use super::object::Object;
use super::runtime::{Door, door};
use super::slot::{Called, Constructed, Getter, PropertyFunctions, Setter, Slot};
use crate::abi::{
    HPy, HPy_TPFLAGS_BASETYPE, HPy_TPFLAGS_DEFAULT, HPy_TPFLAGS_HAVE_GC, HPyDef, HPyDef_Kind_GetSet, HPyDefBody,
    HPyGetSet, HPyType_BuiltinShape_Object, HPyType_Spec, HPyType_SpecParam, HPyType_SpecParam_Base, PyObject,
};
use crate::cpython;

/// What a type is made of.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is about something else")]
pub struct Type {
    /// `module.Name`.
    pub name: &'static CStr,
    /// Its doc string; empty for none.
    pub doc: &'static CStr,
    /// The size of an instance's struct in bytes.
    pub size: usize,
    /// Whether other types may derive from it.
    pub is_base: bool,
    /// Whether instances have a `__dict__`. Only the own door looks at it.
    pub has_dict: bool,
    /// Whether instances can be referred to weakly. Only the own door looks at it.
    pub has_weakrefs: bool,
    /// Whether its struct has fields, so that there is a slot to traverse them.
    pub has_fields: bool,
    /// Its methods.
    pub methods: Vec<Method>,
    /// That of them which is called when an instance is: `__call__`. Only CPython looks at it.
    pub called: Option<Called>,
    /// What is called when it is, beside a slot for `__new__`. Only CPython looks at it.
    pub constructed: Option<Constructed>,
    /// Its slots, each number once.
    pub slots: Vec<Slot>,
    /// Its properties.
    pub properties: Vec<Property>,
}

impl Type {
    /// One that is final and has nothing yet, with room for a word.
    pub fn new(name: &'static CStr) -> Self {
        Self {
            name,
            doc: c"",
            size: size_of::<usize>(),
            is_base: false,
            has_dict: false,
            has_weakrefs: false,
            has_fields: false,
            methods: Vec::new(),
            called: None,
            constructed: None,
            slots: Vec::new(),
            properties: Vec::new(),
        }
    }
}

/// A property of a type.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name.
    pub name: &'static CStr,
    /// Its doc string; empty for none.
    pub doc: &'static CStr,
    /// What reads it.
    pub getter: Option<Getter>,
    /// What writes and deletes it.
    pub setter: Option<Setter>,
}

impl Property {
    fn definition(&self) -> HPyDef {
        let functions = PropertyFunctions::of(self.getter, self.setter, false);
        let getset = HPyGetSet {
            name: self.name.as_ptr(),
            getter_impl: functions.get_of_hpy,
            setter_impl: functions.set_of_hpy,
            getter_cpy_trampoline: functions.get,
            setter_cpy_trampoline: functions.set,
            doc: doc(self.doc),
            closure: functions.closure,
        };
        HPyDef { kind: HPyDef_Kind_GetSet, body: HPyDefBody { getset } }
    }
}

fn doc(text: &'static CStr) -> *const std::ffi::c_char {
    if text.is_empty() { ptr::null() } else { text.as_ptr() }
}

/// Makes the type object: a new owned handle, or null with an exception set.
///
/// # Safety
///
/// `ctx` is the context of the running call; `base` is a type of it that this function made, and whose struct is the beginning
/// of this one's, or, through the own door, an exception or a builtin type.
pub unsafe fn new_type(ctx: ContextRef, definition: &Type, base: Option<HPy>) -> HPy {
    match door() {
        // SAFETY: the caller's context and base.
        Door::HPy => unsafe { new_type_of_hpy(ctx, definition, base) },
        // SAFETY: the caller's context and base.
        Door::Own => unsafe { new_type_of_own_door(ctx, definition, base) },
    }
}

/// # Safety
///
/// As for [`new_type`].
unsafe fn new_type_of_own_door(ctx: ContextRef, definition: &Type, base: Option<HPy>) -> HPy {
    // SAFETY: the caller's base; types are kept for ever, so that this reference may be.
    let base = base.map(|base| HPy(unsafe { HPy_AsPyObject(ctx, base) } as isize));
    // SAFETY: as above; who has a context of this door holds the interpreter's lock.
    let object = unsafe { cpython::new_type(definition, base) }.0 as *mut PyObject;
    if object.is_null() {
        return HPy::NULL;
    }
    // SAFETY: a live object, whose reference is kept for ever.
    unsafe { HPy_FromPyObject(ctx, object) }
}

/// # Safety
///
/// As for [`new_type`].
unsafe fn new_type_of_hpy(ctx: ContextRef, definition: &Type, base: Option<HPy>) -> HPy {
    let methods = definition.methods.iter().map(Method::definition);
    let slots = definition.slots.iter().map(|slot| slot.definition());
    let properties = definition.properties.iter().map(Property::definition);
    let mut defines: Vec<*mut HPyDef> = methods.chain(slots).chain(properties).map(leak).collect();
    defines.push(ptr::null_mut());
    let mut flags = HPy_TPFLAGS_DEFAULT;
    if definition.is_base {
        flags |= HPy_TPFLAGS_BASETYPE;
    }
    if definition.has_fields {
        flags |= HPy_TPFLAGS_HAVE_GC;
    }
    let called = cpython::called_of_hpy(definition, base.map(object_of));
    let size = called.map_or(definition.size, |_| cpython::size_with_word(definition.size));
    let spec = leak(HPyType_Spec {
        name: definition.name.as_ptr(),
        basicsize: c_int::try_from(size).unwrap_or(c_int::MAX),
        itemsize: 0,
        flags,
        builtin_shape: HPyType_BuiltinShape_Object,
        legacy_slots: ptr::null_mut(),
        defines: Vec::leak(defines).as_mut_ptr(),
        doc: doc(definition.doc),
    });
    let base = base.map(|object| HPyType_SpecParam { kind: HPyType_SpecParam_Base, object });
    let mut params: Vec<_> = base.into_iter().collect();
    params.push(HPyType_SpecParam { kind: 0, object: HPy::NULL });
    // SAFETY: the caller's context and base; the spec lives for ever.
    let type_ = unsafe { HPyType_FromSpec(ctx, spec, params.as_mut_ptr()) };
    if type_.is_null() {
        return type_;
    }
    if let Some(called) = called {
        // SAFETY: made just now; who has a context holds the interpreter's lock.
        unsafe { cpython::call_instances(object_of(type_), called) };
    }
    // SAFETY: as above.
    unsafe { cpython::call_type(object_of(type_), definition) };
    type_
}

/// Whether a type that has a method of this name fills the slot that Python keeps for it: then it need not be set again.
pub fn fills_slot_of(name: &CStr) -> bool {
    cpython::fills_slot_of(name)
}

/// The struct of an instance whose type is one of the own door's, or derives from one: wherever it is. Null for another
/// object, and through HPy.
///
/// # Safety
///
/// `object` is a handle of the running call, whose context is `ctx`: an instance of some type that [`new_type`] made.
pub unsafe fn struct_of(ctx: ContextRef, object: HPy) -> *mut c_void {
    if door() == Door::HPy {
        return ptr::null_mut();
    }
    // SAFETY: the caller's handle.
    let object = unsafe { Object::of(ctx, object) };
    // SAFETY: as above.
    unsafe { cpython::struct_of(object.address()) }
}

/// A new instance of a type that has one of the interpreter's but `object` among its bases, made by that with a tuple of
/// arguments; its struct all zero. An owned handle, or null with an exception set; through HPy, without one.
///
/// # Safety
///
/// Handles of the running call, whose context is `ctx`; `type_` is, or derives from, a type that [`new_type`] made with such a
/// base.
pub unsafe fn new_native_object(ctx: ContextRef, type_: HPy, arguments: HPy) -> HPy {
    if door() == Door::HPy {
        return HPy::NULL;
    }
    // SAFETY: the caller's handle.
    let type_ = unsafe { Object::of(ctx, type_) };
    // SAFETY: as above.
    let arguments = unsafe { Object::of(ctx, arguments) };
    // SAFETY: as above.
    let made = unsafe { cpython::new_native(type_.address(), arguments.address()) };
    let made = Object::owned(made.0 as *mut PyObject);
    if made.as_ptr().is_null() {
        return HPy::NULL;
    }
    // SAFETY: a live object.
    unsafe { HPy_FromPyObject(ctx, made.as_ptr()) }
}

/// Initialises such an instance as that type does, with a tuple of arguments: -1 with an exception set, else 0.
///
/// # Safety
///
/// Handles of the running call, whose context is `ctx`; `object` is an instance of a type that [`new_type`] made.
pub unsafe fn init_native_object(ctx: ContextRef, object: HPy, arguments: HPy) -> c_int {
    if door() == Door::HPy {
        return 0;
    }
    // SAFETY: the caller's handle.
    let object = unsafe { Object::of(ctx, object) };
    // SAFETY: as above.
    let arguments = unsafe { Object::of(ctx, arguments) };
    // SAFETY: as above.
    unsafe { cpython::init_native(object.address(), arguments.address()) }
}

/// Whether instances of `given`, which is `type_` or derives from it, have the struct of `type_` itself: no other type of
/// ours comes between, or beside. Through HPy, always.
///
/// # Safety
///
/// Handles of types, of the running call, whose context is `ctx`; [`new_type`] made `type_`.
pub unsafe fn has_struct_of(ctx: ContextRef, given: HPy, type_: HPy) -> bool {
    if door() == Door::HPy {
        return true;
    }
    // SAFETY: the caller's handle.
    let given = unsafe { Object::of(ctx, given) };
    // SAFETY: as above.
    let type_ = unsafe { Object::of(ctx, type_) };
    // SAFETY: as above.
    unsafe { cpython::has_struct_of(given.address(), type_.address()) }
}

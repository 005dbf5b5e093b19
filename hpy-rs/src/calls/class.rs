//! Calls on types of our own, their instances and the fields in those.

use std::ffi::{CStr, c_void};
use std::ptr;

use hpy_sys::abi::HPyCapsule_Destructor;
use hpy_sys::api::{self, Type};
use hpy_sys::{HPy, HPyField};

use super::{handle, next, owned, plain, status, type_};
use crate::Result;
use crate::context::Context;
use crate::error::PyRecursionError;
use crate::handle::Handle;
use crate::types::{PyTuple, PyType};

/// Makes a type; `base` is one of ours whose struct is the beginning of this one's, or one of the interpreter's.
pub(crate) fn new_type<'ctx>(
    ctx: Context<'ctx>,
    definition: &Type,
    base: Option<&Handle<'_, PyType>>,
) -> Result<Handle<'ctx, PyType>> {
    let raw = plain!(ctx, new_type(definition, base.map(Handle::as_raw)));
    // SAFETY: `new_type` gives an owned handle of a type, or null with an exception pending.
    unsafe { owned(ctx, raw) }
}

/// A new instance of a type that [`new_type`] has made, and its struct, all zero. Of a type that Python code derives from one
/// hpy gives the wrong place.
///
/// # Errors
/// `MemoryError`; `RecursionError` where PyPy's stack has run out: it gives an object without a struct then.
#[inline(always)]
pub(crate) fn new_object<'ctx>(kind: &Handle<'ctx, PyType>) -> Result<(Handle<'ctx>, *mut c_void)> {
    let mut start: *mut c_void = ptr::null_mut();
    let object = handle!(kind.ctx(), new_object(kind.as_raw(), &raw mut start))?;
    if start.is_null() {
        return Err(PyRecursionError::new("maximum recursion depth exceeded while an object was made"));
    }
    Ok((object, start))
}

/// An object with these methods, of a type of its own.
pub(crate) fn object_with_methods<'ctx>(
    ctx: Context<'ctx>,
    name: &'static CStr,
    methods: Vec<api::Method>,
) -> Result<Handle<'ctx>> {
    let definition = Type { methods, ..Type::new(name) };
    new_object(&new_type(ctx, &definition, None)?).map(|(object, _)| object)
}

/// As [`new_object`], of a type whose handle leads to its object.
#[inline(always)]
pub(crate) fn new_plain<'ctx>(kind: &Handle<'ctx, PyType>) -> Result<Handle<'ctx>> {
    handle!(kind.ctx(), new_direct(kind.as_raw()))
}

/// Whether the header of an object says that its type is `kind`, a handle that lasts, or null; false where that cannot be
/// read.
#[inline(always)]
pub(crate) fn has_type(object: &Handle<'_>, kind: HPy) -> bool {
    let own = type_::at_hand(object);
    !own.is_null() && own.0 == kind.0
}

/// The struct of an instance of one of our types.
#[inline(always)]
pub(crate) fn payload(object: &Handle<'_>) -> *mut c_void {
    plain!(object.ctx(), HPy_AsStruct_Object(object.as_raw()))
}

/// As [`payload`], for types whose struct is not at one place: those that extend one of the interpreter's. The object must be an instance
/// of a type of ours; null if it is not, and through HPy.
pub(crate) fn payload_anywhere(object: &Handle<'_>) -> *mut c_void {
    plain!(object.ctx(), struct_of(object.as_raw()))
}

/// A new instance of a type that extends one of the interpreter's, made by that with `arguments`; the struct all zero.
pub(crate) fn new_native<'ctx>(kind: &Handle<'ctx, PyType>, arguments: &Handle<'ctx, PyTuple>) -> Result<Handle<'ctx>> {
    handle!(kind.ctx(), new_native_object(kind.as_raw(), arguments.as_raw()))
}

/// Initialises such an instance as that does.
pub(crate) fn init_native(object: &Handle<'_>, arguments: &Handle<'_, PyTuple>) -> Result<()> {
    status!(object.ctx(), init_native_object(object.as_raw(), arguments.as_raw()))
}

/// Whether instances of `given`, which derives from `kind`, have the struct of `kind`.
pub(crate) fn has_struct_of(given: &Handle<'_, PyType>, kind: &Handle<'_, PyType>) -> bool {
    plain!(given.ctx(), has_struct_of(given.as_raw(), kind.as_raw()))
}

/// As [`payload`], where no exception is pending. On PyPy it may be any object: one without a struct leaves an exception
/// pending, which [`payload_again`] removes.
#[inline(always)]
pub(crate) fn payload_beside_error(object: &Handle<'_>) -> *mut c_void {
    next!(object.ctx(), HPy_AsStruct_Object(object.as_raw()))
}

/// How far a struct is from the handle of its instance, in bytes: the same for all instances of the type, where handles are
/// addresses.
pub(crate) fn distance(object: &Handle<'_>, start: *mut c_void) -> isize {
    (start as isize).wrapping_sub(object.as_raw().0)
}

/// The struct of an instance of a type that [`distance`] has told this of.
#[inline(always)]
pub(crate) fn payload_at(object: &Handle<'_>, distance: isize) -> *mut c_void {
    (object.as_raw().0 + distance) as *mut c_void
}

/// As [`payload`], of any object on PyPy. A `SystemError` about an object without a struct goes.
pub(crate) fn payload_again(object: &Handle<'_>) -> *mut c_void {
    let ctx = object.ctx();
    if !ctx.state().is_pending() {
        super::error::clear(ctx);
    }
    let start = payload(object);
    if start.is_null() {
        super::error::clear(ctx);
    }
    start
}

/// A capsule.
///
/// # Safety
/// `destructor` may be called with `pointer`, once, at any time after.
pub(crate) unsafe fn new_capsule<'ctx>(
    ctx: Context<'ctx>,
    pointer: *mut c_void,
    name: &'static CStr,
    destructor: &'static HPyCapsule_Destructor,
) -> Result<Handle<'ctx>> {
    let destructor = ptr::from_ref(destructor).cast_mut();
    handle!(ctx, HPyCapsule_New(pointer, name.as_ptr(), destructor))
}

/// The object of a field of `owner`, which is not null.
pub(crate) fn load_field<'ctx>(owner: &Handle<'ctx>, field: HPyField) -> Result<Handle<'ctx>> {
    handle!(owner.ctx(), HPyField_Load(owner.as_raw(), field))
}

/// Sets a field in the struct of `owner`; letting go of what was there before may run Python.
///
/// # Safety
/// `field` lies where `owner`'s traverse function visits it, and is null or was set by this function.
pub(crate) unsafe fn store_field(owner: &Handle<'_>, field: *mut HPyField, value: Option<&Handle<'_>>) {
    let value = value.map_or(HPy::NULL, Handle::as_raw);
    // SAFETY: by the contract of this function; handles of one context.
    unsafe { api::set_field(owner.ctx().raw(), owner.as_raw(), field, value) };
}

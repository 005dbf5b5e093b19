//! Signatures: their numbers, the types of the functions an interpreter calls, and the argument blocks of trampolines.
//!
//! On CPython the interpreter calls a *trampoline* with C API arguments; the trampoline packs them into the block of its
//! signature and hands block and implementation to `ctx_CallRealFunctionFromTrampoline`. Other interpreters call the
//! implementation.

use std::ffi::{c_char, c_int, c_void};

use super::context::HPyContext;
use super::handle::{HPy, HPy_hash_t, HPy_ssize_t, HPyField, PyObject};

/// A function whose signature is told by a number next to it.
pub type HPyCFunction = unsafe extern "C" fn() -> *mut c_void;

/// What `HPyCapsule_Get` and `HPyCapsule_Set` are about: `_HPyCapsule_key`.
pub type HPyCapsule_Key = c_int;
/// The pointer.
pub const HPyCapsule_key_Pointer: HPyCapsule_Key = 0;
/// The name.
pub const HPyCapsule_key_Name: HPyCapsule_Key = 1;
/// The context.
pub const HPyCapsule_key_Context: HPyCapsule_Key = 2;
/// The destructor; may be set, not got.
pub const HPyCapsule_key_Destructor: HPyCapsule_Key = 3;

/// What kind of source `HPy_Compile_s` compiles.
pub type HPy_SourceKind = c_int;
/// One expression.
pub const HPy_SourceKind_Expr: HPy_SourceKind = 0;
/// A file.
pub const HPy_SourceKind_File: HPy_SourceKind = 1;
/// One interactive statement.
pub const HPy_SourceKind_Single: HPy_SourceKind = 2;

/// A comparison.
pub type HPy_RichCmpOp = c_int;
/// `<`.
pub const HPy_LT: HPy_RichCmpOp = 0;
/// `<=`.
pub const HPy_LE: HPy_RichCmpOp = 1;
/// `==`.
pub const HPy_EQ: HPy_RichCmpOp = 2;
/// `!=`.
pub const HPy_NE: HPy_RichCmpOp = 3;
/// `>`.
pub const HPy_GT: HPy_RichCmpOp = 4;
/// `>=`.
pub const HPy_GE: HPy_RichCmpOp = 5;

/// What a `HPy_bf_getbuffer` slot fills; uninitialised when it arrives.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPy_buffer {
    /// The memory.
    pub buf: *mut c_void,
    /// An owned handle of the object that keeps the memory alive.
    pub obj: HPy,
    /// Length in bytes.
    pub len: HPy_ssize_t,
    /// Bytes of one item.
    pub itemsize: HPy_ssize_t,
    /// Not 0: may not be written.
    pub readonly: c_int,
    /// Number of dimensions.
    pub ndim: c_int,
    /// The `struct` format of an item, or null.
    pub format: *mut c_char,
    /// Length of each dimension, or null.
    pub shape: *mut HPy_ssize_t,
    /// Bytes between items of each dimension, or null.
    pub strides: *mut HPy_ssize_t,
    /// Pointer offsets, or null.
    pub suboffsets: *mut HPy_ssize_t,
    /// The provider's own.
    pub internal: *mut c_void,
}

/// The number of a signature.
pub type HPyFunc_Signature = c_int;
/// A method of `*args`: `METH_FASTCALL` on CPython.
pub const HPyFunc_VARARGS: HPyFunc_Signature = 1;
/// A method of `*args, **kwargs`, and `HPy_tp_call`.
pub const HPyFunc_KEYWORDS: HPyFunc_Signature = 2;
/// A method without arguments.
pub const HPyFunc_NOARGS: HPyFunc_Signature = 3;
/// A method of one argument.
pub const HPyFunc_O: HPyFunc_Signature = 4;
/// Slots of type [`HPyFunc_destroyfunc`].
pub const HPyFunc_DESTROYFUNC: HPyFunc_Signature = 5;
/// Slots of type [`HPyFunc_getbufferproc`].
pub const HPyFunc_GETBUFFERPROC: HPyFunc_Signature = 6;
/// Slots of type [`HPyFunc_releasebufferproc`].
pub const HPyFunc_RELEASEBUFFERPROC: HPyFunc_Signature = 7;
/// Slots of type [`HPyFunc_unaryfunc`].
pub const HPyFunc_UNARYFUNC: HPyFunc_Signature = 8;
/// Slots of type [`HPyFunc_binaryfunc`].
pub const HPyFunc_BINARYFUNC: HPyFunc_Signature = 9;
/// Slots of type [`HPyFunc_ternaryfunc`].
pub const HPyFunc_TERNARYFUNC: HPyFunc_Signature = 10;
/// Slots of type [`HPyFunc_inquiry`].
pub const HPyFunc_INQUIRY: HPyFunc_Signature = 11;
/// Slots of type [`HPyFunc_lenfunc`].
pub const HPyFunc_LENFUNC: HPyFunc_Signature = 12;
/// Slots of type [`HPyFunc_ssizeargfunc`].
pub const HPyFunc_SSIZEARGFUNC: HPyFunc_Signature = 13;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_SSIZESSIZEARGFUNC: HPyFunc_Signature = 14;
/// Slots of type [`HPyFunc_ssizeobjargproc`].
pub const HPyFunc_SSIZEOBJARGPROC: HPyFunc_Signature = 15;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_SSIZESSIZEOBJARGPROC: HPyFunc_Signature = 16;
/// Slots of type [`HPyFunc_objobjargproc`].
pub const HPyFunc_OBJOBJARGPROC: HPyFunc_Signature = 17;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_FREEFUNC: HPyFunc_Signature = 18;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_GETATTRFUNC: HPyFunc_Signature = 19;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_GETATTROFUNC: HPyFunc_Signature = 20;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_SETATTRFUNC: HPyFunc_Signature = 21;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_SETATTROFUNC: HPyFunc_Signature = 22;
/// Slots of type [`HPyFunc_reprfunc`].
pub const HPyFunc_REPRFUNC: HPyFunc_Signature = 23;
/// Slots of type [`HPyFunc_hashfunc`].
pub const HPyFunc_HASHFUNC: HPyFunc_Signature = 24;
/// Slots of type [`HPyFunc_richcmpfunc`].
pub const HPyFunc_RICHCMPFUNC: HPyFunc_Signature = 25;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_GETITERFUNC: HPyFunc_Signature = 26;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_ITERNEXTFUNC: HPyFunc_Signature = 27;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_DESCRGETFUNC: HPyFunc_Signature = 28;
/// No slot of HPy 0.9.0 has it.
pub const HPyFunc_DESCRSETFUNC: HPyFunc_Signature = 29;
/// Slots of type [`HPyFunc_initproc`].
pub const HPyFunc_INITPROC: HPyFunc_Signature = 30;
/// Slots of type [`HPyFunc_newfunc`].
pub const HPyFunc_NEWFUNC: HPyFunc_Signature = 31;
/// The getter of a property.
pub const HPyFunc_GETTER: HPyFunc_Signature = 32;
/// The setter of a property.
pub const HPyFunc_SETTER: HPyFunc_Signature = 33;
/// Slots of type [`HPyFunc_objobjproc`].
pub const HPyFunc_OBJOBJPROC: HPyFunc_Signature = 34;
/// Slots of type [`HPyFunc_traverseproc`].
pub const HPyFunc_TRAVERSEPROC: HPyFunc_Signature = 35;
/// Slots of type [`HPyFunc_destructor`].
pub const HPyFunc_DESTRUCTOR: HPyFunc_Signature = 36;
/// What frees a capsule.
pub const HPyFunc_CAPSULE_DESTRUCTOR: HPyFunc_Signature = 37;
/// The call function of an object; CPython refuses it in a trampoline.
pub const HPyFunc_VECTORCALLFUNC: HPyFunc_Signature = 38;
/// Slots of type [`HPyFunc_mod_create`].
pub const HPyFunc_MOD_CREATE: HPyFunc_Signature = 39;

/// What a traverse function calls with each field.
pub type HPyFunc_visitproc = unsafe extern "C" fn(*mut HPyField, *mut c_void) -> c_int;
/// What [`HPyFunc_CAPSULE_DESTRUCTOR`] is about: name, pointer, context.
pub type HPyFunc_Capsule_Destructor = unsafe extern "C" fn(*const c_char, *mut c_void, *mut c_void);
/// What implements [`HPyFunc_NOARGS`].
pub type HPyFunc_noargs = unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy;
/// What implements [`HPyFunc_O`].
pub type HPyFunc_o = unsafe extern "C" fn(*mut HPyContext, HPy, HPy) -> HPy;
/// What implements [`HPyFunc_VARARGS`].
pub type HPyFunc_varargs = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, usize) -> HPy;
/// What implements [`HPyFunc_KEYWORDS`].
pub type HPyFunc_keywords = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, usize, HPy) -> HPy;
/// What implements [`HPyFunc_UNARYFUNC`].
pub type HPyFunc_unaryfunc = unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy;
/// What implements [`HPyFunc_BINARYFUNC`].
pub type HPyFunc_binaryfunc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy) -> HPy;
/// What implements [`HPyFunc_TERNARYFUNC`].
pub type HPyFunc_ternaryfunc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy, HPy) -> HPy;
/// What implements [`HPyFunc_INQUIRY`].
pub type HPyFunc_inquiry = unsafe extern "C" fn(*mut HPyContext, HPy) -> c_int;
/// What implements [`HPyFunc_LENFUNC`].
pub type HPyFunc_lenfunc = unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy_ssize_t;
/// What implements [`HPyFunc_SSIZEARGFUNC`].
pub type HPyFunc_ssizeargfunc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy_ssize_t) -> HPy;
/// What implements [`HPyFunc_SSIZEOBJARGPROC`].
pub type HPyFunc_ssizeobjargproc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy_ssize_t, HPy) -> c_int;
/// What implements [`HPyFunc_OBJOBJARGPROC`].
pub type HPyFunc_objobjargproc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy, HPy) -> c_int;
/// What implements [`HPyFunc_REPRFUNC`].
pub type HPyFunc_reprfunc = unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy;
/// What implements [`HPyFunc_HASHFUNC`].
pub type HPyFunc_hashfunc = unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy_hash_t;
/// What implements [`HPyFunc_RICHCMPFUNC`].
pub type HPyFunc_richcmpfunc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy, HPy_RichCmpOp) -> HPy;
/// What implements [`HPyFunc_INITPROC`].
pub type HPyFunc_initproc = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, HPy_ssize_t, HPy) -> c_int;
/// What implements [`HPyFunc_NEWFUNC`].
pub type HPyFunc_newfunc = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, HPy_ssize_t, HPy) -> HPy;
/// What implements [`HPyFunc_GETTER`].
pub type HPyFunc_getter = unsafe extern "C" fn(*mut HPyContext, HPy, *mut c_void) -> HPy;
/// What implements [`HPyFunc_SETTER`].
pub type HPyFunc_setter = unsafe extern "C" fn(*mut HPyContext, HPy, HPy, *mut c_void) -> c_int;
/// What implements [`HPyFunc_OBJOBJPROC`].
pub type HPyFunc_objobjproc = unsafe extern "C" fn(*mut HPyContext, HPy, HPy) -> c_int;
/// What implements [`HPyFunc_GETBUFFERPROC`].
pub type HPyFunc_getbufferproc = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer, c_int) -> c_int;
/// What implements [`HPyFunc_RELEASEBUFFERPROC`].
pub type HPyFunc_releasebufferproc = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer);
/// What implements [`HPyFunc_TRAVERSEPROC`].
pub type HPyFunc_traverseproc =
    unsafe extern "C" fn(object: *mut c_void, visit: HPyFunc_visitproc, arg: *mut c_void) -> c_int;
/// What implements [`HPyFunc_DESTRUCTOR`].
pub type HPyFunc_destructor = unsafe extern "C" fn(*mut HPyContext, HPy);
/// What implements [`HPyFunc_DESTROYFUNC`].
pub type HPyFunc_destroyfunc = unsafe extern "C" fn(*mut c_void);
/// What implements [`HPyFunc_MOD_CREATE`].
pub type HPyFunc_mod_create = unsafe extern "C" fn(*mut HPyContext, HPy) -> HPy;

/// What CPython calls to visit an object.
pub type cpy_visitproc = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;
/// What CPython calls to get a property.
pub type cpy_getter = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> *mut PyObject;
/// What CPython calls to set a property.
pub type cpy_setter = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut c_void) -> c_int;
/// What CPython calls to free a capsule.
pub type cpy_PyCapsule_Destructor = unsafe extern "C" fn(*mut PyObject);
/// What CPython calls as a method of any number of arguments.
pub type cpy_vectorcallfunc =
    unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;

//! What `HPyType_FromSpec` takes: the specification of a type and its parameters.

use std::ffi::{c_char, c_int, c_ulong, c_void};

use super::def::HPyDef;
use super::handle::HPy;

/// Which builtin type's memory layout a type extends.
pub type HPyType_BuiltinShape = c_int;
/// A C API object; not allowed in a universal file.
pub const HPyType_BuiltinShape_Legacy: HPyType_BuiltinShape = -1;
/// `object`.
pub const HPyType_BuiltinShape_Object: HPyType_BuiltinShape = 0;
/// `type`.
pub const HPyType_BuiltinShape_Type: HPyType_BuiltinShape = 1;
/// `int`.
pub const HPyType_BuiltinShape_Long: HPyType_BuiltinShape = 2;
/// `float`.
pub const HPyType_BuiltinShape_Float: HPyType_BuiltinShape = 3;
/// `str`.
pub const HPyType_BuiltinShape_Unicode: HPyType_BuiltinShape = 4;
/// `tuple`.
pub const HPyType_BuiltinShape_Tuple: HPyType_BuiltinShape = 5;
/// `list`.
pub const HPyType_BuiltinShape_List: HPyType_BuiltinShape = 6;

/// The flags every type has.
pub const HPy_TPFLAGS_DEFAULT: c_ulong = (1 << 9) | (1 << 18);
/// The type may be subclassed.
pub const HPy_TPFLAGS_BASETYPE: c_ulong = 1 << 10;
/// The type has `__vectorcalloffset__`.
pub const HPy_TPFLAGS_HAVE_VECTORCALL: c_ulong = 1 << 11;
/// The type has `HPy_tp_traverse`.
pub const HPy_TPFLAGS_HAVE_GC: c_ulong = 1 << 14;

/// The specification of a type.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyType_Spec {
    /// `module.Name`; without a dot the type has no `__module__`.
    pub name: *const c_char,
    /// Size of the payload struct; 0 inherits the base's.
    pub basicsize: c_int,
    /// Must be 0.
    pub itemsize: c_int,
    /// `HPy_TPFLAGS_…`.
    pub flags: c_ulong,
    /// The builtin layout extended.
    pub builtin_shape: HPyType_BuiltinShape,
    /// Must be null in a universal file.
    pub legacy_slots: *mut c_void,
    /// Null-terminated list of definitions, or null.
    pub defines: *mut *mut HPyDef,
    /// The doc string, or null.
    pub doc: *const c_char,
}

/// What a [`HPyType_SpecParam`] is about.
pub type HPyType_SpecParam_Kind = c_int;
/// One base; may be repeated.
pub const HPyType_SpecParam_Base: HPyType_SpecParam_Kind = 1;
/// A tuple of bases.
pub const HPyType_SpecParam_BasesTuple: HPyType_SpecParam_Kind = 2;
/// The metaclass.
pub const HPyType_SpecParam_Metaclass: HPyType_SpecParam_Kind = 3;

/// One parameter of `HPyType_FromSpec`; a list of them ends with kind 0.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyType_SpecParam {
    /// What `object` is.
    pub kind: HPyType_SpecParam_Kind,
    /// The object, borrowed.
    pub object: HPy,
}

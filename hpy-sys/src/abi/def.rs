//! Definitions handed to the interpreter: methods, slots, members and properties of a module or a type.
//!
//! The interpreter keeps pointers into them and hpy on CPython writes to members, so a definition has to be both
//! `'static` and writable: leak a box, never use a `static` without interior mutability.

use std::ffi::{c_char, c_int, c_void};

use super::func::{
    HPyCFunction, HPyFunc_Capsule_Destructor, HPyFunc_Signature, HPyFunc_getter, HPyFunc_keywords, HPyFunc_setter,
    cpy_PyCapsule_Destructor, cpy_getter, cpy_setter, cpy_vectorcallfunc,
};
use super::handle::HPy_ssize_t;
use super::slot::HPySlot_Slot;

/// Which member of [`HPyDefBody`] a definition holds.
pub type HPyDef_Kind = c_int;
/// A slot.
pub const HPyDef_Kind_Slot: HPyDef_Kind = 1;
/// A method.
pub const HPyDef_Kind_Meth: HPyDef_Kind = 2;
/// A member.
pub const HPyDef_Kind_Member: HPyDef_Kind = 3;
/// A property.
pub const HPyDef_Kind_GetSet: HPyDef_Kind = 4;

/// A slot definition.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPySlot {
    /// Which slot.
    pub slot: HPySlot_Slot,
    /// The implementation, with the signature of the slot.
    pub impl_: HPyCFunction,
    /// What CPython calls; never `None` there except for `HPy_tp_destroy`.
    pub cpy_trampoline: Option<HPyCFunction>,
}

/// A method definition.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyMeth {
    /// The attribute's name.
    pub name: *const c_char,
    /// The implementation, with the signature told by `signature`.
    pub impl_: HPyCFunction,
    /// What CPython calls.
    pub cpy_trampoline: HPyCFunction,
    /// One of `HPyFunc_VARARGS`, `HPyFunc_KEYWORDS`, `HPyFunc_NOARGS`, `HPyFunc_O`.
    pub signature: HPyFunc_Signature,
    /// The doc string, or null.
    pub doc: *const c_char,
}

/// A member definition.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyMember {
    /// The attribute's name.
    pub name: *const c_char,
    /// The member's C type.
    pub type_: HPyMember_FieldType,
    /// Where in the struct. hpy on CPython adds the header's size to it, in place.
    pub offset: HPy_ssize_t,
    /// Not 0: no assignment.
    pub readonly: c_int,
    /// The doc string, or null.
    pub doc: *const c_char,
}

/// A property definition.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyGetSet {
    /// The attribute's name.
    pub name: *const c_char,
    /// The getter.
    pub getter_impl: Option<HPyFunc_getter>,
    /// The setter; a null value means deletion.
    pub setter_impl: Option<HPyFunc_setter>,
    /// What CPython calls to get.
    pub getter_cpy_trampoline: Option<cpy_getter>,
    /// What CPython calls to set.
    pub setter_cpy_trampoline: Option<cpy_setter>,
    /// The doc string, or null.
    pub doc: *const c_char,
    /// Passed to both.
    pub closure: *mut c_void,
}

/// The body of an [`HPyDef`]; its kind says which member is valid.
#[repr(C)]
#[derive(Clone, Copy)]
pub union HPyDefBody {
    /// Kind 1.
    pub slot: HPySlot,
    /// Kind 2.
    pub meth: HPyMeth,
    /// Kind 3.
    pub member: HPyMember,
    /// Kind 4.
    pub getset: HPyGetSet,
}

impl std::fmt::Debug for HPyDefBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("HPyDefBody")
    }
}

/// One definition of any kind.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyDef {
    /// Which member of `body` is valid.
    pub kind: HPyDef_Kind,
    /// The definition itself.
    pub body: HPyDefBody,
}

/// What frees a capsule's content.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyCapsule_Destructor {
    /// What CPython calls.
    pub cpy_trampoline: Option<cpy_PyCapsule_Destructor>,
    /// The implementation; it gets no context.
    pub impl_: Option<HPyFunc_Capsule_Destructor>,
}

/// What `HPy_SetCallFunction` gives to an object.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HPyCallFunction {
    /// What CPython calls.
    pub cpy_trampoline: Option<cpy_vectorcallfunc>,
    /// The implementation.
    pub impl_: Option<HPyFunc_keywords>,
}

/// The C type of a member.
pub type HPyMember_FieldType = c_int;
/// `short`.
pub const HPyMember_SHORT: HPyMember_FieldType = 0;
/// `int`.
pub const HPyMember_INT: HPyMember_FieldType = 1;
/// `long`.
pub const HPyMember_LONG: HPyMember_FieldType = 2;
/// `float`.
pub const HPyMember_FLOAT: HPyMember_FieldType = 3;
/// `double`.
pub const HPyMember_DOUBLE: HPyMember_FieldType = 4;
/// `const char *`, read-only.
pub const HPyMember_STRING: HPyMember_FieldType = 5;
/// `HPyField`; `None` when null.
pub const HPyMember_OBJECT: HPyMember_FieldType = 6;
/// One character.
pub const HPyMember_CHAR: HPyMember_FieldType = 7;
/// `int8_t`.
pub const HPyMember_BYTE: HPyMember_FieldType = 8;
/// `uint8_t`.
pub const HPyMember_UBYTE: HPyMember_FieldType = 9;
/// `unsigned short`.
pub const HPyMember_USHORT: HPyMember_FieldType = 10;
/// `unsigned int`.
pub const HPyMember_UINT: HPyMember_FieldType = 11;
/// `unsigned long`.
pub const HPyMember_ULONG: HPyMember_FieldType = 12;
/// A character array inside the struct, read-only.
pub const HPyMember_STRING_INPLACE: HPyMember_FieldType = 13;
/// `char` as a truth value.
pub const HPyMember_BOOL: HPyMember_FieldType = 14;
/// `HPyField`; `AttributeError` when null.
pub const HPyMember_OBJECT_EX: HPyMember_FieldType = 16;
/// `long long`.
pub const HPyMember_LONGLONG: HPyMember_FieldType = 17;
/// `unsigned long long`.
pub const HPyMember_ULONGLONG: HPyMember_FieldType = 18;
/// `HPy_ssize_t`.
pub const HPyMember_HPYSSIZET: HPyMember_FieldType = 19;
/// Always `None`.
pub const HPyMember_NONE: HPyMember_FieldType = 20;

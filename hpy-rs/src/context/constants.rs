//! The interpreter's constants as borrowed handles: they live as long as the context and cost nothing.
#![expect(unsafe_code, reason = "constants are read from the context")]

use hpy_sys::api;

use super::Context;
use crate::handle::Borrowed;
use crate::types::{PyAny, PyBool, PyDict, PyNone, PyType};

macro_rules! constants {
    ($($(#[$doc:meta])* $name:ident: $ty:ty = $constant:ident;)*) => {
        impl<'ctx> Context<'ctx> {
            $($(#[$doc])*
            #[inline]
            pub fn $name(self) -> Borrowed<'ctx, 'ctx, $ty> {
                // SAFETY: the context is valid for 'ctx, by the contract of `Context::from_raw`.
                let constant = unsafe { api::$constant(self.raw_beside_error()) };
                // SAFETY: a context constant lives as long as the context and is of the type named.
                unsafe { Borrowed::from_raw(self, constant) }
            })*
        }
    };
}

constants! {
    /// `None`.
    none: PyNone = h_None;
    /// `True`.
    true_: PyBool = h_True;
    /// `False`.
    false_: PyBool = h_False;
    /// `NotImplemented`.
    not_implemented: PyAny = h_NotImplemented;
    /// `...`
    ellipsis: PyAny = h_Ellipsis;
    /// The type `object`.
    object_type: PyType = h_BaseObjectType;
    /// The type `type`.
    type_type: PyType = h_TypeType;
    /// The type `bool`.
    bool_type: PyType = h_BoolType;
    /// The type `int`.
    int_type: PyType = h_LongType;
    /// The type `float`.
    float_type: PyType = h_FloatType;
    /// The type `str`.
    str_type: PyType = h_UnicodeType;
    /// The type `bytes`.
    bytes_type: PyType = h_BytesType;
    /// The type `tuple`.
    tuple_type: PyType = h_TupleType;
    /// The type `list`.
    list_type: PyType = h_ListType;
    /// The type `complex`.
    complex_type: PyType = h_ComplexType;
    /// The type `slice`.
    slice_type: PyType = h_SliceType;
    /// The dict of the module `builtins`.
    builtins: PyDict = h_Builtins;
}

//! The slots of a type: one trait for each signature, and what the interpreter calls of it.
//!
//! As for functions, an entry is made for a type, so that it knows at compile time what to call. With HPy, CPython calls the
//! trampoline and others the entry itself; behind the own door all call the C function, which jumps to the entry. Slots that
//! get no context have no trait: they are plain functions.

mod buffer;
mod by_key;
mod called;
mod constructed;
mod lifecycle;
#[cfg_attr(feature = "cpython", path = "property_linked.rs")]
mod property;
mod signature;

use std::ffi::{c_int, c_void};

pub use buffer::Buffer;
pub use called::Called;
pub use constructed::Constructed;
pub use lifecycle::{Finalize, Init, New, Traverse};
pub(crate) use property::Functions as PropertyFunctions;
pub use property::{Getter, Setter, SetterEntry};
pub use signature::{AtIndex, Compare, Contains, Hash, Inquiry, Length, Set, SetAtIndex, SetItem, Ternary};

use super::address::{handle_of_hpy, object_of_hpy};
use super::entry::{NoArgs, OneArg, handle, hpy as functions, object, own};
use super::for_door::{ForHPy, ForOwnDoor, for_hpy, for_own_door};
use super::method::erase;
use super::trampoline;
use crate::abi::{
    HPy, HPy_ssize_t, HPyCFunction, HPyDef, HPyDef_Kind_Slot, HPyDefBody, HPyFunc_binaryfunc, HPyFunc_unaryfunc,
    HPySlot, HPySlot_Slot, PyObject,
};
use crate::cpython;

/// One slot of a type.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    number: HPySlot_Slot,
    /// What HPy calls.
    hpy: ForHPy<HPyCFunction>,
    /// What CPython calls when HPy loaded the file.
    trampoline: ForHPy<Option<HPyCFunction>>,
    /// What the interpreter calls when the own door did: the C API's function for the slot. Of slots without a context it
    /// is what HPy calls, and the door itself calls it.
    pub(crate) own: ForOwnDoor<HPyCFunction>,
}

impl Slot {
    /// Which slot it is.
    pub const fn number(&self) -> HPySlot_Slot {
        self.number
    }

    /// What its callers call, for [`from_parts`](Self::from_parts).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what becomes of it is known where it is called")]
    pub const fn functions(self) -> (ForHPy<HPyCFunction>, ForHPy<Option<HPyCFunction>>, ForOwnDoor<HPyCFunction>) {
        (self.hpy, self.trampoline, self.own)
    }

    /// The slot of these functions.
    ///
    /// # Safety
    ///
    /// They are those of a slot of this number, in their order.
    pub unsafe fn from_parts(
        number: HPySlot_Slot,
        hpy: ForHPy<HPyCFunction>,
        trampoline: ForHPy<Option<HPyCFunction>>,
        own: ForOwnDoor<HPyCFunction>,
    ) -> Self {
        Self { number, hpy, trampoline, own }
    }

    /// What the interpreter calls when the own door loaded the file, in the mode that it did.
    pub(crate) fn function(&self) -> HPyCFunction {
        let trampoline = if cpython::is_debug() { self.trampoline.get() } else { None };
        trampoline.unwrap_or_else(|| self.own.get())
    }

    /// The same function in another slot of its signature.
    #[must_use]
    pub const fn at(self, number: HPySlot_Slot) -> Self {
        Self { number, ..self }
    }

    /// The definition for the HPy door.
    pub(super) fn definition(self) -> HPyDef {
        let slot = HPySlot { slot: self.number, impl_: self.hpy.get(), cpy_trampoline: self.trampoline.get() };
        HPyDef { kind: HPyDef_Kind_Slot, body: HPyDefBody { slot } }
    }
}

/// What an argument or a result is to the C API.
trait ToCPython: Copy {
    type Object: Copy;

    fn from_object(object: Self::Object) -> Self;

    fn into_object(self) -> Self::Object;

    /// As `from_object`, of one that hpy would make a handle of.
    fn direct_from(object: Self::Object) -> Self;

    /// As `into_object`, of a handle of hpy's.
    fn direct_into(self) -> Self::Object;
}

impl ToCPython for HPy {
    type Object = *mut PyObject;

    #[inline]
    fn from_object(object: *mut PyObject) -> Self {
        handle(object)
    }

    #[inline]
    fn into_object(self) -> *mut PyObject {
        object(self)
    }

    #[inline]
    fn direct_from(object: *mut PyObject) -> Self {
        handle_of_hpy(object)
    }

    #[inline]
    fn direct_into(self) -> *mut PyObject {
        object_of_hpy(self)
    }
}

macro_rules! same_for_cpython {
    ($($type:ty)*) => {
        $(
            impl ToCPython for $type {
                type Object = $type;

                #[inline]
                fn from_object(object: $type) -> Self {
                    object
                }

                #[inline]
                fn into_object(self) -> $type {
                    self
                }

                #[inline]
                fn direct_from(object: $type) -> Self {
                    object
                }

                #[inline]
                fn direct_into(self) -> $type {
                    self
                }
            }
        )*
    };
}

same_for_cpython!(c_int HPy_ssize_t *mut c_void);

type Unary = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;
type Binary = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;

impl Slot {
    /// A slot of one operand: it is called as a method without arguments is.
    pub const fn unary<F: NoArgs>(number: HPySlot_Slot) -> Self {
        Self {
            number,
            hpy: for_hpy!(erase!(functions::no_args::<F>, HPyFunc_unaryfunc)),
            trampoline: for_hpy!(Some(erase!(trampoline::no_args::<F>, Unary))),
            own: for_own_door!(erase!(own::unary::<F>, Unary)),
        }
    }

    /// A slot of two operands: it is called as a method of one argument is.
    pub const fn binary<F: OneArg>(number: HPySlot_Slot) -> Self {
        Self {
            number,
            hpy: for_hpy!(erase!(functions::one_arg::<F>, HPyFunc_binaryfunc)),
            trampoline: for_hpy!(Some(erase!(trampoline::one_arg::<F>, Binary))),
            own: for_own_door!(erase!(own::one_arg::<F>, Binary)),
        }
    }
}

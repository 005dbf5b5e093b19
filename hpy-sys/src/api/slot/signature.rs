//! Slots whose arguments are the same to HPy and to the C API.

use std::ffi::{c_int, c_void};
use std::ptr;

use super::{Slot, ToCPython, erase};
use crate::abi::{
    HPy, HPy_RichCmpOp, HPy_hash_t, HPy_nb_inplace_power, HPy_ssize_t, HPyContext, HPyFunc_HASHFUNC, HPyFunc_INQUIRY,
    HPyFunc_LENFUNC, HPyFunc_OBJOBJARGPROC, HPyFunc_OBJOBJPROC, HPyFunc_RICHCMPFUNC, HPyFunc_SETTER,
    HPyFunc_SSIZEARGFUNC, HPyFunc_SSIZEOBJARGPROC, HPyFunc_TERNARYFUNC, HPyFunc_args_HASHFUNC, HPyFunc_args_INQUIRY,
    HPyFunc_args_LENFUNC, HPyFunc_args_OBJOBJARGPROC, HPyFunc_args_OBJOBJPROC, HPyFunc_args_RICHCMPFUNC,
    HPyFunc_args_SETTER, HPyFunc_args_SSIZEARGFUNC, HPyFunc_args_SSIZEOBJARGPROC, HPyFunc_args_TERNARYFUNC,
    HPySlot_Slot, PyObject,
};
use crate::api::address::past_hpy;
use crate::api::context::ContextRef;
use crate::api::entry::context;
use crate::api::for_door::{for_hpy, for_own_door};
use crate::api::runtime::python_version;
use crate::api::trampoline::call_real;

/// A trait for the slots of one signature, its entry, its trampoline, and the constructor of [`Slot`].
macro_rules! signature {
    (
        $(#[$doc:meta])*
        $trait:ident, $constructor:ident: $number:ident
        ($($name:ident: $type:ty),*) -> $result:ty = $error:expr; $block:ident
    ) => {
        $(#[$doc])*
        ///
        /// # Safety
        ///
        /// `call` gives its result with no exception pending, or what tells an error with one set, and does not unwind.
        pub unsafe trait $trait {
            /// The call.
            ///
            /// # Safety
            ///
            /// `ctx` is the context of this call; handles are borrowed for it.
            unsafe fn call(ctx: ContextRef, $($name: $type),*) -> $result;
        }

        pub(super) mod $constructor {
            use super::*;

            #[cfg_attr(not(feature = "cpython"), inline(never))]
            pub(in crate::api) unsafe extern "C" fn entry<F: $trait>(ctx: *mut HPyContext, $($name: $type),*) -> $result {
                // SAFETY: HPy calls with its live context.
                let ctx = unsafe { ContextRef::from_raw(ctx) };
                // SAFETY: HPy's calling convention for this signature.
                unsafe { F::call(ctx, $($name),*) }
            }

            pub(in crate::api) unsafe extern "C" fn trampoline<F: $trait>(
                $($name: <$type as ToCPython>::Object),*
            ) -> <$result as ToCPython>::Object {
                // SAFETY: CPython's arguments for a slot of this signature.
                unsafe { call($($name,)* entry::<F>) }
            }

            /// What all trampolines of this signature jump to.
            #[inline(never)]
            pub(in crate::api) unsafe extern "C" fn call(
                $($name: <$type as ToCPython>::Object,)*
                function: unsafe extern "C" fn(*mut HPyContext, $($type),*) -> $result,
            ) -> <$result as ToCPython>::Object {
                if let Some(ctx) = past_hpy() {
                    // SAFETY: objects are live for the call, and so are their handles.
                    return unsafe { function(ctx.as_raw(), $(<$type>::direct_from($name)),*) }.direct_into();
                }
                let mut block = $block { $($name,)* result: $error };
                let function = erase!(function, unsafe extern "C" fn(*mut HPyContext, $($type),*) -> $result);
                // SAFETY: function and block of this signature.
                unsafe { call_real($number, function, &raw mut block) };
                block.result
            }

            pub(in crate::api) unsafe extern "C" fn own<F: $trait>(
                $($name: <$type as ToCPython>::Object),*
            ) -> <$result as ToCPython>::Object {
                // SAFETY: an interpreter calls the slot of a type that the own door made.
                let result = unsafe { entry::<F>(context().as_raw(), $(<$type>::from_object($name)),*) };
                result.into_object()
            }
        }

        impl Slot {
            #[doc = concat!("A slot of the signature `", stringify!($number), "`.")]
            pub const fn $constructor<F: $trait>(number: HPySlot_Slot) -> Self {
                Self {
                    number,
                    hpy: for_hpy!(erase!(
                        $constructor::entry::<F>,
                        unsafe extern "C" fn(*mut HPyContext, $($type),*) -> $result
                    )),
                    trampoline: for_hpy!(Some(erase!(
                        $constructor::trampoline::<F>,
                        unsafe extern "C" fn($(<$type as ToCPython>::Object),*) -> <$result as ToCPython>::Object
                    ))),
                    own: for_own_door!(erase!(
                        $constructor::own::<F>,
                        unsafe extern "C" fn($(<$type as ToCPython>::Object),*) -> <$result as ToCPython>::Object
                    )),
                }
            }
        }
    };
}

signature! {
    /// `pow(x, y, z)`; in place, `z` may be null.
    Ternary, ternary: HPyFunc_TERNARYFUNC(arg0: HPy, arg1: HPy, arg2: HPy) -> HPy = ptr::null_mut();
    HPyFunc_args_TERNARYFUNC
}
signature! {
    /// The truth of an object.
    Inquiry, inquiry: HPyFunc_INQUIRY(arg0: HPy) -> c_int = -1; HPyFunc_args_INQUIRY
}
signature! {
    /// `len(x)`.
    Length, length: HPyFunc_LENFUNC(arg0: HPy) -> HPy_ssize_t = -1; HPyFunc_args_LENFUNC
}
signature! {
    /// `hash(x)`.
    Hash, hash: HPyFunc_HASHFUNC(arg0: HPy) -> HPy_hash_t = -1; HPyFunc_args_HASHFUNC
}
signature! {
    /// `x[index]` and `x * count` of a sequence.
    AtIndex, at_index: HPyFunc_SSIZEARGFUNC(arg0: HPy, arg1: HPy_ssize_t) -> HPy = ptr::null_mut();
    HPyFunc_args_SSIZEARGFUNC
}
signature! {
    /// `x[index] = value`, and `del x[index]` with a null value.
    SetAtIndex, set_at_index: HPyFunc_SSIZEOBJARGPROC(arg0: HPy, arg1: HPy_ssize_t, arg2: HPy) -> c_int = -1;
    HPyFunc_args_SSIZEOBJARGPROC
}
signature! {
    /// `x[key] = value`, and `del x[key]` with a null value.
    SetItem, set_item: HPyFunc_OBJOBJARGPROC(arg0: HPy, arg1: HPy, arg2: HPy) -> c_int = -1;
    HPyFunc_args_OBJOBJARGPROC
}
signature! {
    /// `item in x`.
    Contains, contains: HPyFunc_OBJOBJPROC(arg0: HPy, arg1: HPy) -> c_int = -1; HPyFunc_args_OBJOBJPROC
}
signature! {
    /// The six comparisons.
    Compare, compare: HPyFunc_RICHCMPFUNC(arg0: HPy, arg1: HPy, arg2: HPy_RichCmpOp) -> HPy = ptr::null_mut();
    HPyFunc_args_RICHCMPFUNC
}
signature! {
    /// Writes a property, and deletes it with a null value; the closure is not used.
    Set, set: HPyFunc_SETTER(arg0: HPy, arg1: HPy, arg2: *mut c_void) -> c_int = -1; HPyFunc_args_SETTER
}

/// What CPython passes as the third argument of `nb_inplace_power`: before 3.10, where `__ipow__` is called by its name, it
/// passes two, and the third is whatever was there.
fn passed(modulus: *mut PyObject) -> *mut PyObject {
    if python_version() < (3, 10) { ptr::null_mut() } else { modulus }
}

unsafe extern "C" fn power_in_place_trampoline<F: Ternary>(
    left: *mut PyObject,
    right: *mut PyObject,
    modulus: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: CPython's calling convention for this slot; HPy takes null for no handle.
    unsafe { ternary::trampoline::<F>(left, right, passed(modulus)) }
}

unsafe extern "C" fn power_in_place_own<F: Ternary>(
    left: *mut PyObject,
    right: *mut PyObject,
    modulus: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the C API's calling convention for this slot.
    unsafe { ternary::own::<F>(left, right, passed(modulus)) }
}

impl Slot {
    /// `x **= y`.
    pub const fn power_in_place<F: Ternary>() -> Self {
        type Called = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
        let slot = Self::ternary::<F>(HPy_nb_inplace_power);
        let trampoline = for_hpy!(Some(erase!(power_in_place_trampoline::<F>, Called)));
        Self { trampoline, own: for_own_door!(erase!(power_in_place_own::<F>, Called)), ..slot }
    }
}

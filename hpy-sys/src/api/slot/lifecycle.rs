//! How instances come and go: slots whose arguments differ, or that get no context.

use std::ffi::{c_int, c_void};
use std::ptr;

use super::{Slot, ToCPython, erase};
use crate::abi::{
    HPy, HPy_ssize_t, HPy_tp_destroy, HPy_tp_finalize, HPy_tp_init, HPy_tp_new, HPy_tp_traverse, HPyContext,
    HPyFunc_DESTRUCTOR, HPyFunc_INITPROC, HPyFunc_NEWFUNC, HPyFunc_TRAVERSEPROC, HPyFunc_args_DESTRUCTOR,
    HPyFunc_args_INITPROC, HPyFunc_args_NEWFUNC, HPyFunc_args_TRAVERSEPROC, HPyFunc_destroyfunc, HPyFunc_traverseproc,
    PyObject, cpy_visitproc,
};
use crate::api::address::{handle_of_hpy, past_hpy};
use crate::api::context::ContextRef;
use crate::api::entry::{context, handle};
use crate::api::for_door::{for_hpy, for_own_door};
use crate::api::trampoline::{call_real, items_of, too_many_in};
use crate::cpython;

/// Makes an instance.
///
/// # Safety
///
/// As for [`Ternary`](super::Ternary).
pub unsafe trait New {
    /// The call; `keywords` is null, a dict, or a tuple of names whose values stand behind the `nargs` arguments.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; handles are borrowed for it.
    unsafe fn call(ctx: ContextRef, class: HPy, args: *const HPy, nargs: HPy_ssize_t, keywords: HPy) -> HPy;
}

/// Initialises an instance.
///
/// # Safety
///
/// As for [`Ternary`](super::Ternary).
pub unsafe trait Init {
    /// The call; `keywords` is null or a dict.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; handles are borrowed for it.
    unsafe fn call(ctx: ContextRef, slf: HPy, args: *const HPy, nargs: HPy_ssize_t, keywords: HPy) -> c_int;
}

/// The signatures whose arguments CPython passes as a tuple and a dict.
macro_rules! constructor {
    ($trait:ident, $constructor:ident: $slot:ident, $number:ident -> $result:ty = $error:expr; $block:ident) => {
        pub(super) mod $constructor {
            use super::*;

            type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, HPy_ssize_t, HPy) -> $result;
            type Called =
                unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> <$result as ToCPython>::Object;

            #[cfg_attr(not(feature = "cpython"), inline(never))]
            pub(in super::super) unsafe extern "C" fn entry<F: $trait>(
                ctx: *mut HPyContext,
                target: HPy,
                args: *const HPy,
                nargs: HPy_ssize_t,
                keywords: HPy,
            ) -> $result {
                // SAFETY: HPy calls with its live context.
                let ctx = unsafe { ContextRef::from_raw(ctx) };
                // SAFETY: HPy's calling convention for this signature.
                unsafe { F::call(ctx, target, args, nargs, keywords) }
            }

            pub(in super::super) unsafe extern "C" fn trampoline<F: $trait>(
                self_: *mut PyObject,
                args: *mut PyObject,
                kw: *mut PyObject,
            ) -> <$result as ToCPython>::Object {
                // SAFETY: CPython's arguments for this slot.
                unsafe { call(self_, args, kw, entry::<F>) }
            }

            /// What all trampolines of this slot jump to.
            #[inline(never)]
            unsafe extern "C" fn call(
                self_: *mut PyObject,
                args: *mut PyObject,
                kw: *mut PyObject,
                function: Entry,
            ) -> <$result as ToCPython>::Object {
                if let Some(ctx) = past_hpy() {
                    // SAFETY: CPython passes a tuple.
                    let (items, count) = unsafe { items_of(args) };
                    let (target, keywords) = (handle_of_hpy(self_), handle_of_hpy(kw));
                    // SAFETY: objects are live for the call, and so are their handles; entries read arrays of arguments by
                    // `address::argument`.
                    return unsafe { function(ctx.as_raw(), target, items, count, keywords) }.direct_into();
                }
                // SAFETY: CPython passes a tuple.
                if unsafe { too_many_in(args) } {
                    return $error;
                }
                let mut block = $block { self_, args, kw, result: $error };
                let function = erase!(function, Entry);
                // SAFETY: function and block of this signature.
                unsafe { call_real($number, function, &raw mut block) };
                block.result
            }

            pub(in super::super) unsafe extern "C" fn own<F: $trait>(
                target: *mut PyObject,
                args: *mut PyObject,
                kw: *mut PyObject,
            ) -> <$result as ToCPython>::Object {
                // SAFETY: an interpreter calls the slot of a type that the own door made.
                unsafe { call_own(target, args, kw, entry::<F>) }
            }

            /// What all own functions of this slot jump to.
            #[inline(never)]
            unsafe extern "C" fn call_own(
                target: *mut PyObject,
                args: *mut PyObject,
                kw: *mut PyObject,
                function: Entry,
            ) -> <$result as ToCPython>::Object {
                // SAFETY: an interpreter calls the slot of a type that the own door made.
                let result = unsafe { cpython::call_with_tuple(function, target, args, kw) };
                result.map_or($error, ToCPython::into_object)
            }

            pub(super) const fn slot<F: $trait>() -> Slot {
                let trampoline = for_hpy!(Some(erase!(trampoline::<F>, Called)));
                let own = for_own_door!(erase!(own::<F>, Called));
                Slot { number: $slot, hpy: for_hpy!(erase!(entry::<F>, Entry)), trampoline, own }
            }
        }
    };
}

constructor!(New, new: HPy_tp_new, HPyFunc_NEWFUNC -> HPy = ptr::null_mut(); HPyFunc_args_NEWFUNC);
constructor!(Init, init: HPy_tp_init, HPyFunc_INITPROC -> c_int = -1; HPyFunc_args_INITPROC);

/// What runs before an instance goes.
///
/// # Safety
///
/// `call` leaves no exception pending and does not unwind.
pub unsafe trait Finalize {
    /// The call.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; the handle is borrowed for it.
    unsafe fn call(ctx: ContextRef, slf: HPy);
}

#[cfg_attr(not(feature = "cpython"), inline(never))]
unsafe extern "C" fn finalize_entry<F: Finalize>(ctx: *mut HPyContext, slf: HPy) {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for this signature.
    unsafe { F::call(ctx, slf) }
}

unsafe extern "C" fn finalize_trampoline<F: Finalize>(arg0: *mut PyObject) {
    // SAFETY: CPython's argument for this slot.
    unsafe { call_finalize(arg0, finalize_entry::<F>) }
}

#[inline(never)]
unsafe extern "C" fn call_finalize(arg0: *mut PyObject, function: unsafe extern "C" fn(*mut HPyContext, HPy)) {
    let mut block = HPyFunc_args_DESTRUCTOR { arg0 };
    let function = erase!(function, unsafe extern "C" fn(*mut HPyContext, HPy));
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_DESTRUCTOR, function, &raw mut block) };
}

unsafe extern "C" fn finalize_own<F: Finalize>(slf: *mut PyObject) {
    // SAFETY: an interpreter calls the slot of a type that the own door made.
    unsafe { finalize_entry::<F>(context().as_raw(), handle(slf)) }
}

unsafe extern "C" fn traverse_trampoline<F: Traverse>(
    self_: *mut PyObject,
    visit: Option<cpy_visitproc>,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: CPython's arguments for this slot.
    unsafe { call_traverse(self_, visit, arg, F::FUNCTION) }
}

#[inline(never)]
unsafe extern "C" fn call_traverse(
    self_: *mut PyObject,
    visit: Option<cpy_visitproc>,
    arg: *mut c_void,
    function: HPyFunc_traverseproc,
) -> c_int {
    let mut block = HPyFunc_args_TRAVERSEPROC { self_, visit, arg, result: -1 };
    let function = erase!(function, HPyFunc_traverseproc);
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_TRAVERSEPROC, function, &raw mut block) };
    block.result
}

/// The function that visits the fields of an instance.
///
/// # Safety
///
/// It calls the visitor with all fields of the struct and does not unwind.
pub unsafe trait Traverse {
    /// It.
    const FUNCTION: HPyFunc_traverseproc;
}

impl Slot {
    /// `T.__new__`.
    pub const fn new<F: New>() -> Self {
        new::slot::<F>()
    }

    /// `T.__init__`.
    pub const fn init<F: Init>() -> Self {
        init::slot::<F>()
    }

    /// What runs before an instance goes.
    pub const fn finalize<F: Finalize>() -> Self {
        type Called = unsafe extern "C" fn(*mut PyObject);
        Self {
            number: HPy_tp_finalize,
            hpy: for_hpy!(erase!(finalize_entry::<F>, unsafe extern "C" fn(*mut HPyContext, HPy))),
            trampoline: for_hpy!(Some(erase!(finalize_trampoline::<F>, Called))),
            own: for_own_door!(erase!(finalize_own::<F>, Called)),
        }
    }

    /// What frees the content of an instance's struct.
    pub const fn destroy(function: HPyFunc_destroyfunc) -> Self {
        let function = erase!(function, HPyFunc_destroyfunc);
        Self {
            number: HPy_tp_destroy,
            hpy: for_hpy!(function),
            trampoline: for_hpy!(None),
            own: for_own_door!(function),
        }
    }

    /// What visits the fields of an instance.
    pub const fn traverse<F: Traverse>() -> Self {
        type Trampoline = unsafe extern "C" fn(*mut PyObject, Option<cpy_visitproc>, *mut c_void) -> c_int;
        let function = erase!(F::FUNCTION, HPyFunc_traverseproc);
        let trampoline = for_hpy!(Some(erase!(traverse_trampoline::<F>, Trampoline)));
        Self { number: HPy_tp_traverse, hpy: for_hpy!(function), trampoline, own: for_own_door!(function) }
    }
}

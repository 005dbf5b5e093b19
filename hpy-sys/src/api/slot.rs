//! The slots of a type: one trait for each signature, and what the interpreter calls of it.
//!
//! As for functions, an entry is made for a type, so that it knows at compile time what to call. On CPython the interpreter
//! calls the trampoline, elsewhere the entry itself. Slots that get no context have no trait: they are plain functions.

use std::ffi::{c_int, c_void};
use std::ptr;

use super::context::ContextRef;
use super::entry::{Keywords, NoArgs, OneArg, hpy as functions};
use super::runtime::python_version;
use super::trampoline::{self, call_real, too_many_in};
use crate::abi::{
    HPy, HPy_RichCmpOp, HPy_bf_getbuffer, HPy_bf_releasebuffer, HPy_buffer, HPy_hash_t, HPy_ssize_t, HPy_tp_call,
    HPy_tp_destroy, HPy_tp_finalize, HPy_tp_init, HPy_tp_new, HPy_tp_traverse, HPyCFunction, HPyContext, HPyDef,
    HPyDef_Kind_Slot, HPyDefBody, HPyFunc_DESTRUCTOR, HPyFunc_GETBUFFERPROC, HPyFunc_HASHFUNC, HPyFunc_INITPROC,
    HPyFunc_INQUIRY, HPyFunc_LENFUNC, HPyFunc_NEWFUNC, HPyFunc_OBJOBJARGPROC, HPyFunc_OBJOBJPROC,
    HPyFunc_RELEASEBUFFERPROC, HPyFunc_RICHCMPFUNC, HPyFunc_SETTER, HPyFunc_SSIZEARGFUNC, HPyFunc_SSIZEOBJARGPROC,
    HPyFunc_TERNARYFUNC, HPyFunc_TRAVERSEPROC, HPyFunc_args_DESTRUCTOR, HPyFunc_args_GETBUFFERPROC,
    HPyFunc_args_HASHFUNC, HPyFunc_args_INITPROC, HPyFunc_args_INQUIRY, HPyFunc_args_LENFUNC, HPyFunc_args_NEWFUNC,
    HPyFunc_args_OBJOBJARGPROC, HPyFunc_args_OBJOBJPROC, HPyFunc_args_RELEASEBUFFERPROC, HPyFunc_args_RICHCMPFUNC,
    HPyFunc_args_SETTER, HPyFunc_args_SSIZEARGFUNC, HPyFunc_args_SSIZEOBJARGPROC, HPyFunc_args_TERNARYFUNC,
    HPyFunc_args_TRAVERSEPROC, HPyFunc_binaryfunc, HPyFunc_destroyfunc, HPyFunc_getter, HPyFunc_keywords,
    HPyFunc_setter, HPyFunc_traverseproc, HPyFunc_unaryfunc, HPySlot, HPySlot_Slot, Py_buffer, PyObject, cpy_getter,
    cpy_setter, cpy_vectorcallfunc, cpy_visitproc,
};

/// One slot of a type.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    number: HPySlot_Slot,
    hpy: HPyCFunction,
    trampoline: Option<HPyCFunction>,
}

impl Slot {
    /// Which slot it is.
    pub const fn number(&self) -> HPySlot_Slot {
        self.number
    }

    /// The same function in another slot of its signature.
    #[must_use]
    pub const fn at(self, number: HPySlot_Slot) -> Self {
        Self { number, ..self }
    }

    /// The definition for the HPy door.
    pub(super) fn definition(self) -> HPyDef {
        let slot = HPySlot { slot: self.number, impl_: self.hpy, cpy_trampoline: self.trampoline };
        HPyDef { kind: HPyDef_Kind_Slot, body: HPyDefBody { slot } }
    }
}

/// What an argument or a result is to CPython.
trait ToCPython: Copy {
    type Object: Copy;
}

impl ToCPython for HPy {
    type Object = *mut PyObject;
}

macro_rules! same_for_cpython {
    ($($type:ty)*) => { $(impl ToCPython for $type { type Object = $type; })* };
}

same_for_cpython!(c_int HPy_ssize_t *mut c_void);

/// Forgets the type of a function; the number of its slot tells it again.
macro_rules! erase {
    ($function:expr, $type:ty) => {{
        let function: $type = $function;
        // SAFETY: between function pointers; it is called only as what its signature says.
        unsafe { std::mem::transmute::<$type, HPyCFunction>(function) }
    }};
}

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

        mod $constructor {
            use super::*;

            pub(super) unsafe extern "C" fn entry<F: $trait>(ctx: *mut HPyContext, $($name: $type),*) -> $result {
                // SAFETY: HPy calls with its live context.
                let ctx = unsafe { ContextRef::from_raw(ctx) };
                // SAFETY: HPy's calling convention for this signature.
                unsafe { F::call(ctx, $($name),*) }
            }

            pub(super) unsafe extern "C" fn trampoline<F: $trait>(
                $($name: <$type as ToCPython>::Object),*
            ) -> <$result as ToCPython>::Object {
                let mut block = $block { $($name,)* result: $error };
                let function = erase!(entry::<F>, unsafe extern "C" fn(*mut HPyContext, $($type),*) -> $result);
                // SAFETY: function and block of this signature.
                unsafe { call_real($number, function, &raw mut block) };
                block.result
            }
        }

        impl Slot {
            #[doc = concat!("A slot of the signature `", stringify!($number), "`.")]
            pub const fn $constructor<F: $trait>(number: HPySlot_Slot) -> Self {
                Self {
                    number,
                    hpy: erase!(
                        $constructor::entry::<F>,
                        unsafe extern "C" fn(*mut HPyContext, $($type),*) -> $result
                    ),
                    trampoline: Some(erase!(
                        $constructor::trampoline::<F>,
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

/// What reads a property.
#[derive(Clone, Copy, Debug)]
pub struct Getter(pub(super) HPyFunc_getter, pub(super) cpy_getter);

impl Getter {
    /// The one that the method `F` is.
    pub const fn new<F: NoArgs>() -> Self {
        Self(get_entry::<F>, get_trampoline::<F>)
    }
}

unsafe extern "C" fn get_entry<F: NoArgs>(ctx: *mut HPyContext, slf: HPy, _closure: *mut c_void) -> HPy {
    // SAFETY: HPy's calling convention for which begins as that of HPyFunc_NOARGS does.
    unsafe { functions::no_args::<F>(ctx, slf) }
}

unsafe extern "C" fn get_trampoline<F: NoArgs>(slf: *mut PyObject, _closure: *mut c_void) -> *mut PyObject {
    // SAFETY: as above, for CPython.
    unsafe { trampoline::no_args::<F>(slf) }
}

/// What writes a property.
#[derive(Clone, Copy, Debug)]
pub struct Setter(pub(super) HPyFunc_setter, pub(super) cpy_setter);

impl Setter {
    /// The one that `F` is.
    pub const fn new<F: Set>() -> Self {
        Self(set::entry::<F>, set::trampoline::<F>)
    }
}

/// Makes an instance.
///
/// # Safety
///
/// As for [`Ternary`].
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
/// As for [`Ternary`].
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
        mod $constructor {
            use super::*;

            type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, HPy_ssize_t, HPy) -> $result;
            type Trampoline =
                unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> <$result as ToCPython>::Object;

            unsafe extern "C" fn entry<F: $trait>(
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

            unsafe extern "C" fn trampoline<F: $trait>(
                self_: *mut PyObject,
                args: *mut PyObject,
                kw: *mut PyObject,
            ) -> <$result as ToCPython>::Object {
                // SAFETY: CPython passes a tuple.
                if unsafe { too_many_in(args) } {
                    return $error;
                }
                let mut block = $block { self_, args, kw, result: $error };
                let function = erase!(entry::<F>, Entry);
                // SAFETY: function and block of this signature.
                unsafe { call_real($number, function, &raw mut block) };
                block.result
            }

            pub(super) const fn slot<F: $trait>() -> Slot {
                let trampoline = Some(erase!(trampoline::<F>, Trampoline));
                Slot { number: $slot, hpy: erase!(entry::<F>, Entry), trampoline }
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

unsafe extern "C" fn finalize_entry<F: Finalize>(ctx: *mut HPyContext, slf: HPy) {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for this signature.
    unsafe { F::call(ctx, slf) }
}

unsafe extern "C" fn finalize_trampoline<F: Finalize>(arg0: *mut PyObject) {
    let mut block = HPyFunc_args_DESTRUCTOR { arg0 };
    let function = erase!(finalize_entry::<F>, unsafe extern "C" fn(*mut HPyContext, HPy));
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_DESTRUCTOR, function, &raw mut block) };
}

/// Gives and takes back memory.
///
/// # Safety
///
/// `get` fills the buffer and gives 0, or gives -1 with an exception set; neither unwinds.
pub unsafe trait Buffer {
    /// Fills `view`, all of it.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; the handle is borrowed for it; `view` may be written to.
    unsafe fn get(ctx: ContextRef, slf: HPy, view: *mut HPy_buffer, flags: c_int) -> c_int;

    /// Takes back what `view` says.
    ///
    /// # Safety
    ///
    /// As for `get`; `view` is a copy of what `get` filled.
    unsafe fn release(ctx: ContextRef, slf: HPy, view: *mut HPy_buffer);
}

unsafe extern "C" fn get_buffer_entry<F: Buffer>(
    ctx: *mut HPyContext,
    slf: HPy,
    view: *mut HPy_buffer,
    flags: c_int,
) -> c_int {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for this signature.
    unsafe { F::get(ctx, slf, view, flags) }
}

unsafe extern "C" fn get_buffer_trampoline<F: Buffer>(
    self_: *mut PyObject,
    view: *mut Py_buffer,
    flags: c_int,
) -> c_int {
    type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer, c_int) -> c_int;
    let mut block = HPyFunc_args_GETBUFFERPROC { self_, view, flags, result: -1 };
    let function = erase!(get_buffer_entry::<F>, Entry);
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_GETBUFFERPROC, function, &raw mut block) };
    block.result
}

unsafe extern "C" fn release_buffer_entry<F: Buffer>(ctx: *mut HPyContext, slf: HPy, view: *mut HPy_buffer) {
    // SAFETY: HPy calls with its live context.
    let ctx = unsafe { ContextRef::from_raw(ctx) };
    // SAFETY: HPy's calling convention for this signature.
    unsafe { F::release(ctx, slf, view) }
}

unsafe extern "C" fn release_buffer_trampoline<F: Buffer>(self_: *mut PyObject, view: *mut Py_buffer) {
    type Entry = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer);
    let mut block = HPyFunc_args_RELEASEBUFFERPROC { self_, view };
    let function = erase!(release_buffer_entry::<F>, Entry);
    // SAFETY: function and block of this signature.
    unsafe { call_real(HPyFunc_RELEASEBUFFERPROC, function, &raw mut block) };
}

/// CPython before 3.10 passes two arguments where `__ipow__` is called by its name: the third is whatever was there.
unsafe extern "C" fn in_place<F: Ternary>(a: *mut PyObject, b: *mut PyObject, c: *mut PyObject) -> *mut PyObject {
    // SAFETY: CPython's calling convention for this slot; HPy takes null for no handle.
    unsafe { ternary::trampoline::<F>(a, b, if python_version() < (3, 10) { ptr::null_mut() } else { c }) }
}

unsafe extern "C" fn traverse_trampoline<F: Traverse>(
    self_: *mut PyObject,
    visit: Option<cpy_visitproc>,
    arg: *mut c_void,
) -> c_int {
    let mut block = HPyFunc_args_TRAVERSEPROC { self_, visit, arg, result: -1 };
    let function = erase!(F::FUNCTION, HPyFunc_traverseproc);
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
    /// A slot of one operand: it is called as a method without arguments is.
    pub const fn unary<F: NoArgs>(number: HPySlot_Slot) -> Self {
        Self {
            number,
            hpy: erase!(functions::no_args::<F>, HPyFunc_unaryfunc),
            trampoline: Some(erase!(trampoline::no_args::<F>, unsafe extern "C" fn(*mut PyObject) -> *mut PyObject)),
        }
    }

    /// A slot of two operands: it is called as a method of one argument is.
    pub const fn binary<F: OneArg>(number: HPySlot_Slot) -> Self {
        type Trampoline = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;
        Self {
            number,
            hpy: erase!(functions::one_arg::<F>, HPyFunc_binaryfunc),
            trampoline: Some(erase!(trampoline::one_arg::<F>, Trampoline)),
        }
    }

    /// `x **= y`.
    pub const fn power_in_place<F: Ternary>() -> Self {
        type Trampoline = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
        let slot = Self::ternary::<F>(crate::abi::HPy_nb_inplace_power);
        Self { trampoline: Some(erase!(in_place::<F>, Trampoline)), ..slot }
    }

    /// `T.__new__`.
    pub const fn new<F: New>() -> Self {
        new::slot::<F>()
    }

    /// `T.__init__`.
    pub const fn init<F: Init>() -> Self {
        init::slot::<F>()
    }
    /// `T.__call__`.
    pub const fn call<F: Keywords>() -> Self {
        Self {
            number: HPy_tp_call,
            hpy: erase!(functions::keywords::<F>, HPyFunc_keywords),
            trampoline: Some(erase!(trampoline::keywords::<F>, cpy_vectorcallfunc)),
        }
    }

    /// What runs before an instance goes.
    pub const fn finalize<F: Finalize>() -> Self {
        Self {
            number: HPy_tp_finalize,
            hpy: erase!(finalize_entry::<F>, unsafe extern "C" fn(*mut HPyContext, HPy)),
            trampoline: Some(erase!(finalize_trampoline::<F>, unsafe extern "C" fn(*mut PyObject))),
        }
    }

    /// What frees the content of an instance's struct.
    pub const fn destroy(function: HPyFunc_destroyfunc) -> Self {
        Self { number: HPy_tp_destroy, hpy: erase!(function, HPyFunc_destroyfunc), trampoline: None }
    }

    /// What visits the fields of an instance.
    pub const fn traverse<F: Traverse>() -> Self {
        type Trampoline = unsafe extern "C" fn(*mut PyObject, Option<cpy_visitproc>, *mut c_void) -> c_int;
        Self {
            number: HPy_tp_traverse,
            hpy: erase!(F::FUNCTION, HPyFunc_traverseproc),
            trampoline: Some(erase!(traverse_trampoline::<F>, Trampoline)),
        }
    }

    /// The two slots of memory that is shared.
    pub const fn buffer<F: Buffer>() -> [Self; 2] {
        type Get = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer, c_int) -> c_int;
        type GetTrampoline = unsafe extern "C" fn(*mut PyObject, *mut Py_buffer, c_int) -> c_int;
        type Release = unsafe extern "C" fn(*mut HPyContext, HPy, *mut HPy_buffer);
        type ReleaseTrampoline = unsafe extern "C" fn(*mut PyObject, *mut Py_buffer);
        let get = Self {
            number: HPy_bf_getbuffer,
            hpy: erase!(get_buffer_entry::<F>, Get),
            trampoline: Some(erase!(get_buffer_trampoline::<F>, GetTrampoline)),
        };
        let release = Self {
            number: HPy_bf_releasebuffer,
            hpy: erase!(release_buffer_entry::<F>, Release),
            trampoline: Some(erase!(release_buffer_trampoline::<F>, ReleaseTrampoline)),
        };
        [get, release]
    }
}

//! From what a class defines to the slots of a type.
//!
//! As for functions, `#[hpy_methods]` implements one trait for each method, all of it safe code; [`SlotAdapter`] turns
//! that into what `hpy_sys` can hand to an interpreter.
#![expect(unsafe_code, reason = "adopts the raw arguments of a call")]

use std::ffi::{c_int, c_void};
use std::marker::PhantomData;

use hpy_sys::HPy;
use hpy_sys::api::{self, ContextRef};

use super::class::{not_implemented, operand_argument};
use super::function::argument;
use super::keywords::{KeywordNames, Unpacked, passed};
use super::outcome::{Failure, Leave};
use super::trampoline::{catch, enter_as, enter_beside_pending, enter_leaving, for_any_context, for_handle};
use super::{NoArgsFunction, OneArgFunction, VarArgsFunction};
use crate::context::Context;
use crate::error::{PyOverflowError, PyTypeError};
use crate::handle::{Args, Borrowed};
use crate::object::CompareOp;
use crate::types::PyType;
use crate::{Result, calls};

/// Declares the traits, which differ in their arguments and in what they return.
macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        $($(#[$doc])*
        pub trait $name {
            /// Binds and converts the arguments and runs the user's method.
            ///
            /// # Errors
            /// Those of binding and converting, and of the method.
            fn call<'a, 'ctx>(ctx: Context<'ctx>, $($argument: $type),*) -> $result;
        })*
    };
}

traits! {
    /// `__new__`.
    NewFunction(class: Borrowed<'a, 'ctx, PyType>, arguments: Args<'a, 'ctx>, names: KeywordNames<'a, 'ctx>) -> Leave<'ctx>;
    /// `__init__`.
    InitFunction(slf: Borrowed<'a, 'ctx>, arguments: Args<'a, 'ctx>, names: KeywordNames<'a, 'ctx>) -> Result<(), Failure>;
    /// An operator of two operands, either of which may be of the class.
    OperatorFunction(left: Borrowed<'a, 'ctx>, right: Borrowed<'a, 'ctx>) -> Leave<'ctx>;
    /// `pow`; without a modulus that is `None`.
    PowerFunction(left: Borrowed<'a, 'ctx>, right: Borrowed<'a, 'ctx>, modulus: Borrowed<'a, 'ctx>) -> Leave<'ctx>;
    /// The six comparisons.
    CompareFunction(slf: Borrowed<'a, 'ctx>, other: Borrowed<'a, 'ctx>, operator: CompareOp) -> Leave<'ctx>;
    /// `__len__`.
    LengthFunction(slf: Borrowed<'a, 'ctx>) -> Result<usize, Failure>;
    /// `__hash__`.
    HashFunction(slf: Borrowed<'a, 'ctx>) -> Result<isize, Failure>;
    /// `__bool__`.
    TruthFunction(slf: Borrowed<'a, 'ctx>) -> Result<bool, Failure>;
    /// `__contains__`.
    ContainsFunction(slf: Borrowed<'a, 'ctx>, item: Borrowed<'a, 'ctx>) -> Result<bool, Failure>;
    /// `__setitem__`, and `__delitem__` without a value.
    SetItemFunction(slf: Borrowed<'a, 'ctx>, key: Borrowed<'a, 'ctx>, value: Option<Borrowed<'a, 'ctx>>) -> Result<(), Failure>;
    /// An item of a sequence, or a repeated one.
    ItemFunction(slf: Borrowed<'a, 'ctx>, index: isize) -> Leave<'ctx>;
    /// Sets an item of a sequence, or deletes it without a value.
    SetAtIndexFunction(slf: Borrowed<'a, 'ctx>, index: isize, value: Option<Borrowed<'a, 'ctx>>) -> Result<(), Failure>;
    /// Writes a property, or deletes it without a value.
    SetterFunction(slf: Borrowed<'a, 'ctx>, value: Option<Borrowed<'a, 'ctx>>) -> Result<(), Failure>;
    /// `__del__`.
    FinalizeFunction(slf: Borrowed<'a, 'ctx>) -> Result<(), Failure>;
}

/// Implements the entry traits of `hpy_sys` for a slot.
#[derive(Debug)]
pub(crate) struct SlotAdapter<F>(PhantomData<F>);

/// An argument that may be null.
///
/// # Safety
/// As for [`argument`], or `raw` is null.
unsafe fn optional<'a>(ctx: Context<'_>, raw: HPy) -> Option<Borrowed<'a, '_>> {
    // SAFETY: by the contract of this function.
    (!raw.is_null()).then(|| unsafe { argument(ctx, raw) })
}

// SAFETY, for all that follow: `enter` and `enter_as` let no panic out, and give a result, or what tells an error with an
// exception pending. Handles are arguments of the call, as HPy promises for the signature.

// SAFETY: see above.
unsafe impl<F: PowerFunction> api::Ternary for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, left: HPy, right: HPy, modulus: HPy) -> HPy {
        let run = for_handle(move |ctx| {
            // SAFETY: see above.
            let left = unsafe { argument(ctx, left) };
            // SAFETY: see above.
            let right = unsafe { argument(ctx, right) };
            // SAFETY: see above; it is null where CPython has passed none.
            let modulus = unsafe { optional(ctx, modulus) }.unwrap_or_else(|| ctx.none().into_any());
            F::call(ctx, left, right, modulus)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: CompareFunction> api::Compare for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, other: HPy, operator: c_int) -> HPy {
        let run = for_handle(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: see above.
            let other = unsafe { argument(ctx, other) };
            F::call(ctx, slf, other, CompareOp::of(operator))
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: ItemFunction> api::AtIndex for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, index: isize) -> HPy {
        let run = for_handle(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            F::call(ctx, slf, index)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: LengthFunction> api::Length for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy) -> isize {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            let length = F::call(ctx, slf)?;
            isize::try_from(length).map_err(|_| too_long())
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

#[cold]
#[inline(never)]
fn too_long() -> Failure {
    PyOverflowError::new("cannot fit 'int' into an index-sized integer").into()
}

// SAFETY: see above.
unsafe impl<F: HashFunction> api::Hash for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy) -> isize {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            // -1 is how an error is told; Python itself takes -2 for it.
            F::call(ctx, slf).map(|hash| if hash == -1 { -2 } else { hash })
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: TruthFunction> api::Inquiry for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy) -> c_int {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            F::call(ctx, slf).map(c_int::from)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: ContainsFunction> api::Contains for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, item: HPy) -> c_int {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: see above.
            let item = unsafe { argument(ctx, item) };
            F::call(ctx, slf, item).map(c_int::from)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: SetItemFunction> api::SetItem for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, key: HPy, value: HPy) -> c_int {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: see above.
            let key = unsafe { argument(ctx, key) };
            // SAFETY: see above.
            let value = unsafe { optional(ctx, value) };
            F::call(ctx, slf, key, value).map(|()| 0)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: SetAtIndexFunction> api::SetAtIndex for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, index: isize, value: HPy) -> c_int {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: see above.
            let value = unsafe { optional(ctx, value) };
            F::call(ctx, slf, index, value).map(|()| 0)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: SetterFunction> api::Set for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, value: HPy, _: *mut c_void) -> c_int {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: see above.
            let value = unsafe { optional(ctx, value) };
            F::call(ctx, slf, value).map(|()| 0)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: see above.
unsafe impl<F: NewFunction> api::New for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, class: HPy, args: *const HPy, nargs: isize, keywords: HPy) -> HPy {
        let run = for_handle(move |ctx| {
            // SAFETY: see above.
            let class = unsafe { argument(ctx, class) };
            check_class(class)?;
            let mut unpacked = Unpacked::default();
            // SAFETY: an array of `nargs` arguments; null, a dict, or a tuple of names whose values stand behind them.
            let (arguments, names) = unsafe { passed(ctx, args, nargs.cast_unsigned(), keywords, &mut unpacked) }?;
            F::call(ctx, class, arguments, names)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

/// PyPy and GraalPy call `__new__` for anything at all.
#[inline(always)]
fn check_class(class: Borrowed<'_, '_, PyType>) -> Result<(), Failure> {
    if class.ctx().state().is_foreign() { check_any_class(class) } else { Ok(()) }
}

#[cold]
#[inline(never)]
fn check_any_class(class: Borrowed<'_, '_, PyType>) -> Result<(), Failure> {
    if calls::object::type_check(&class, &class.ctx().type_type()) {
        return Ok(());
    }
    Err(PyTypeError::new("__new__() takes a class first").into())
}

// SAFETY: see above.
unsafe impl<F: InitFunction> api::Init for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy, args: *const HPy, nargs: isize, keywords: HPy) -> c_int {
        let run = for_any_context(move |ctx| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            let mut unpacked = Unpacked::default();
            // SAFETY: an array of `nargs` arguments; null, a dict, or a tuple of names whose values stand behind them.
            let (arguments, names) = unsafe { passed(ctx, args, nargs.cast_unsigned(), keywords, &mut unpacked) }?;
            F::call(ctx, slf, arguments, names).map(|()| 0)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

// SAFETY: an exception that is pending comes back, and one that is raised is reported.
unsafe impl<F: FinalizeFunction> api::Finalize for SlotAdapter<F> {
    unsafe fn call(ctx: ContextRef, slf: HPy) {
        let run = move |ctx: Context<'_>| {
            // SAFETY: see above.
            let slf = unsafe { argument(ctx, slf) };
            finalize::<F>(ctx, slf);
        };
        // SAFETY: the context is the one of this call.
        unsafe { enter_beside_pending(ctx, run) };
    }
}

/// Runs `__del__`; what it raises is reported, since nobody could catch it.
fn finalize<'ctx, F: FinalizeFunction>(ctx: Context<'ctx>, slf: Borrowed<'_, 'ctx>) {
    let outcome = catch(|| F::call(ctx, slf).map_err(Failure::into_error));
    if let Err(error) = outcome {
        // Of the object a hook could keep what goes.
        error.write_unraisable(ctx, slf.get_type().ok().as_deref());
    }
}

/// `__del__` as a method, for interpreters that have no safe slot for it.
#[derive(Debug)]
pub(crate) struct Finalizing<F>(PhantomData<F>);

impl<F: FinalizeFunction> NoArgsFunction for Finalizing<F> {
    fn call<'ctx>(ctx: Context<'ctx>, slf: Borrowed<'_, 'ctx>) -> Leave<'ctx> {
        F::call(ctx, slf)?;
        Ok(ctx.none().to_owned().into())
    }
}

/// An operator as a function of one argument, which its slot is called as.
#[derive(Debug)]
pub(crate) struct Operating<F>(PhantomData<F>);

impl<F: OperatorFunction> OneArgFunction for Operating<F> {
    #[inline(always)]
    fn call<'a, 'ctx>(ctx: Context<'ctx>, left: Borrowed<'a, 'ctx>, right: Borrowed<'a, 'ctx>) -> Leave<'ctx> {
        F::call(ctx, left, right)
    }
}

/// An operator as the method of its reflected form.
#[derive(Debug)]
pub(crate) struct Reflected<F>(PhantomData<F>);

impl<F: OperatorFunction> OneArgFunction for Reflected<F> {
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, left: Borrowed<'a, 'ctx>) -> Leave<'ctx> {
        F::call(ctx, left, slf)
    }
}

/// A repeated sequence whose count is on the left.
#[derive(Debug)]
pub(crate) struct Repeated<F>(PhantomData<F>);

impl<F: ItemFunction> OneArgFunction for Repeated<F> {
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, count: Borrowed<'a, 'ctx>) -> Leave<'ctx> {
        match operand_argument(count)? {
            Some(count) => F::call(ctx, slf, count),
            None => not_implemented(ctx),
        }
    }
}

/// `__rpow__`.
#[derive(Debug)]
pub(crate) struct ReflectedPower<F>(PhantomData<F>);

impl<F: PowerFunction> VarArgsFunction for ReflectedPower<F> {
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, arguments: Args<'a, 'ctx>) -> Leave<'ctx> {
        let none = ctx.none().into_any();
        match (arguments.get(0), arguments.len()) {
            (Some(left), 1) => F::call(ctx, left, slf, none),
            (Some(left), 2) => F::call(ctx, left, slf, arguments.get(1).unwrap_or(none)),
            (_, passed) => {
                Err(PyTypeError::new(format!("__rpow__() takes from 1 to 2 arguments but {passed} were given")).into())
            }
        }
    }
}

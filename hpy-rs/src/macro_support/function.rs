//! From a user's function to the entry points of both doors.
//!
//! `#[hpy_function]` implements one of the four traits, by calling convention; all of it safe code. [`Adapter`] turns
//! that into what `hpy_sys` can hand to an interpreter.
#![expect(unsafe_code, reason = "adopts the raw arguments of a call")]

use std::marker::PhantomData;
use std::sync::OnceLock;

use hpy_sys::HPy;
use hpy_sys::api::{self, ContextRef};

use super::keywords::KeywordNames;
use super::outcome::Leave;
use super::signature::Signature;
use super::trampoline::{enter, enter_leaving, for_handle};
use super::wording;
use crate::Result;
use crate::context::Context;
use crate::handle::{Args, Borrowed, Handle};
use crate::types::PyModule;

/// What a module needs to know of a function: its name, doc text, calling convention and entry points.
#[derive(Clone, Copy, Debug)]
pub struct Method(pub(crate) api::Method, pub(crate) Option<fn() -> &'static Home>);

/// Where a function that asks for its module finds it: interpreters only tell the root, in which every function is defined.
///
/// Not the module itself, which is another one each time it is imported.
#[derive(Debug)]
pub struct Home(OnceLock<String>);

impl Home {
    /// For a static of the function's.
    #[allow(clippy::new_without_default, reason = "named by expansions only")]
    pub const fn new() -> Self {
        Home(OnceLock::new())
    }

    /// Notes the submodule that the function was moved to, by its path below the root: `shapes.round`. One that is
    /// exported by several keeps to the first.
    pub(crate) fn set(&self, path: &str) {
        self.0.get_or_init(|| path.to_owned());
    }

    /// The submodule, or the root.
    ///
    /// # Errors
    /// `AttributeError` or `TypeError` if Python code took the submodule out of its parent.
    pub fn module<'ctx>(&self, root: Borrowed<'_, 'ctx>) -> Result<Handle<'ctx, PyModule>> {
        let path = self.0.get().map_or("", String::as_str);
        let mut names = path.split('.').filter(|name| !name.is_empty());
        // SAFETY: what a function of a module is called on is the module that it was defined in, on every interpreter.
        let root: Borrowed<'_, 'ctx, PyModule> = unsafe { root.assume_type() };
        names.try_fold(root.to_owned(), |module, name| module.get_attr(name)?.cast_into())
    }
}

/// A function without parameters.
pub trait NoArgsFunction {
    /// Runs the user's function.
    ///
    /// # Errors
    /// What the user's function returns.
    fn call<'ctx>(ctx: Context<'ctx>, slf: Borrowed<'_, 'ctx>) -> Leave<'ctx>;
}

/// A function with exactly one parameter, positional-only and required.
pub trait OneArgFunction {
    /// Converts the argument and runs the user's function.
    ///
    /// # Errors
    /// Those of the conversion and of the user's function.
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, argument: Borrowed<'a, 'ctx>) -> Leave<'ctx>;
}

/// A function with positional-only parameters.
pub trait VarArgsFunction {
    /// What its arguments are counted by before anything else is done; `None` if it has a `*args`, or counts them itself.
    const COUNTED: Option<&'static Signature> = None;

    /// Binds and converts the arguments and runs the user's function.
    ///
    /// # Errors
    /// `TypeError` if the arguments do not fit, and those of the conversions and of the user's function.
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, arguments: Args<'a, 'ctx>) -> Leave<'ctx>;
}

/// A function with parameters that can be passed by keyword.
pub trait KeywordsFunction {
    /// Binds and converts the arguments and runs the user's function.
    ///
    /// # Errors
    /// `TypeError` if the arguments do not fit, and those of the conversions and of the user's function.
    fn call<'a, 'ctx>(
        ctx: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
    ) -> Leave<'ctx>;
}

/// Implements the entry traits of `hpy_sys` for a function.
#[derive(Debug)]
pub struct Adapter<F>(PhantomData<F>);

/// Views a handle that the interpreter keeps open for the length of the call.
///
/// # Safety
/// `raw` is an argument of the call that `ctx` is for, and its object is a `T`.
#[inline(always)]
pub(crate) unsafe fn argument<'a, T>(ctx: Context<'_>, raw: HPy) -> Borrowed<'a, '_, T> {
    // SAFETY: HPy keeps the arguments of a call open until it returns, and user code cannot name a longer lifetime:
    // the traits above are generic over it. The type is by the contract of this function.
    unsafe { Borrowed::from_raw(ctx, raw) }
}

/// A call with too few or too many arguments, which the functions themselves then need not be ready for.
///
/// # Safety
/// `ctx` is the context of this call.
#[cold]
#[inline(never)]
unsafe fn refuse(ctx: ContextRef, signature: &'static Signature, passed: usize) -> HPy {
    // SAFETY: by the contract of this function.
    unsafe { enter(ctx, move |_| Err::<Handle<'_>, _>(wording::count_mismatch(signature, passed, 0))) }
}

// SAFETY: `enter` lets no panic out, and gives an owned handle, or null with an exception pending.
unsafe impl<F: NoArgsFunction> api::NoArgs for Adapter<F> {
    #[inline(always)]
    unsafe fn call(ctx: ContextRef, slf: HPy) -> HPy {
        // SAFETY: the interpreter passes what HPy promises for this signature.
        let run = for_handle(move |ctx| F::call(ctx, unsafe { argument(ctx, slf) }));
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: as above.
unsafe impl<F: OneArgFunction> api::OneArg for Adapter<F> {
    #[inline(always)]
    unsafe fn call(ctx: ContextRef, slf: HPy, arg: HPy) -> HPy {
        let run = for_handle(move |ctx| {
            // SAFETY: the interpreter passes what HPy promises for this signature.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: as above.
            F::call(ctx, slf, unsafe { argument(ctx, arg) })
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: as above.
unsafe impl<F: VarArgsFunction> api::VarArgs for Adapter<F> {
    #[inline(always)]
    unsafe fn call(ctx: ContextRef, slf: HPy, args: *const HPy, nargs: usize) -> HPy {
        if let Some(signature) = F::COUNTED
            && !signature.takes(nargs)
        {
            // SAFETY: the context is the one of this call.
            return unsafe { refuse(ctx, signature, nargs) };
        }
        let run = for_handle(move |ctx| {
            // SAFETY: the interpreter passes what HPy promises for this signature.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: as above: an array of `nargs` arguments.
            F::call(ctx, slf, unsafe { Args::from_raw(ctx, args, nargs) })
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: as above.
unsafe impl<F: KeywordsFunction> api::Keywords for Adapter<F> {
    #[inline(always)]
    unsafe fn call(ctx: ContextRef, slf: HPy, args: *const HPy, nargs: usize, kwnames: HPy) -> HPy {
        let run = for_handle(move |ctx| {
            // SAFETY: the interpreter passes what HPy promises for this signature.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: as above: an array of `nargs` arguments, and behind them a value for each name.
            let arguments = unsafe { Args::from_raw(ctx, args, nargs) };
            // SAFETY: as above.
            let names = unsafe { KeywordNames::from_raw(ctx, args, nargs, kwnames) };
            F::call(ctx, slf, arguments, names)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

//! What an interpreter calls: four kinds of function, each with an entry for either door.
//!
//! An entry is made for a type, so that it knows at compile time what to call, and it exists once for each door, so that
//! a call never reads the other door's table.

#[cfg(not(feature = "cpython"))]
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use super::context::ContextRef;
use crate::abi::{HPy, HPyContext, PyObject};

/// A function without arguments.
///
/// # Safety
///
/// `call` returns an owned handle with no exception pending, or null with one set, and does not unwind.
pub unsafe trait NoArgs {
    /// The call.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; `slf` is borrowed for it.
    unsafe fn call(ctx: ContextRef, slf: HPy) -> HPy;
}

/// A function of one positional argument.
///
/// # Safety
///
/// As for [`NoArgs`].
pub unsafe trait OneArg {
    /// The call.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; handles are borrowed for it.
    unsafe fn call(ctx: ContextRef, slf: HPy, arg: HPy) -> HPy;
}

/// A function of positional arguments.
///
/// # Safety
///
/// As for [`NoArgs`].
pub unsafe trait VarArgs {
    /// The call.
    ///
    /// # Safety
    ///
    /// `ctx` is the context of this call; `args` points at `nargs` handles, or anywhere if there are none; handles are
    /// borrowed for the call.
    unsafe fn call(ctx: ContextRef, slf: HPy, args: *const HPy, nargs: usize) -> HPy;
}

/// A function of positional and keyword arguments.
///
/// # Safety
///
/// As for [`NoArgs`].
pub unsafe trait Keywords {
    /// The call.
    ///
    /// # Safety
    ///
    /// As for [`VarArgs::call`], but `args` goes on with the values of the keywords in `kwnames`, a tuple or null.
    unsafe fn call(ctx: ContextRef, slf: HPy, args: *const HPy, nargs: usize, kwnames: HPy) -> HPy;
}

/// The entries of the HPy door: what HPy calls with its context.
pub(super) mod hpy {
    use super::{ContextRef, HPy, HPyContext, Keywords, NoArgs, OneArg, VarArgs};

    #[cfg_attr(not(feature = "cpython"), inline(never))]
    pub(crate) unsafe extern "C" fn no_args<F: NoArgs>(ctx: *mut HPyContext, slf: HPy) -> HPy {
        // SAFETY: HPy calls with its live context.
        let ctx = unsafe { ContextRef::from_raw(ctx) };
        // SAFETY: HPy's calling convention for HPyFunc_NOARGS.
        unsafe { F::call(ctx, slf) }
    }

    #[cfg_attr(not(feature = "cpython"), inline(never))]
    pub(crate) unsafe extern "C" fn one_arg<F: OneArg>(ctx: *mut HPyContext, slf: HPy, arg: HPy) -> HPy {
        // SAFETY: HPy calls with its live context.
        let ctx = unsafe { ContextRef::from_raw(ctx) };
        // SAFETY: HPy's calling convention for HPyFunc_O.
        unsafe { F::call(ctx, slf, arg) }
    }

    #[cfg_attr(not(feature = "cpython"), inline(never))]
    pub(crate) unsafe extern "C" fn var_args<F: VarArgs>(
        ctx: *mut HPyContext,
        slf: HPy,
        args: *const HPy,
        nargs: usize,
    ) -> HPy {
        // SAFETY: HPy calls with its live context.
        let ctx = unsafe { ContextRef::from_raw(ctx) };
        // SAFETY: HPy's calling convention for HPyFunc_VARARGS.
        unsafe { F::call(ctx, slf, args, nargs) }
    }

    #[cfg_attr(not(feature = "cpython"), inline(never))]
    pub(crate) unsafe extern "C" fn keywords<F: Keywords>(
        ctx: *mut HPyContext,
        slf: HPy,
        args: *const HPy,
        nargs: usize,
        kwnames: HPy,
    ) -> HPy {
        // SAFETY: HPy calls with its live context.
        let ctx = unsafe { ContextRef::from_raw(ctx) };
        // SAFETY: HPy's calling convention for HPyFunc_KEYWORDS.
        unsafe { F::call(ctx, slf, args, nargs, kwnames) }
    }
}

/// The entries of our own door: C API functions, to which a handle is the object's address. They jump to those of the
/// HPy door with the other context, so that a function is compiled once.
pub(super) mod own {
    use super::{HPy, Keywords, NoArgs, OneArg, PyObject, VarArgs, context, handle, hpy, object};

    /// `METH_NOARGS`.
    #[cfg_attr(feature = "cpython", inline(never))]
    pub(crate) unsafe extern "C" fn no_args<F: NoArgs>(slf: *mut PyObject, _null: *mut PyObject) -> *mut PyObject {
        // SAFETY: an interpreter calls a method of a module that `py_init` made.
        object(unsafe { hpy::no_args::<F>(context().as_raw(), handle(slf)) })
    }

    /// A slot of one operand, and the getter of a property.
    #[cfg_attr(feature = "cpython", inline(never))]
    pub(crate) unsafe extern "C" fn unary<F: NoArgs>(slf: *mut PyObject) -> *mut PyObject {
        // SAFETY: an interpreter calls the slot of a type that the own door made.
        object(unsafe { hpy::no_args::<F>(context().as_raw(), handle(slf)) })
    }

    /// `METH_O`, and a slot of two operands.
    #[cfg_attr(feature = "cpython", inline(never))]
    pub(crate) unsafe extern "C" fn one_arg<F: OneArg>(slf: *mut PyObject, arg: *mut PyObject) -> *mut PyObject {
        // SAFETY: as in `no_args`.
        object(unsafe { hpy::one_arg::<F>(context().as_raw(), handle(slf), handle(arg)) })
    }

    /// `METH_FASTCALL`.
    #[cfg_attr(feature = "cpython", inline(never))]
    pub(crate) unsafe extern "C" fn var_args<F: VarArgs>(
        slf: *mut PyObject,
        args: *const *mut PyObject,
        nargs: isize,
    ) -> *mut PyObject {
        // SAFETY: as in `no_args`; a handle of this door is the object's address, so the array is one of handles.
        object(unsafe {
            hpy::var_args::<F>(context().as_raw(), handle(slf), args.cast::<HPy>(), nargs.cast_unsigned())
        })
    }

    /// `METH_FASTCALL | METH_KEYWORDS`.
    #[cfg_attr(feature = "cpython", inline(never))]
    pub(crate) unsafe extern "C" fn keywords<F: Keywords>(
        slf: *mut PyObject,
        args: *const *mut PyObject,
        nargs: usize,
        kwnames: *mut PyObject,
    ) -> *mut PyObject {
        let args = args.cast::<HPy>();
        // SAFETY: as in `var_args`.
        object(unsafe { hpy::keywords::<F>(context().as_raw(), handle(slf), args, nargs, handle(kwnames)) })
    }
}

/// The table inside the file; set before the first entry of the own door is known to anybody.
#[cfg(not(feature = "cpython"))]
static OWN: AtomicPtr<HPyContext> = AtomicPtr::new(std::ptr::null_mut());

/// Sets what entries of the own door pass as the context.
pub(super) fn set_context(ctx: ContextRef) {
    #[cfg(not(feature = "cpython"))]
    OWN.store(ctx.as_raw(), Relaxed);
    #[cfg(feature = "cpython")]
    let _ = ctx;
}

/// What entries of the own door pass as the context.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(crate) fn context() -> ContextRef {
    #[cfg(not(feature = "cpython"))]
    let table = OWN.load(Relaxed);
    #[cfg(feature = "cpython")]
    let table = std::ptr::null_mut();
    // SAFETY: `set_context` ran before an entry could be called, and tables are never freed.
    unsafe { ContextRef::from_raw(table) }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn handle(object: *mut PyObject) -> HPy {
    HPy(object as isize)
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call")]
pub(super) fn object(handle: HPy) -> *mut PyObject {
    handle.0 as *mut PyObject
}

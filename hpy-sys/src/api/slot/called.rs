//! The method that is called when an instance is, by its calling convention: one function for each, as for other entries.

use std::marker::PhantomData;

use super::{own, trampoline};
use crate::abi::PyObject;
use crate::api::entry::{Keywords, NoArgs, OneArg, VarArgs};
use crate::cpython::{CallSlot, Convention, Passed, call_slot, calls_by_trampolines};

/// The method `__call__` of a type, which CPython's instances are called by.
#[derive(Clone, Copy, Debug)]
pub struct Called(pub(crate) CallSlot);

impl Called {
    /// One without arguments.
    pub const fn no_args<F: NoArgs>() -> Self {
        Self(call_slot::<ByNoArgs<F>>())
    }

    /// One of one positional argument.
    pub const fn one_arg<F: OneArg>() -> Self {
        Self(call_slot::<ByOneArg<F>>())
    }

    /// One of positional arguments.
    pub const fn var_args<F: VarArgs>() -> Self {
        Self(call_slot::<ByVarArgs<F>>())
    }

    /// One of positional and keyword arguments.
    pub const fn keywords<F: Keywords>() -> Self {
        Self(call_slot::<ByKeywords<F>>())
    }
}

struct ByNoArgs<F>(PhantomData<F>);
struct ByOneArg<F>(PhantomData<F>);
struct ByVarArgs<F>(PhantomData<F>);
struct ByKeywords<F>(PhantomData<F>);

/// Calls a method by the entry of our own door, or by the trampoline.
macro_rules! enter {
    ($own:ident or $trampoline:ident of $method:ident($($argument:expr),*)) => {
        if calls_by_trampolines() {
            // SAFETY: the arguments of a call by CPython, which are those of this convention, here and below.
            unsafe { trampoline::$trampoline::<$method>($($argument),*) }
        } else {
            // SAFETY: as above.
            unsafe { own::$own::<$method>($($argument),*) }
        }
    };
}

impl<F: NoArgs> Convention for ByNoArgs<F> {
    type Arguments = ();

    #[inline]
    unsafe fn take(passed: Passed) -> Option<()> {
        passed.are(0).then_some(())
    }

    #[inline]
    unsafe fn call(object: *mut PyObject, (): ()) -> *mut PyObject {
        enter!(unary or no_args of F(object))
    }
}

impl<F: OneArg> Convention for ByOneArg<F> {
    type Arguments = *mut PyObject;

    #[inline]
    unsafe fn take(passed: Passed) -> Option<*mut PyObject> {
        // SAFETY: the caller's promise.
        passed.are(1).then(|| unsafe { passed.all.read() })
    }

    #[inline]
    unsafe fn call(object: *mut PyObject, argument: *mut PyObject) -> *mut PyObject {
        enter!(one_arg or one_arg of F(object, argument))
    }
}

impl<F: VarArgs> Convention for ByVarArgs<F> {
    type Arguments = (*const *mut PyObject, isize);

    #[inline]
    unsafe fn take(passed: Passed) -> Option<Self::Arguments> {
        passed.names.is_null().then(|| (passed.all, passed.count().cast_signed()))
    }

    #[inline]
    unsafe fn call(object: *mut PyObject, (all, count): Self::Arguments) -> *mut PyObject {
        enter!(var_args or var_args of F(object, all, count))
    }
}

impl<F: Keywords> Convention for ByKeywords<F> {
    type Arguments = Passed;

    #[inline]
    unsafe fn take(passed: Passed) -> Option<Passed> {
        Some(passed)
    }

    #[inline]
    unsafe fn call(object: *mut PyObject, passed: Passed) -> *mut PyObject {
        enter!(keywords or keywords of F(object, passed.all, passed.count(), passed.names))
    }
}

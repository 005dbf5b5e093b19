//! The constructor of a type as CPython calls it when it calls the type by vectorcall.

use std::marker::PhantomData;

use super::ToCPython;
use super::lifecycle::{New, new};
use crate::abi::PyObject;
use crate::api::address::{handle_of_hpy, past_hpy};
use crate::api::entry::{context, handle};
use crate::cpython::{Constructor, Passed, Vectorcall, calls_by_trampolines, vectorcall_of};

/// What makes instances of a type, which CPython's calls of the type go by. It belongs to the type that has the slot
/// [`new`](super::Slot::new) of the same implementation.
#[derive(Clone, Copy, Debug)]
pub struct Constructed(pub(crate) Vectorcall);

impl Constructed {
    /// By this implementation.
    pub const fn by<F: New>() -> Self {
        Self(vectorcall_of::<By<F>>())
    }
}

struct By<F>(PhantomData<F>);

impl<F: New> Constructor for By<F> {
    #[inline]
    fn slot() -> Option<usize> {
        if !calls_by_trampolines() {
            return Some(new::own::<F> as *const () as usize);
        }
        past_hpy().map(|_| new::trampoline::<F> as *const () as usize)
    }

    #[inline]
    unsafe fn make(type_: *mut PyObject, passed: Passed) -> *mut PyObject {
        let (all, count) = (passed.all.cast(), passed.count().cast_signed());
        if let Some(ctx) = past_hpy() {
            let (type_, names) = (handle_of_hpy(type_), handle_of_hpy(passed.names));
            // SAFETY: objects are live for the call, and so are their handles; entries read arrays of arguments by
            // `address::argument`.
            return unsafe { new::entry::<F>(ctx.as_raw(), type_, all, count, names) }.direct_into();
        }
        // SAFETY: the arguments of a call by CPython, whose objects are live for it; the context of this door.
        unsafe { new::entry::<F>(context().as_raw(), handle(type_), all, count, handle(passed.names)) }.into_object()
    }
}

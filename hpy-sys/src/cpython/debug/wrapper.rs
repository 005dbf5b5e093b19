//! An entry of the debug table: looks at its context, calls the entry of the plain table with the objects of its handles,
//! and makes a handle of what comes back.

use std::ffi::{c_char, c_int, c_void};

use super::contexts::{enter, raw};
use super::handles::{State, open};
use super::report::{object_of, plain_of};
use crate::abi::{
    HPy, HPyCallFunction, HPyCapsule_Destructor, HPyContext, HPyField, HPyGlobal, HPyListBuilder, HPyThreadState,
    HPyTracker, HPyTupleBuilder, HPyType_Spec, HPyType_SpecParam, PyObject, wchar_t,
};
use crate::call_out::CallOut;
use crate::cpython::entry::Hand;

/// What goes through a wrapper: a handle changes, everything else stays.
pub(super) trait Crossing: Copy {
    /// As the plain table has it.
    ///
    /// # Safety
    ///
    /// The entry contract.
    #[inline(always)]
    unsafe fn inward(self) -> Self {
        self
    }

    /// As the extension has it.
    #[inline(always)]
    fn outward(self) -> Self {
        self
    }
}

impl Crossing for HPy {
    #[inline(always)]
    unsafe fn inward(self) -> Self {
        // SAFETY: the caller's promise.
        unsafe { object_of(self) }.hand()
    }

    #[inline(always)]
    fn outward(self) -> Self {
        open(self.hand(), State::Owned)
    }
}

macro_rules! unchanged {
    ($($type:ty)*) => { $(impl Crossing for $type {})* };
}

// Not the arrays of handles: entries that have one are special.
unchanged! {
    () bool c_int u32 i64 u64 isize usize f64
    *const c_char *const wchar_t *mut c_void *mut *mut c_void *mut isize *mut PyObject
    *mut HPyField *mut HPyGlobal *mut HPyType_Spec *mut HPyType_SpecParam *mut HPyCapsule_Destructor *mut HPyCallFunction
    HPyField HPyGlobal HPyThreadState
}

/// What is no handle, but has a record as one.
macro_rules! recorded {
    ($($type:ident: $state:ident)*) => {$(
        impl Crossing for $type {
            #[inline(always)]
            unsafe fn inward(self) -> Self {
                // SAFETY: the caller's promise.
                $type(unsafe { plain_of(HPy(self.0), State::$state) } as isize)
            }

            #[inline(always)]
            fn outward(self) -> Self {
                $type(open(self.0 as *mut PyObject, State::$state).0)
            }
        }
    )*};
}

recorded! { HPyListBuilder: ListBuilder HPyTupleBuilder: TupleBuilder HPyTracker: Tracker }

/// The type of an entry.
pub(super) trait Wrapped: Copy {
    /// The wrapper of the entry that is the table's word with this number.
    fn wrapper<const WORD: usize>() -> Self;
}

// A wrapper is a jump that brings along which word it is; what it jumps to is there once for each signature.
macro_rules! wrapped {
    ($($argument:ident: $Type:ident),*) => {
        impl<$($Type: Crossing,)* R: Crossing> Wrapped for unsafe extern "C" fn(*mut HPyContext, $($Type),*) -> R {
            fn wrapper<const WORD: usize>() -> Self {
                unsafe extern "C" fn wrapper<const WORD: usize, $($Type: Crossing,)* R: Crossing>(
                    ctx: *mut HPyContext,
                    $($argument: $Type),*
                ) -> R {
                    // SAFETY: the entry contract.
                    unsafe { cross(ctx, $($argument,)* WORD) }
                }

                #[inline(never)]
                unsafe extern "C" fn cross<$($Type: Crossing,)* R: Crossing>(
                    ctx: *mut HPyContext,
                    $($argument: $Type,)*
                    entry: usize,
                ) -> R {
                    // SAFETY: the entry contract, with a table of this mode.
                    let plain = raw(unsafe { enter(ctx) });
                    // SAFETY: the same entry of the plain table, which is of this type.
                    let entry: unsafe extern "C" fn(*mut HPyContext, $($Type),*) -> R = unsafe { word(plain, entry) };
                    $(
                        // SAFETY: the entry contract.
                        let $argument = unsafe { $argument.inward() };
                    )*
                    // SAFETY: the entry contract, with what the plain table takes for handles.
                    unsafe { entry.call_out((plain, $($argument,)*)) }.outward()
                }

                wrapper::<WORD, $($Type,)* R>
            }
        }
    };
}

wrapped!();
wrapped!(a: A);
wrapped!(a: A, b: B);
wrapped!(a: A, b: B, c: C);
wrapped!(a: A, b: B, c: C, d: D);

/// A word of a table.
///
/// # Safety
///
/// The table has that word, and it is an `Entry`.
#[inline(always)]
unsafe fn word<Entry: Copy>(table: *mut HPyContext, word: usize) -> Entry {
    let place = table.cast::<usize>().wrapping_add(word).cast::<Entry>();
    // SAFETY: the caller's promise.
    unsafe { place.read() }
}

//! Calls out of Rust, into an interpreter that may end the thread in the middle of them.
//!
//! When CPython before 3.14 ends, a daemon thread that asks for its lock is ended by `pthread_exit`, which unwinds the
//! thread's stack. Frames of Rust must not be unwound so: they would let go of what they own without the lock, and where
//! panics are caught the C library ends the process ("exception not rethrown"). So the frame that made the call stops
//! it: the thread sleeps for ever, as CPython 3.14 lets it.
//!
//! An entry of our table that has nothing to let go of is a jump, and who calls it, by the table, stops the thread: see
//! [`CallOut::pass_on`].
//!
//! No function with the convention `C` may have that call inlined: the compiler takes all that leaves such a function for an
//! end of the process, and an unwinding thread passes by that. So the entries of our table have the convention `C-unwind`.

use std::mem;
use std::thread;
use std::time::Duration;

/// A C function, called such that a thread that is ended within it unwinds nothing of Rust.
pub(crate) trait CallOut<Arguments> {
    /// What it returns.
    type Result;
    /// A function of which the compiler knows that a thread may be unwound in it.
    type Unwinding;

    /// Calls it.
    ///
    /// # Safety
    ///
    /// That of the function.
    unsafe fn call_out(self, arguments: Arguments) -> Self::Result;

    /// Calls it from an entry of our table, which has nothing to let go of and so is no more than a jump: who calls the entry
    /// stops the thread. In a build for CPython alone an entry is a part of what calls it.
    ///
    /// # Safety
    ///
    /// That of the function.
    unsafe fn pass_on(self, arguments: Arguments) -> Self::Result;

    /// Writes such a function to a place for functions.
    ///
    /// # Safety
    ///
    /// It may be written to.
    #[cfg(not(feature = "cpython"))]
    unsafe fn put(place: *mut Self, function: Self::Unwinding);
}

/// Lies in a frame while the call is made; met by nothing but an unwinding thread.
struct Stay;

impl Drop for Stay {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "so that what unwinding meets is one call that does not return")]
    fn drop(&mut self) {
        stay();
    }
}

#[cold]
#[inline(never)]
extern "C" fn stay() -> ! {
    loop {
        thread::sleep(Duration::MAX);
    }
}

/// Makes a call such that a thread that is ended within it unwinds nothing of Rust.
#[cfg(feature = "cpython")]
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of every call of a C function")]
#[expect(clippy::mem_forget, reason = "the thread has come back: nothing is to be stopped")]
pub(crate) fn staying<R>(call: impl FnOnce() -> R) -> R {
    let stay = Stay;
    let result = call();
    mem::forget(stay);
    result
}

macro_rules! call_out {
    ($($argument:ident: $type:ident),*) => {
        impl<Result, $($type),*> CallOut<($($type,)*)> for unsafe extern "C" fn($($type),*) -> Result {
            type Result = Result;
            type Unwinding = unsafe extern "C-unwind" fn($($type),*) -> Result;

            #[inline(always)]
            #[expect(clippy::mem_forget, reason = "the thread has come back: nothing is to be stopped")]
            unsafe fn call_out(self, ($($argument,)*): ($($type,)*)) -> Result {
                // SAFETY: the conventions differ only in what the compiler expects of unwinding.
                let function = unsafe { mem::transmute::<Self, Self::Unwinding>(self) };
                let stay = Stay;
                // SAFETY: the caller's promise.
                let result = unsafe { function($($argument),*) };
                mem::forget(stay);
                result
            }

            #[inline(always)]
            unsafe fn pass_on(self, arguments: ($($type,)*)) -> Result {
                #[cfg(feature = "cpython")]
                // SAFETY: the caller's promise.
                return unsafe { self.call_out(arguments) };
                #[cfg(not(feature = "cpython"))]
                {
                    let ($($argument,)*) = arguments;
                    // SAFETY: the conventions differ only in what the compiler expects of unwinding.
                    let function = unsafe { mem::transmute::<Self, Self::Unwinding>(self) };
                    // SAFETY: the caller's promise.
                    unsafe { function($($argument),*) }
                }
            }

            #[cfg(not(feature = "cpython"))]
            unsafe fn put(place: *mut Self, function: Self::Unwinding) {
                // SAFETY: the caller's promise; the conventions differ only in what the compiler expects of unwinding.
                unsafe { place.cast::<Self::Unwinding>().write(function) };
            }
        }
    };
}

call_out!();
call_out!(a: A);
call_out!(a: A, b: B);
call_out!(a: A, b: B, c: C);
call_out!(a: A, b: B, c: C, d: D);
call_out!(a: A, b: B, c: C, d: D, e: E);
call_out!(a: A, b: B, c: C, d: D, e: E, f: F);
call_out!(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I);

//! How an entry of the table is written down.
//!
//! **The entry contract**, which every `SAFETY` line of this folder leans on: an entry is called with the interpreter's
//! lock held, after [`capi`](crate::capi) was loaded, and with arguments as HPy's documentation asks for. A handle is
//! the address of its object, so a valid handle is a live `*mut PyObject` and a null one a null pointer.

use std::ffi::{c_int, c_long, c_uint, c_ulong, c_void};

use crate::abi::{HPy, PyObject};

/// A value as the other side of an entry has it: a handle for HPy, a pointer for the C API, anything else unchanged.
pub(super) trait Hand<Other> {
    fn hand(self) -> Other;
}

impl Hand<*mut PyObject> for HPy {
    #[inline(always)]
    fn hand(self) -> *mut PyObject {
        self.0 as *mut PyObject
    }
}

impl Hand<HPy> for *mut PyObject {
    #[inline(always)]
    fn hand(self) -> HPy {
        HPy(self as isize)
    }
}

macro_rules! unchanged {
    ($($type:ty),*) => {$(
        impl Hand<$type> for $type {
            #[inline(always)]
            fn hand(self) -> $type {
                self
            }
        }
    )*};
}

unchanged!((), c_int, c_uint, c_long, c_ulong, isize, usize, f64, *mut c_void);

impl<T> Hand<Self> for *const T {
    #[inline(always)]
    fn hand(self) -> Self {
        self
    }
}

impl Hand<Self> for *mut isize {
    #[inline(always)]
    fn hand(self) -> Self {
        self
    }
}

/// Defines the entries of one topic and `fill`, which puts them into a table.
///
/// A line `ctx_Add(h1: HPy, h2: HPy) -> HPy = PyNumber_Add;` under `forward` defines an entry that is one call of a C
/// function, to which it is a jump in a table. Entries that do more are functions of the file's own, listed under `own`. All have the convention `C-unwind`
/// (`call_out.rs` says why).
macro_rules! entries {
    (
        forward { $($entry:ident($($argument:ident: $type:ty),*) $(-> $result:ty)? = $function:ident;)* }
        own { $($own:ident)* }
    ) => {
        $(
            #[inline]
            pub(crate) unsafe extern "C-unwind" fn $entry(
                _ctx: *mut $crate::abi::HPyContext,
                $($argument: $type),*
            ) $(-> $result)? {
                // SAFETY: the entry contract; the C function takes what HPy's function of that name takes.
                $crate::cpython::entry::Hand::hand(unsafe {
                    $crate::capi::passing::$function($($crate::cpython::entry::Hand::hand($argument)),*)
                })
            }
        )*

        /// Puts the entries of this topic into `table`.
        ///
        /// # Safety
        ///
        /// `table` may be written to and nothing reads it yet.
        #[cfg(not(feature = "cpython"))]
        pub(super) unsafe fn fill(table: *mut $crate::abi::HPyContext) {
            $(
                // SAFETY: the caller\'s promise.
                let place = unsafe { &raw mut (*table).$entry };
                // SAFETY: as above.
                unsafe { $crate::call_out::CallOut::put(place, $entry) };
            )*
            $(
                // SAFETY: the caller\'s promise.
                let place = unsafe { &raw mut (*table).$own };
                // SAFETY: as above.
                unsafe { $crate::call_out::CallOut::put(place, $own) };
            )*
        }
    };
}

pub(super) use entries;

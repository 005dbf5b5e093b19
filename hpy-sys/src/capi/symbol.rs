//! The body that is looked up: names found at load, and the macro that turns C declarations into functions over them.

use std::ffi::{CStr, c_void};
use std::ptr;

use crate::learnt::Learnt;

/// The address of one C function or variable, found at load.
#[derive(Debug)]
pub(super) struct Symbol {
    name: &'static CStr,
    required: bool,
    address: Learnt<*mut c_void>,
}

impl Symbol {
    /// A name that every interpreter has. `name` ends with a NUL.
    pub(super) const fn required(name: &'static str) -> Self {
        Self { name: c_name(name), required: true, address: Learnt::new(ptr::null_mut()) }
    }

    /// A name that some interpreter lacks. `name` ends with a NUL.
    pub(super) const fn optional(name: &'static str) -> Self {
        Self { name: c_name(name), required: false, address: Learnt::new(ptr::null_mut()) }
    }

    pub(super) fn name(&self) -> &'static CStr {
        self.name
    }

    pub(super) fn is_required(&self) -> bool {
        self.required
    }

    /// The address, or null. A plain load: who may call a C function got the interpreter's lock after the store.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a part of every call of a C function")]
    pub(super) fn address(&self) -> *mut c_void {
        self.address.get()
    }

    /// Notes the address; nothing is written if it is known: what takes the interpreter's lock back is looked up without it.
    ///
    /// # Safety
    ///
    /// The interpreter's lock is held.
    pub(super) unsafe fn set_address(&self, address: *mut c_void) {
        if self.address() != address {
            // SAFETY: the caller's promise.
            unsafe { self.address.set(address) };
        }
    }
}

const fn c_name(name: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(name.as_bytes()) {
        Ok(name) => name,
        Err(_) => panic!("a symbol's name has one NUL, at its end"),
    }
}

/// Makes functions callable that are looked up at load. A `required` one becomes an `unsafe fn` of the same name, which must
/// not be called before its topic was loaded; an `optional` one a safe fn that returns the function, if this interpreter has
/// it. `SYMBOLS` lists them all for the loader.
macro_rules! looked_up {
    (
        required { $($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)* }
        optional { $(#[cfg($when:meta)] $maybe:ident($($maybe_type:ty),*) $(-> $maybe_result:ty)?;)* }
    ) => {
        mod address {
            $(pub(super) static $name: $crate::capi::symbol::Symbol =
                $crate::capi::symbol::Symbol::required(concat!(stringify!($name), "\0"));)*
            $(pub(super) static $maybe: $crate::capi::symbol::Symbol =
                $crate::capi::symbol::Symbol::optional(concat!(stringify!($maybe), "\0"));)*
        }

        /// What this topic looks up.
        pub(in crate::capi) const SYMBOLS: &[&$crate::capi::symbol::Symbol] = &[$(&address::$name,)* $(&address::$maybe,)*];

        $(
            #[doc = concat!("`", stringify!($name), "` of the C API.")]
            ///
            /// # Safety
            ///
            /// The topic was loaded without an error; the interpreter's lock is held; the arguments are what the C API
            /// asks for.
            #[inline(always)]
            #[cfg_attr(not(feature = "cpython"), allow(dead_code, reason = "some are only passed on to"))]
            pub(crate) unsafe fn $name($($argument: $type),*) $(-> $result)? {
                type Function = unsafe extern "C" fn($($type),*) $(-> $result)?;
                // SAFETY: loaded, so the address of a function with C's declaration as listed here, and not null.
                let function = unsafe { std::mem::transmute::<*mut std::ffi::c_void, Function>(address::$name.address()) };
                // SAFETY: the caller's promise.
                unsafe { $crate::call_out::CallOut::call_out(function, ($($argument,)*)) }
            }
        )*

        /// The same for the entries of our table: see [`CallOut::pass_on`](crate::call_out::CallOut::pass_on).
        #[cfg(not(feature = "cpython"))]
        #[allow(dead_code, reason = "some are only called")]
        pub(in crate::capi) mod passing {
            #[allow(unused_imports, reason = "what the types of the declarations below are called")]
            use super::*;

            $(
                #[doc = concat!("`", stringify!($name), "` of the C API.")]
                ///
                /// # Safety
                ///
                /// That of the function of this name.
                #[inline(always)]
                pub(crate) unsafe fn $name($($argument: $type),*) $(-> $result)? {
                    type Function = unsafe extern "C" fn($($type),*) $(-> $result)?;
                    let address = address::$name.address();
                    // SAFETY: loaded, so the address of a function with C's declaration as listed here, and not null.
                    let function = unsafe { std::mem::transmute::<*mut std::ffi::c_void, Function>(address) };
                    // SAFETY: the caller's promise.
                    unsafe { $crate::call_out::CallOut::pass_on(function, ($($argument,)*)) }
                }
            )*
        }

        $(
            #[doc = concat!("`", stringify!($maybe), "` of the C API, where it exists and may be called.")]
            #[inline]
            pub(crate) fn $maybe() -> Option<unsafe extern "C" fn($($maybe_type),*) $(-> $maybe_result)?> {
                type Function = unsafe extern "C" fn($($maybe_type),*) $(-> $maybe_result)?;
                // SAFETY: null, or the address of a function with C's declaration as listed here.
                unsafe { std::mem::transmute::<*mut std::ffi::c_void, Option<Function>>(address::$maybe.address()) }
            }
        )*
    };
}

pub(super) use looked_up;

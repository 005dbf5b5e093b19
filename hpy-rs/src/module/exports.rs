//! The symbols that a module exports.

/// Exports the symbols of a root module: `PyInit_NAME` for the module's own door, and what HPy looks for.
#[doc(hidden)]
#[macro_export]
macro_rules! __module_exports {
    ($definition:ty, $init:literal, $context:literal, $major:literal, $minor:literal, $own:literal, $stubs:literal) => {
        const _: () = {
            static CELL: $crate::macro_support::ModuleCell = $crate::macro_support::ModuleCell::new::<$definition>();

            $crate::__hpy_exports!(CELL, $init, $context, $major, $minor);

            $crate::__own_export!(CELL, $own);

            $crate::__type_stub! {
                #[unsafe(export_name = $stubs)]
                extern "C" fn type_stubs() -> *const ::core::ffi::c_char {
                    $crate::macro_support::type_stubs::<$definition>()
                }
            }
        };
    };
}

/// Exports the symbol that an interpreter without HPy looks for.
#[cfg(feature = "own-door")]
#[doc(hidden)]
#[macro_export]
macro_rules! __own_export {
    ($cell:ident, $own:literal) => {
        #[unsafe(export_name = $own)]
        unsafe extern "C" fn own() -> *mut $crate::macro_support::PyObject {
            // SAFETY: an interpreter calls it under this name.
            unsafe { $crate::macro_support::py_init(&$cell) }
        }
    };
}

/// A file without its own door does not have it.
#[cfg(not(feature = "own-door"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __own_export {
    ($cell:ident, $own:literal) => {};
}

/// Exports the four symbols that HPy looks for.
#[cfg(not(feature = "cpython"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_exports {
    ($cell:ident, $init:literal, $context:literal, $major:literal, $minor:literal) => {
        #[unsafe(export_name = $init)]
        unsafe extern "C" fn init() -> *mut $crate::macro_support::HPyModuleDef {
            // SAFETY: an interpreter calls it under this name.
            unsafe { $crate::macro_support::hpy_init(&$cell) }
        }

        #[unsafe(export_name = $context)]
        unsafe extern "C" fn context(ctx: *mut $crate::macro_support::HPyContext) {
            // SAFETY: an interpreter calls it under this name.
            unsafe { $crate::macro_support::hpy_init_global_context(ctx) }
        }

        #[unsafe(export_name = $major)]
        extern "C" fn major() -> u32 {
            0
        }

        #[unsafe(export_name = $minor)]
        extern "C" fn minor() -> u32 {
            0
        }
    };
}

/// Nobody looks for them where HPy is not.
#[cfg(feature = "cpython")]
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_exports {
    ($cell:ident, $init:literal, $context:literal, $major:literal, $minor:literal) => {};
}

/// What only stubs need.
#[cfg(feature = "type-stubs")]
#[doc(hidden)]
#[macro_export]
macro_rules! __type_stub {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Nothing of it is in a file that is no stubs' source.
#[cfg(not(feature = "type-stubs"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __type_stub {
    ($($tokens:tt)*) => {};
}

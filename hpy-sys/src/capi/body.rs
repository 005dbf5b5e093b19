//! Which body the functions of a topic get.

/// Makes the C functions of one topic callable. `stable` ones are in the stable ABI of CPython 3.9, `required` ones everywhere
/// all the same; `optional` ones have a condition that says which versions of CPython have them.
#[cfg(not(feature = "cpython"))]
macro_rules! functions {
    (stable { $($stable:tt)* } required { $($required:tt)* } optional { $($optional:tt)* }) => {
        $crate::capi::symbol::looked_up! {
            required { $($stable)* $($required)* }
            optional { $($optional)* }
        }
    };
}

/// All are linked.
#[cfg(all(feature = "cpython", not(feature = "abi3")))]
macro_rules! functions {
    (stable { $($stable:tt)* } required { $($required:tt)* } optional { $($optional:tt)* }) => {
        $crate::capi::linked::linked! {
            required { $($stable)* $($required)* }
            optional { $($optional)* }
        }
    };
}

/// What is stable is linked, the rest looked up.
#[cfg(feature = "abi3")]
macro_rules! functions {
    (stable { $($stable:tt)* } required { $($required:tt)* } optional { $($optional:tt)* }) => {
        $crate::capi::linked::linked! {
            required { $($stable)* }
            optional {}
        }
        $crate::capi::symbol::looked_up! {
            required { $($required)* }
            optional { $($optional)* }
        }
    };
}

pub(super) use functions;

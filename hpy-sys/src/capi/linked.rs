//! The body that is linked: the macro that turns C declarations into functions which the interpreter's symbols are behind.

/// Makes functions callable that are linked. They become what `looked_up!` makes of them. An `optional` one is there on the
/// versions of CPython that its condition names.
macro_rules! linked {
    (
        required { $($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)* }
        optional { $(#[cfg($when:meta)] $maybe:ident($($maybe_type:ty),*) $(-> $maybe_result:ty)?;)* }
    ) => {
        mod linked {
            #[allow(unused_imports, reason = "what the types of the declarations below are called")]
            use super::*;

            unsafe extern "C-unwind" {
                $(pub(super) fn $name($($argument: $type),*) $(-> $result)?;)*
                $(#[cfg($when)] pub(super) fn $maybe($(_: $maybe_type),*) $(-> $maybe_result)?;)*
            }
        }

        $(
            #[doc = concat!("`", stringify!($name), "` of the C API.")]
            ///
            /// # Safety
            ///
            /// The interpreter's lock is held; the arguments are what the C API asks for.
            #[inline(always)]
            pub(crate) unsafe fn $name($($argument: $type),*) $(-> $result)? {
                // SAFETY: the caller's promise.
                $crate::call_out::staying(|| unsafe { linked::$name($($argument),*) })
            }
        )*

        $(
            #[doc = concat!("`", stringify!($maybe), "` of the C API, where it exists.")]
            #[inline(always)]
            pub(crate) fn $maybe() -> Option<unsafe extern "C" fn($($maybe_type),*) $(-> $maybe_result)?> {
                #[cfg($when)]
                {
                    type Function = unsafe extern "C" fn($($maybe_type),*) $(-> $maybe_result)?;
                    type Unwinding = unsafe extern "C-unwind" fn($($maybe_type),*) $(-> $maybe_result)?;
                    // SAFETY: the conventions differ only in what the compiler expects of unwinding.
                    return Some(unsafe { std::mem::transmute::<Unwinding, Function>(linked::$maybe) });
                }
                #[cfg(not($when))]
                return None;
            }
        )*
    };
}

pub(super) use linked;

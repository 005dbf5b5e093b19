//! What our own door cannot do: each entry raises `SystemError` and says so.
//!
//! Types come from [`new_type`](super::new_type): the definitions that HPy takes do not hold the functions that the C API
//! calls. Structs are those of `object`. `docs/adr/0024-types-come-by-new-type.md` says more.

use std::ffi::{CStr, c_int, c_void};

use crate::abi::{
    HPy, HPyCFunction, HPyCallFunction, HPyContext, HPyFunc_Signature, HPyType_BuiltinShape, HPyType_Spec,
    HPyType_SpecParam,
};
use crate::cpython::raise::raise;

/// # Safety
///
/// The entry contract.
#[cold]
unsafe fn refuse(ctx: *mut HPyContext, message: &CStr) {
    // SAFETY: the context of this call.
    let error = unsafe { (*ctx).h_SystemError };
    // SAFETY: the caller's promise.
    unsafe { raise(error, message) };
}

macro_rules! unavailable {
    ($($entry:ident $name:literal ($($argument:ty),*) $(-> $result:ty = $error:expr)?;)*) => {
        $(
            #[inline]
            pub(crate) unsafe extern "C" fn $entry(ctx: *mut HPyContext, $(_: $argument),*) $(-> $result)? {
                const MESSAGE: &CStr =
                    match CStr::from_bytes_with_nul(concat!($name, " is not available through this door\0").as_bytes()) {
                        Ok(message) => message,
                        Err(_) => panic!("the literal has one NUL, at its end"),
                    };
                // SAFETY: the entry contract.
                unsafe { refuse(ctx, MESSAGE) };
                $($error)?
            }
        )*

        /// Puts the entries of this file into `table`.
        ///
        /// # Safety
        ///
        /// `table` may be written to and nothing reads it yet.
        #[cfg(not(feature = "cpython"))]
        pub(super) unsafe fn fill(table: *mut HPyContext) {
            $(
                // SAFETY: the caller\'s promise.
                unsafe { (*table).$entry = $entry };
            )*
        }
    };
}

const NO_STRUCT: *mut c_void = std::ptr::null_mut();

unavailable! {
    ctx_AsStruct_Legacy "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_AsStruct_List "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_AsStruct_Long "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_AsStruct_Float "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_AsStruct_Tuple "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_AsStruct_Type "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_AsStruct_Unicode "HPy_AsStruct" (HPy) -> *mut c_void = NO_STRUCT;
    ctx_CallRealFunctionFromTrampoline "HPy_CallRealFunctionFromTrampoline" (HPyFunc_Signature, HPyCFunction, *mut c_void);
    ctx_SetCallFunction "HPy_SetCallFunction" (HPy, *mut HPyCallFunction) -> c_int = -1;
    ctx_Type_FromSpec "HPyType_FromSpec" (*mut HPyType_Spec, *mut HPyType_SpecParam) -> HPy = HPy::NULL;
    ctx_Type_GetBuiltinShape "HPyType_GetBuiltinShape" (HPy) -> HPyType_BuiltinShape = -2;
}

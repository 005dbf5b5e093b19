//! What is shorter on `PyPy`, whose C API is an emulation: each of its functions costs as much as the rest of a short call, and
//! those for integers of 64 bits go by way of a big integer.

mod structs;

use std::ffi::{c_char, c_long, c_ulong};

use super::entry::{Hand, entries};
use super::{number, text};
use crate::abi::{HPy, HPy_ssize_t, HPyContext};
use crate::call_out::CallOut;
use crate::capi::{PyLong_AsUnsignedLong, passing};

entries! {
    forward {}
    own {
        ctx_Float_AsDouble
        ctx_Long_FromInt32_t ctx_Long_FromUInt32_t ctx_Long_FromInt64_t ctx_Long_FromUInt64_t ctx_Long_FromSize_t
        ctx_Long_AsInt64_t ctx_Long_AsUInt64_t ctx_Long_AsSize_t
        ctx_Bytes_Size ctx_Bytes_GET_SIZE ctx_Bytes_AsString ctx_Bytes_AS_STRING
        ctx_Unicode_AsUTF8AndSize
    }
}

/// Puts the entries that are shorter into `table`, in place of those for every interpreter.
///
/// # Safety
///
/// The entry contract; `table` may be written to and nothing reads it yet.
pub(super) unsafe fn replace(table: *mut HPyContext) {
    // SAFETY: the caller's promise.
    unsafe { structs::learn() };
    // SAFETY: as above.
    unsafe { fill(table) };
}

unsafe extern "C-unwind" fn ctx_Float_AsDouble(ctx: *mut HPyContext, handle: HPy) -> f64 {
    // SAFETY: the entry contract, here and in the rest of this file.
    match unsafe { structs::float_value(handle.hand()) } {
        Some(value) => value,
        // SAFETY: the entry contract.
        None => unsafe { number::ctx_Float_AsDouble(ctx, handle) },
    }
}

unsafe extern "C-unwind" fn ctx_Long_FromInt32_t(ctx: *mut HPyContext, value: i32) -> HPy {
    // SAFETY: the entry contract.
    unsafe { ctx_Long_FromInt64_t(ctx, value.into()) }
}

unsafe extern "C-unwind" fn ctx_Long_FromUInt32_t(ctx: *mut HPyContext, value: u32) -> HPy {
    // SAFETY: the entry contract.
    unsafe { ctx_Long_FromInt64_t(ctx, value.into()) }
}

unsafe extern "C-unwind" fn ctx_Long_FromInt64_t(ctx: *mut HPyContext, value: i64) -> HPy {
    match HPy_ssize_t::try_from(value) {
        // SAFETY: the entry contract.
        Ok(value) => unsafe { passing::PyLong_FromSsize_t(value) }.hand(),
        // SAFETY: the entry contract.
        Err(_) => unsafe { number::ctx_Long_FromInt64_t(ctx, value) },
    }
}

unsafe extern "C-unwind" fn ctx_Long_FromUInt64_t(ctx: *mut HPyContext, value: u64) -> HPy {
    match HPy_ssize_t::try_from(value) {
        // SAFETY: the entry contract.
        Ok(value) => unsafe { passing::PyLong_FromSsize_t(value) }.hand(),
        // SAFETY: the entry contract.
        Err(_) => unsafe { number::ctx_Long_FromUInt64_t(ctx, value) },
    }
}

unsafe extern "C-unwind" fn ctx_Long_FromSize_t(ctx: *mut HPyContext, value: usize) -> HPy {
    // SAFETY: the entry contract.
    unsafe { ctx_Long_FromUInt64_t(ctx, value as u64) }
}

unsafe extern "C-unwind" fn ctx_Long_AsInt64_t(ctx: *mut HPyContext, handle: HPy) -> i64 {
    if c_long::BITS == i64::BITS {
        // SAFETY: the entry contract.
        return unsafe { passing::PyLong_AsLong(handle.hand()) } as i64;
    }
    // SAFETY: the entry contract.
    unsafe { number::ctx_Long_AsInt64_t(ctx, handle) }
}

unsafe extern "C-unwind" fn ctx_Long_AsUInt64_t(ctx: *mut HPyContext, handle: HPy) -> u64 {
    if c_ulong::BITS == u64::BITS
        && let Some(convert) = PyLong_AsUnsignedLong()
    {
        // SAFETY: the entry contract.
        let value: c_ulong = unsafe { convert.pass_on((handle.hand(),)) };
        return value as u64;
    }
    // SAFETY: the entry contract.
    unsafe { number::ctx_Long_AsUInt64_t(ctx, handle) }
}

unsafe extern "C-unwind" fn ctx_Long_AsSize_t(ctx: *mut HPyContext, handle: HPy) -> usize {
    // SAFETY: the entry contract.
    let value = unsafe { ctx_Long_AsUInt64_t(ctx, handle) };
    usize::try_from(value).unwrap_or_else(|_| {
        // SAFETY: the entry contract. This is a machine with smaller addresses.
        unsafe { number::ctx_Long_AsSize_t(ctx, handle) }
    })
}

unsafe extern "C-unwind" fn ctx_Bytes_Size(ctx: *mut HPyContext, handle: HPy) -> HPy_ssize_t {
    // SAFETY: the entry contract.
    match unsafe { structs::content(handle.hand()) } {
        Some((_, size)) => size,
        // SAFETY: the entry contract.
        None => unsafe { text::ctx_Bytes_Size(ctx, handle) },
    }
}

unsafe extern "C-unwind" fn ctx_Bytes_GET_SIZE(ctx: *mut HPyContext, handle: HPy) -> HPy_ssize_t {
    // SAFETY: the entry contract, as for `ctx_Bytes_AS_STRING`.
    unsafe { ctx_Bytes_Size(ctx, handle) }
}

unsafe extern "C-unwind" fn ctx_Bytes_AsString(ctx: *mut HPyContext, handle: HPy) -> *const c_char {
    // SAFETY: the entry contract.
    match unsafe { structs::content(handle.hand()) } {
        Some((start, _)) => start,
        // SAFETY: the entry contract.
        None => unsafe { text::ctx_Bytes_AsString(ctx, handle) },
    }
}

unsafe extern "C-unwind" fn ctx_Bytes_AS_STRING(ctx: *mut HPyContext, handle: HPy) -> *const c_char {
    // SAFETY: the entry contract: what makes no difference but for what is no bytes.
    unsafe { ctx_Bytes_AsString(ctx, handle) }
}

unsafe extern "C-unwind" fn ctx_Unicode_AsUTF8AndSize(
    ctx: *mut HPyContext,
    handle: HPy,
    size: *mut HPy_ssize_t,
) -> *const c_char {
    // SAFETY: the entry contract.
    let Some((start, length)) = (unsafe { structs::ascii(handle.hand()) }) else {
        // SAFETY: the entry contract.
        return unsafe { text::ctx_Unicode_AsUTF8AndSize(ctx, handle, size) };
    };
    if !size.is_null() {
        // SAFETY: the entry contract: the caller's variable.
        unsafe { size.write(length) };
    }
    start
}

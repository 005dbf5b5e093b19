//! The buffer slots of a class: the value is borrowed for as long as a view is open.

use std::ffi::c_int;
use std::mem;

use hpy_sys::api::{self, ContextRef};
use hpy_sys::{HPy, HPy_buffer};

use super::borrow::{Reader, is_written};
use super::{find_checked, wrong_self};
use crate::Result;
use crate::buffer::{self, BufferExport};
use crate::context::Context;
use crate::handle::Borrowed;
use crate::macro_support::slots::SlotAdapter;
use crate::macro_support::{enter_beside_pending, enter_status, for_status};

// SAFETY: `enter_status` lets no panic out, and gives -1 where an exception is pending, else 0.
unsafe impl<T: BufferExport> api::Buffer for SlotAdapter<T> {
    unsafe fn get(ctx: ContextRef, slf: HPy, view: *mut HPy_buffer, flags: c_int) -> c_int {
        let run = for_status(move |ctx| {
            // SAFETY: HPy keeps the arguments of a call open until it returns.
            let slf: Borrowed<'_, '_> = unsafe { Borrowed::from_raw(ctx, slf) };
            let filled = open::<T>(slf, flags)?;
            // SAFETY: HPy passes memory to be filled.
            unsafe { view.write(filled) };
            Ok(())
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_status(ctx, run) }
    }

    unsafe fn release(ctx: ContextRef, slf: HPy, view: *mut HPy_buffer) {
        let run = move |ctx: Context<'_>| {
            // SAFETY: HPy keeps the arguments of a call open until it returns.
            let slf: Borrowed<'_, '_> = unsafe { Borrowed::from_raw(ctx, slf) };
            if let Some(header) = find_checked::<T>(slf) {
                header.borrow.end_reading();
            }
            // SAFETY: HPy gives back a copy of what `get` has filled, once.
            unsafe { buffer::free(view) };
        };
        // SAFETY: the context is the one of this call.
        unsafe { enter_beside_pending(ctx, run) };
    }
}

/// Borrows the value and describes its memory; the borrow ends when the view is given back.
///
/// It is counted even if the class's own readers are not: of an object of a class that extends this one, that class gives the
/// view back.
fn open<T: BufferExport>(slf: Borrowed<'_, '_>, flags: c_int) -> Result<HPy_buffer> {
    let header = find_checked::<T>(slf).ok_or_else(|| wrong_self(T::class(), slf))?;
    // SAFETY: the header says that the object is a `T`.
    let this: Borrowed<'_, '_, T> = unsafe { slf.assume_type() };
    let value = this.try_borrow()?;
    let reader = Reader::of(header).ok_or_else(is_written)?;
    let mut filled = buffer::fill(&value.buffer()?, flags, HPy::NULL)?;
    filled.obj = this.to_owned().into_raw();
    #[expect(clippy::mem_forget, reason = "the view is a reader until it is given back")]
    mem::forget(reader);
    Ok(filled)
}

//! What comes before the first call: the constants, and all that this folder must learn of the interpreter.

use std::mem::MaybeUninit;

use crate::abi::{HPy, HPyContext};
use crate::api::LoadError;
use crate::capi::{Interpreter, header_words_in};
use crate::cpython::counting::Counting;
use crate::cpython::entry::Hand;
use crate::cpython::{constants, header, identity, types};

/// A table that has its constants; the rest is zero.
pub(super) struct Prepared {
    pub(super) table: Box<MaybeUninit<HPyContext>>,
    /// The type of dicts, for which only the shifted layout has a place.
    #[cfg_attr(feature = "cpython", expect(dead_code, reason = "there is one layout"))]
    pub(super) dict_type: HPy,
    #[cfg_attr(feature = "cpython", expect(dead_code, reason = "there are no functions to choose from"))]
    pub(super) counting: Counting,
}

/// # Errors
///
/// Something of the interpreter cannot be had.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn prepare(interpreter: &Interpreter) -> Result<Prepared, LoadError> {
    let counting = Counting::of(interpreter);
    // SAFETY: the caller's promise.
    unsafe { counting.choose() };
    if !header::learn(interpreter) {
        return Err(LoadError::MissingSymbol("_Py_TYPE".to_owned()));
    }
    let mut table = Box::new(MaybeUninit::<HPyContext>::zeroed());
    let start = table.as_mut_ptr();
    // SAFETY: the caller's promise; the table is this function's.
    let dict_type = unsafe { constants::fill(start) }?;
    // SAFETY: as above; filled just now.
    let object = unsafe { (*start).h_BaseObjectType };
    // What was asked before could be another one.
    // SAFETY: as above.
    if unsafe { header_words_in(object.hand(), interpreter.runtime) } != Some(interpreter.header_words) {
        return Err(LoadError::Replaced("object"));
    }
    // SAFETY: as above.
    unsafe { identity::learn(interpreter) }?;
    // SAFETY: as above; the constants are there.
    unsafe { types::learn(interpreter, start) };
    Ok(Prepared { table, dict_type, counting })
}

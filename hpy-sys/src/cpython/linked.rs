//! A build for CPython alone: functions are called by their names, and of a table only the constants are left. They are in a
//! static, so that each is one load from a known place.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;

use crate::abi::HPyContext;
use crate::api::LoadError;
use crate::capi::Interpreter;
use crate::cpython::Tables;
use crate::cpython::prepare::prepare;

struct Constants(UnsafeCell<MaybeUninit<HPyContext>>);

// SAFETY: written to once, by `keep`, before anybody may read it.
unsafe impl Sync for Constants {}

static CONSTANTS: Constants = Constants(UnsafeCell::new(MaybeUninit::zeroed()));

/// The table, of which only the constants may be read.
#[inline(always)]
pub(crate) const fn constants_of_file() -> *mut HPyContext {
    CONSTANTS.0.get().cast()
}

/// Gets the constants.
///
/// # Errors
///
/// Something of the interpreter cannot be had.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn make(interpreter: &Interpreter, _debug: bool) -> Result<Tables, LoadError> {
    // SAFETY: the caller's promise.
    let prepared = unsafe { prepare(interpreter) }?;
    Ok(Tables { plain: Box::into_raw(prepared.table).cast(), debug: None })
}

/// Puts the constants in their place.
///
/// # Safety
///
/// `made` is a result of [`make`], and this is the first call.
pub(super) unsafe fn keep(made: Tables) -> Tables {
    // SAFETY: the caller's promise: nobody reads yet what is written to.
    unsafe { constants_of_file().copy_from_nonoverlapping(made.plain, 1) };
    Tables { plain: constants_of_file(), debug: None }
}

/// HPy's functions by the names of their entries.
pub(crate) mod functions {
    pub(crate) use super::super::call::*;
    pub(crate) use super::super::capsule::*;
    pub(crate) use super::super::error::*;
    pub(crate) use super::super::execution::*;
    pub(crate) use super::super::identity::*;
    pub(crate) use super::super::item::*;
    pub(crate) use super::super::mapping::*;
    pub(crate) use super::super::number::*;
    pub(crate) use super::super::object::*;
    pub(crate) use super::super::refcount::*;
    pub(crate) use super::super::sequence::*;
    pub(crate) use super::super::storage::*;
    pub(crate) use super::super::text::*;
    pub(crate) use super::super::type_::*;
    pub(crate) use super::super::types::payload::*;
    pub(crate) use super::super::unavailable::*;
}

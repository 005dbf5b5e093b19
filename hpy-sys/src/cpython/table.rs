//! The context table inside the file: made once, owned for ever.

use std::mem::MaybeUninit;
use std::ptr;

use crate::abi::{HPyContext, context};
use crate::api::{LoadError, Runtime};
use crate::capi::Interpreter;
use crate::cpython::prepare::{Prepared, prepare};
use crate::cpython::refcount::Counting;
use crate::cpython::{
    call, capsule, error, execution, identity, item, mapping, number, object, refcount, sequence, storage, text, type_,
    types, unavailable,
};

/// Words in front of the first entry.
const HEADER_WORDS: usize = 3;

/// Makes a table, in the layout that this interpreter's own HPy has or would have.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn make(interpreter: &Interpreter) -> Result<*mut HPyContext, LoadError> {
    // SAFETY: the caller's promise.
    let Prepared { mut table, dict_type, counting } = unsafe { prepare(interpreter) }?;
    // SAFETY: the table is this function's.
    unsafe { fill(table.as_mut_ptr(), counting) };
    let missing = missing_entries(&table);
    if !missing.is_empty() {
        return Err(LoadError::MissingSymbol(format!("what the table's entries {missing:?} need")));
    }
    // SAFETY: no entry is null, and a header of a name, null and 0 is valid.
    let table = unsafe { table.assume_init() };
    if interpreter.runtime == Runtime::PyPy && interpreter.version >= (3, 11) {
        return Ok(ptr::from_mut(Box::leak(Box::new(table.shifted(dict_type)))).cast());
    }
    Ok(ptr::from_mut(Box::leak(table)))
}

/// Makes it the table of the file.
///
/// # Safety
///
/// `made` is a result of [`make`].
pub(super) unsafe fn keep(made: *mut HPyContext) -> *mut HPyContext {
    made
}

/// Puts the name and all functions into `table`.
///
/// # Safety
///
/// `table` may be written to and nothing reads it yet.
unsafe fn fill(table: *mut HPyContext, counting: Counting) {
    // SAFETY: the caller's promise.
    unsafe { (*table).name = c"hpy-rs own door".as_ptr() };
    // SAFETY: as above.
    unsafe { refcount::fill(table, counting) };
    let topics = [
        call::fill,
        capsule::fill,
        error::fill,
        execution::fill,
        identity::fill,
        item::fill,
        mapping::fill,
        number::fill,
        object::fill,
        sequence::fill,
        storage::fill,
        text::fill,
        type_::fill,
        types::fill,
        unavailable::fill,
    ];
    for fill in topics {
        // SAFETY: as above.
        unsafe { fill(table) };
    }
}

/// The entries that nobody filled.
fn missing_entries(table: &MaybeUninit<HPyContext>) -> Vec<usize> {
    let words = table.as_ptr().cast::<usize>();
    let is_missing = |entry: &usize| {
        // SAFETY: the table is an array of that many words and was zeroed before it was filled.
        let word = unsafe { words.wrapping_add(HEADER_WORDS + entry).read() };
        word == 0
    };
    (0..context::ENTRIES).filter(is_missing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_has_an_entry() {
        let mut table = MaybeUninit::<HPyContext>::zeroed();
        // SAFETY: a table of this function.
        unsafe { fill(table.as_mut_ptr(), Counting::Asked) };
        let constants: Vec<usize> = (0..77).chain(238..244).collect();
        assert_eq!(missing_entries(&table), constants);
    }
}

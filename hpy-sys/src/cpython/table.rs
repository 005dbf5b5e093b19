//! The context table inside the file: made once, owned for ever.

use std::mem::MaybeUninit;
use std::ops::Range;
use std::ptr;

use crate::abi::{HPyContext, context};
use crate::api::{LoadError, Runtime};
use crate::capi::Interpreter;
use crate::cpython::counting::Counting;
use crate::cpython::prepare::{Prepared, prepare};
use crate::cpython::{
    PLAIN, Tables, call, capsule, debug, error, execution, identity, item, mapping, number, object, pypy, refcount,
    sequence, storage, text, type_, types, unavailable,
};

/// Words in front of the first entry.
pub(super) const HEADER_WORDS: usize = 3;
/// The entries that are handles.
pub(super) const CONSTANTS: [Range<usize>; 2] = [0..77, 238..244];

/// Makes the tables, in the layout that this interpreter's own HPy has or would have.
///
/// # Safety
///
/// The entry contract.
pub(super) unsafe fn make(interpreter: &Interpreter, debug: bool) -> Result<Tables, LoadError> {
    // SAFETY: the caller's promise.
    let Prepared { mut table, dict_type, counting } = unsafe { prepare(interpreter) }?;
    // SAFETY: the table is this function's.
    unsafe { fill(table.as_mut_ptr(), counting) };
    if interpreter.runtime == Runtime::PyPy {
        // SAFETY: the caller's promise; the table is this function's.
        unsafe { pypy::replace(table.as_mut_ptr()) };
    }
    let missing = missing_entries(&table);
    if !missing.is_empty() {
        return Err(LoadError::MissingSymbol(format!("what the table's entries {missing:?} need")));
    }
    // SAFETY: no entry is null, and a header of a name, null and 0 is valid.
    let table = unsafe { table.assume_init() };
    let is_shifted = interpreter.runtime == Runtime::PyPy && interpreter.version >= (3, 11);
    if debug {
        let plain: &'static HPyContext = Box::leak(table);
        let debug = debug::start(plain, is_shifted.then_some(dict_type));
        return Ok(Tables { plain: ptr::from_ref(plain).cast_mut(), debug: Some(debug) });
    }
    let plain = if is_shifted {
        ptr::from_mut(Box::leak(Box::new(table.shifted(dict_type)))).cast()
    } else {
        ptr::from_mut(Box::leak(table))
    };
    Ok(Tables { plain, debug: None })
}

/// Makes them the tables of the file.
///
/// # Safety
///
/// `made` is a result of [`make`].
pub(super) unsafe fn keep(made: Tables) -> Tables {
    made
}

/// Puts the name and all functions into `table`.
///
/// # Safety
///
/// `table` may be written to and nothing reads it yet.
unsafe fn fill(table: *mut HPyContext, counting: Counting) {
    // SAFETY: the caller's promise.
    unsafe { (*table).name = PLAIN.as_ptr() };
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
pub(super) mod tests {
    use super::*;

    /// A table with all its functions, whose constants are null.
    pub(in crate::cpython) fn filled() -> MaybeUninit<HPyContext> {
        let mut table = MaybeUninit::<HPyContext>::zeroed();
        // SAFETY: a table of this function.
        unsafe { fill(table.as_mut_ptr(), Counting::Asked) };
        table
    }

    #[test]
    fn every_function_has_an_entry() {
        let constants: Vec<usize> = CONSTANTS.into_iter().flatten().collect();
        assert_eq!(missing_entries(&filled()), constants);
    }
}

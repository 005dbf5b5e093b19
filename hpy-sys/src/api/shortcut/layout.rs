//! Where CPython's tuples have their items: what the C API has macros for, read in place where the version is one
//! whose structs are known. Elsewhere each function gives `None`.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::abi::HPy;
use crate::api::address::{is_direct, object_of};
use crate::api::runtime::python_version;
use crate::capi;

/// The word of a tuple with its length: behind the header.
const LENGTH_WORD: usize = 2;

/// What [`TUPLE_WORD`] is where structs are not known.
const UNKNOWN: usize = 0;
/// The word of a tuple that its items start at.
static TUPLE_WORD: AtomicUsize = AtomicUsize::new(UNKNOWN);

/// Learns the structs, where handles lead to objects.
pub(in crate::api) fn learn() {
    if is_direct() {
        TUPLE_WORD.store(word_of_items(python_version()), Relaxed);
    }
}

/// The word of a tuple that its items start at: behind the length, in newer versions behind its hash.
const fn word_of_items(version: (u8, u8)) -> usize {
    match version {
        (3, 8..=13) => 3,
        (3, 14..=15) => 4,
        _ => UNKNOWN,
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
fn tuple_word() -> Option<usize> {
    let word = match capi::KNOWN {
        Some(interpreter) if is_direct() => word_of_items(interpreter.version),
        Some(_) => UNKNOWN,
        None => TUPLE_WORD.load(Relaxed),
    };
    (word != UNKNOWN).then_some(word)
}

/// The items of a tuple, as an array of arguments, and how many there are.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the object is a tuple that is complete.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads")]
pub unsafe fn tuple_items(tuple: HPy) -> Option<(*const HPy, usize)> {
    let words = object_of(tuple).cast::<usize>();
    let items = words.wrapping_add(tuple_word()?).cast_const().cast();
    // SAFETY: this version's tuples are laid out so.
    Some((items, unsafe { words.wrapping_add(LENGTH_WORD).read() }))
}

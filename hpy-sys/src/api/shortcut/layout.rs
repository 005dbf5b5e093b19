//! How CPython's containers are laid out, and PyPy's tuples: what the C API has macros for, read and written in place where the
//! version is one whose structs are known. Elsewhere each function gives `None`.

use crate::abi::{HPy, PyObject};
use crate::api::address::{handle_of, is_direct, object_of, type_of};
use crate::api::context::ContextRef;
use crate::api::functions::{HPy_Close, HPyErr_Clear, HPyTuple_FromArray, h_ListType, h_None, h_True, h_TupleType};
use crate::api::runtime::python_version;
use crate::capi;
use crate::learnt::Learnt;

/// The word of an object's header that is the address of its type.
const TYPE_WORD: usize = 1;
/// The word of a list, a tuple or a dict that says how many items there are: behind the header.
const LENGTH_WORD: usize = 2;
/// The word of a list with the address of its items.
const LIST_WORD: usize = 3;
/// The word of a list that says for how many items there is room. It is signed: -1 while the list is sorted.
const ROOM_WORD: usize = 4;

/// What [`TUPLE_WORD`] is where structs are not known.
const UNKNOWN: usize = 0;
/// The word of a tuple that its items start at.
static TUPLE_WORD: Learnt<usize> = Learnt::new(UNKNOWN);
/// The word of a tuple that says how many there are.
static TUPLE_LENGTH_WORD: Learnt<usize> = Learnt::new(LENGTH_WORD);

/// The types of lists and of tuples, where their structs are known; else no object's.
static LIST: Learnt<usize> = Learnt::new(UNKNOWN);
static TUPLE: Learnt<usize> = Learnt::new(UNKNOWN);

/// Learns the structs, where handles lead to objects, and the types by which lists and tuples are told are theirs: the context has
/// them from a module that Python code can change.
///
/// # Safety
///
/// `ctx` is the context of the running call, and the C API is loaded.
pub(super) unsafe fn learn(ctx: ContextRef) {
    // SAFETY: the caller's promise.
    let (list, list_type) = (unsafe { capi::PyList_New(0) }, unsafe { h_ListType(ctx) });
    // SAFETY: as above.
    let is_list = unsafe { is_new_of(list, list_type) };
    // SAFETY: as above.
    let (tuple, tuple_type) = (unsafe { capi::PyTuple_New(0) }, unsafe { h_TupleType(ctx) });
    // SAFETY: as above.
    let is_tuple = unsafe { is_new_of(tuple, tuple_type) };
    let word = if is_list && is_tuple { word_of_items(python_version()) } else { UNKNOWN };
    // SAFETY: who has a context holds the interpreter's lock.
    unsafe { TUPLE_WORD.set(word) };
    if word != UNKNOWN {
        // SAFETY: as above.
        unsafe { LIST.set(object_of(list_type) as usize) };
        // SAFETY: as above.
        unsafe { TUPLE.set(object_of(tuple_type) as usize) };
    }
}

/// Learns where a tuple has its items, of the first that is made on PyPy: nothing else is to be had of a list there.
///
/// # Safety
///
/// As for [`learn`]; handles are addresses.
pub(super) unsafe fn learn_tuples_of_pypy(ctx: ContextRef) {
    /// Behind a header of three words.
    const LENGTH: usize = 3;
    // SAFETY: the caller's promise, here and below.
    let mut items = [unsafe { h_None(ctx) }, unsafe { h_True(ctx) }];
    // SAFETY: as above.
    let tuple = unsafe { HPyTuple_FromArray(ctx, items.as_mut_ptr(), items.len().cast_signed()) };
    if tuple.is_null() {
        // SAFETY: as above.
        unsafe { HPyErr_Clear(ctx) };
        return;
    }
    let words = object_of(tuple).cast::<[usize; LENGTH + 3]>();
    // SAFETY: a tuple of two items is no shorter.
    let [.., length, first, second] = unsafe { words.read() };
    if [length, first, second] == [items.len(), object_of(items[0]).addr(), object_of(items[1]).addr()] {
        // SAFETY: who has a context holds the interpreter's lock, here and below.
        unsafe { TUPLE_LENGTH_WORD.set(LENGTH) };
        // SAFETY: as above.
        unsafe { TUPLE_WORD.set(LENGTH + 1) };
    }
    // SAFETY: a new handle, closed once.
    unsafe { HPy_Close(ctx, tuple) };
}

/// Whether a new object, which goes again, is of this type.
///
/// # Safety
///
/// As for [`learn`]; the object is a new reference, or null with an exception set.
unsafe fn is_new_of(object: *mut PyObject, kind: HPy) -> bool {
    if object.is_null() {
        // SAFETY: the caller's promise.
        unsafe { capi::PyErr_Clear() };
        return false;
    }
    // SAFETY: a live object, whose handle is its address.
    let is_of_it = unsafe { type_of(handle_of(object)) }.0 == kind.0;
    // SAFETY: the reference that the caller gave.
    unsafe { capi::Py_DecRef(object) };
    is_of_it
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
        None => TUPLE_WORD.get(),
    };
    (word != UNKNOWN).then_some(word)
}

/// Whether the structs are known.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub(super) fn is_known() -> bool {
    if capi::KNOWN.is_some() { tuples_are_known() } else { LIST.get() != UNKNOWN }
}

/// Whether those of tuples are.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load, or known before")]
pub(super) fn tuples_are_known() -> bool {
    tuple_word().is_some()
}

/// The address of an object's type.
///
/// # Safety
///
/// The object is live, and [handles lead to objects](is_direct).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load")]
pub(super) unsafe fn type_word(object: *mut PyObject) -> usize {
    // SAFETY: the caller's promise.
    unsafe { object.cast::<usize>().wrapping_add(TYPE_WORD).read() }
}

/// Whether an object is exactly a list, whose struct is known.
///
/// # Safety
///
/// As for [`type_word`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub(super) unsafe fn is_known_list(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe { type_word(object) == LIST.get() }
}

/// As [`is_known_list`], of a tuple.
///
/// # Safety
///
/// As for [`type_word`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub(super) unsafe fn is_known_tuple(object: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe { type_word(object) == TUPLE.get() }
}

/// How many items a list, a tuple or a dict has.
///
/// # Safety
///
/// It is one, and structs [are known](is_known).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load")]
pub(super) unsafe fn length_of(container: *mut PyObject) -> usize {
    // SAFETY: the caller's promise.
    unsafe { container.cast::<usize>().wrapping_add(LENGTH_WORD).read() }
}

/// The items of a tuple, as an array of arguments, and how many there are.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); the object is a tuple that is complete.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two loads")]
pub unsafe fn tuple_items(tuple: HPy) -> Option<(*const HPy, usize)> {
    let tuple = object_of(tuple);
    let items = tuple.cast::<HPy>().wrapping_add(tuple_word()?).cast_const();
    let word = if capi::IS_LINKED { LENGTH_WORD } else { TUPLE_LENGTH_WORD.get() };
    // SAFETY: the caller's promise.
    Some((items, unsafe { tuple.cast::<usize>().wrapping_add(word).read() }))
}

/// Where a list has its items.
///
/// # Safety
///
/// The object is a list, and structs [are known](is_known).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load")]
unsafe fn items_of_list(list: *mut PyObject) -> *mut *mut PyObject {
    // SAFETY: the caller's promise.
    unsafe { list.cast::<*mut *mut PyObject>().wrapping_add(LIST_WORD).read() }
}

/// The item of a list at an index, borrowed; `None` if there is none.
///
/// # Safety
///
/// The object is a list, and structs [are known](is_known).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub(super) unsafe fn list_item(list: *mut PyObject, index: usize) -> Option<*mut PyObject> {
    // SAFETY: the caller's promise.
    if index >= unsafe { length_of(list) } {
        return None;
    }
    // SAFETY: as above.
    let place = unsafe { items_of_list(list) }.wrapping_add(index);
    // SAFETY: the list has that many items.
    Some(unsafe { place.read() })
}

/// The item of a tuple at an index, borrowed; `None` if there is none.
///
/// # Safety
///
/// The object is a tuple, and structs [are known](is_known).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub(super) unsafe fn tuple_item(tuple: *mut PyObject, index: usize) -> Option<*mut PyObject> {
    // SAFETY: the caller's promise.
    if index >= unsafe { length_of(tuple) } {
        return None;
    }
    let first = tuple.cast::<*mut PyObject>().wrapping_add(tuple_word()?);
    // SAFETY: the tuple has that many items.
    Some(unsafe { first.wrapping_add(index).read() })
}

/// The item of a list or a tuple at an index, borrowed; `None` if there is none, of other objects, and where structs are not known.
///
/// # Safety
///
/// As for [`type_word`].
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of reading each item")]
pub(super) unsafe fn container_item(container: *mut PyObject, index: usize) -> Option<*mut PyObject> {
    // SAFETY: the caller's promise.
    let item = if unsafe { is_known_list(container) } {
        // SAFETY: it was just seen to be a list.
        unsafe { list_item(container, index) }
    // SAFETY: the caller's promise.
    } else if unsafe { is_known_tuple(container) } {
        // SAFETY: it was just seen to be a tuple.
        unsafe { tuple_item(container, index) }
    } else {
        None
    };
    // Places are empty in what is not finished.
    item.filter(|item| !item.is_null())
}

/// Says how many items a list has.
///
/// # Safety
///
/// The object is a list with room for them, and structs [are known](is_known); the places of so many are filled.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a store")]
pub(super) unsafe fn set_length(list: *mut PyObject, length: usize) {
    // SAFETY: the caller's promise.
    unsafe { list.cast::<usize>().wrapping_add(LENGTH_WORD).write(length) };
}

/// Whether a list has room for an item more.
///
/// # Safety
///
/// The object is a list, and structs [are known](is_known).
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of making each item")]
pub(super) unsafe fn is_room_in(list: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    let room = unsafe { list.cast::<isize>().wrapping_add(ROOM_WORD).read() };
    // SAFETY: as above.
    unsafe { length_of(list) }.cast_signed() < room
}

/// Puts an item behind the last one of a list.
///
/// # Safety
///
/// The object is a list [with room](is_room_in) for it, and structs [are known](is_known); the reference is given away.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of making each item")]
pub(super) unsafe fn put_last(list: *mut PyObject, item: *mut PyObject) {
    // SAFETY: the caller's promise.
    let length = unsafe { length_of(list) };
    // SAFETY: as above.
    let place = unsafe { items_of_list(list) }.wrapping_add(length);
    // SAFETY: as above.
    unsafe { place.write(item) };
    // SAFETY: as above.
    unsafe { set_length(list, length + 1) };
}

/// Puts an item into an empty place of a tuple.
///
/// # Safety
///
/// The object is a tuple with such a place that nobody else has, and structs [are known](is_known); the reference is given
/// away.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a part of making each item")]
pub(super) unsafe fn put_into_tuple(tuple: *mut PyObject, index: usize, item: *mut PyObject) {
    let first = tuple.cast::<*mut PyObject>().wrapping_add(tuple_word().unwrap_or(UNKNOWN));
    // SAFETY: the caller's promise.
    unsafe { first.wrapping_add(index).write(item) };
}

#[cfg(test)]
mod tests {
    use super::{UNKNOWN, word_of_items};

    #[test]
    fn only_versions_that_were_looked_at_are_known() {
        assert_eq!([(3, 8), (3, 13), (3, 14)].map(word_of_items), [3, 3, 4]);
        assert_eq!([(3, 7), (3, 16), (4, 0)].map(word_of_items), [UNKNOWN; 3]);
    }
}

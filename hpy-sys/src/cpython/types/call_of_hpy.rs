//! Calls of instances of types that hpy makes, on CPython.
//!
//! hpy has a slot for it. But the word that it adds to an instance lies where the struct of a type that extends this one goes on, and
//! calls by it are not counted against the limit of recursion. So hpy is not asked: what stands in a type's struct for such a
//! [`call`](super::call) is written there when the type is made. The word of an instance is its last one.

use super::call;
use super::registry::{self, Made};
use crate::abi::PyObject;
use crate::api::{Called, Type};
use crate::cpython::header::{TP_BASICSIZE, set_struct_word, struct_word};
use crate::cpython::refcount::retain;

/// A word of a type's struct, counted from `tp_name` on.
const TP_FLAGS: usize = 18;

const WORD: usize = size_of::<usize>();

/// What is called of instances of a type that hpy is about to make: its own method or that of its base. `None` where it is not done
/// here.
pub(crate) fn called_of_hpy(definition: &Type, base: Option<*mut PyObject>) -> Option<Called> {
    let inherited = || registry::exact(base?).and_then(|base| base.called);
    call::of(definition).or_else(inherited)
}

/// How large the struct of such a type is, with a word behind it.
pub(crate) fn size_with_word(size: usize) -> usize {
    size.next_multiple_of(WORD) + WORD
}

/// Has instances of a type called so.
///
/// # Safety
///
/// The entry contract; hpy has made `type_` just now, of a definition for which [`called_of_hpy`] gave `called`, with a struct of
/// [`size_with_word`].
pub(crate) unsafe fn call_instances(type_: *mut PyObject, called: Called) {
    // SAFETY: a live object; the registry keeps it for ever.
    unsafe { retain(type_) };
    let mut made = Made::new(type_);
    made.called = Some(called);
    registry::add(made);
    // SAFETY: the caller's promise, here and below: types of CPython's have these words.
    let size = unsafe { struct_word(type_, TP_BASICSIZE) };
    // SAFETY: as above; the last word of an instance is for this, and zero at first.
    unsafe { set_struct_word(type_, call::TP_VECTORCALL_OFFSET, size - WORD) };
    // SAFETY: as above; a function of that slot.
    unsafe { set_struct_word(type_, call::TP_CALL_WORD, called.0 as usize) };
    // SAFETY: as above.
    let flags = unsafe { struct_word(type_, TP_FLAGS) };
    // SAFETY: as above; the flag says what is true since the lines before.
    unsafe { set_struct_word(type_, TP_FLAGS, flags | usize::from(call::HAVE_VECTORCALL)) };
}

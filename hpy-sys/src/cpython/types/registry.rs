//! What is known of the types that were made here.
//!
//! C functions for all types are the same few; they find out here what to do for an object, by its type or by the first base
//! of it that was made here. A type is kept for ever, so that its address stays its own.

use std::ffi::c_int;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use super::index::Items;
use super::native_slots::NativeSlots;
use super::room::Room;
use crate::abi::{HPyFunc_destroyfunc, HPyFunc_traverseproc, PyObject};
use crate::api::Called;
use crate::capi::PyType_GetSlot;

/// `Py_tp_base`.
const TP_BASE: c_int = 48;

/// One type.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) type_: *mut PyObject,
    /// Visits the fields of a struct.
    pub(super) traverse: Option<HPyFunc_traverseproc>,
    /// Ends the content of a struct.
    pub(super) destroy: Option<HPyFunc_destroyfunc>,
    /// `tp_finalize`.
    pub(super) finalize: Option<unsafe extern "C" fn(*mut PyObject)>,
    /// Whether instances take part in garbage collection.
    pub(super) is_collected: bool,
    /// Where the struct begins in an instance.
    pub(super) offset: usize,
    /// How large an instance is.
    pub(super) size: usize,
    /// The exception type of the interpreter's that it derives from; null for none.
    pub(super) native: *mut PyObject,
    /// How that visits and ends what is its own.
    pub(super) native_slots: NativeSlots,
    /// How large the struct is.
    pub(super) struct_size: usize,
    /// What an instance has room for beside its struct.
    pub(super) room: Room,
    /// What stands behind `sq_item` and `sq_ass_item` where indexes are counted here.
    pub(super) items: Items,
    /// What is called of an instance that is called.
    pub(super) called: Option<Called>,
    /// The one that was made before.
    next: *const Made,
}

impl Made {
    pub(super) fn new(type_: *mut PyObject) -> Self {
        Self {
            type_,
            traverse: None,
            destroy: None,
            finalize: None,
            is_collected: false,
            offset: 0,
            size: 0,
            native: ptr::null_mut(),
            native_slots: NativeSlots::default(),
            struct_size: 0,
            room: Room::default(),
            items: Items::default(),
            called: None,
            next: ptr::null(),
        }
    }
}

impl Made {
    /// Whether instances have nothing to give back but their memory.
    pub(super) fn is_plain(&self) -> bool {
        !self.is_collected && self.finalize.is_none() && self.destroy.is_none() && self.room.is_empty()
    }
}

/// The last one made. Only touched under the interpreter's lock; atomic so that this need not be proven.
static LAST: AtomicPtr<Made> = AtomicPtr::new(ptr::null_mut());

const PLACES: usize = 64;

/// Those asked for lately, each in the place that its address says.
static RECENT: [AtomicPtr<Made>; PLACES] = [const { AtomicPtr::new(ptr::null_mut()) }; PLACES];

fn place(type_: *mut PyObject) -> &'static AtomicPtr<Made> {
    let address = type_ as usize;
    &RECENT[((address >> 5) ^ (address >> 11)) % PLACES]
}

/// Adds a type.
pub(super) fn add(mut made: Made) {
    made.next = LAST.load(Relaxed);
    LAST.store(Box::into_raw(Box::new(made)), Relaxed);
}

/// The type with this address, if it was made here.
#[inline(always)]
pub(super) fn exact(type_: *mut PyObject) -> Option<&'static Made> {
    // SAFETY: null, or one that is never freed.
    let recent = unsafe { place(type_).load(Relaxed).as_ref() };
    recent.filter(|made| made.type_ == type_).or_else(|| search(type_))
}

#[cold]
#[inline(never)]
fn search(type_: *mut PyObject) -> Option<&'static Made> {
    let mut made = LAST.load(Relaxed).cast_const();
    // SAFETY: null, or one that is never freed; so for all that follow.
    while let Some(one) = unsafe { made.as_ref() } {
        if one.type_ == type_ {
            place(type_).store(made.cast_mut(), Relaxed);
            return Some(one);
        }
        made = one.next;
    }
    None
}

/// What is known of the type of an instance: of the type itself, or of the next base that was made here.
///
/// # Safety
///
/// The entry contract; `type_` is a heap type, and so are its bases up to one that was made here.
#[inline(always)]
pub(super) unsafe fn find(type_: *mut PyObject) -> Option<&'static Made> {
    // SAFETY: the caller's promise.
    exact(type_).or_else(|| unsafe { find_in_bases(type_) })
}

#[cold]
#[inline(never)]
unsafe fn find_in_bases(type_: *mut PyObject) -> Option<&'static Made> {
    let mut type_ = type_;
    loop {
        // SAFETY: the caller's promise.
        type_ = unsafe { PyType_GetSlot(type_, TP_BASE) }.cast();
        if type_.is_null() {
            return None;
        }
        if let Some(made) = exact(type_) {
            return Some(made);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_their_address_alone() {
        let address = |number: usize| ptr::without_provenance_mut::<PyObject>(number << 5);
        // More than there are places, so that some share one.
        for number in 1..=3 * PLACES {
            add(Made::new(address(number)));
        }
        for _ in 0..2 {
            for number in 1..=3 * PLACES {
                assert_eq!(exact(address(number)).map(|made| made.type_), Some(address(number)));
            }
        }
        assert!(exact(address(3 * PLACES + 1)).is_none());
    }
}

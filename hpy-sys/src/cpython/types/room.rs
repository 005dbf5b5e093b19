//! Words that an instance may have beside its struct: its `__dict__`, the list of what refers to it weakly, and what
//! [calls](super::call) it.
//!
//! PyPy gives the first two to instances of every type. `GraalPy` lets Python code give an object the class of any other of ours, so that
//! there all instances have both words, at one place in front of the struct; elsewhere they are at the end of those that ask for
//! them. The interpreter learns where they are by members of the type; flags that ask it to manage both are not used, as they
//! mean something else in each of its versions.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::registry::Made;
use crate::abi::{HPy_ssize_t, PyObject, cpy_visitproc};
use crate::api::{Runtime, Type};
use crate::call_out::CallOut;
use crate::capi::{Interpreter, PyObject_ClearWeakRefs};
use crate::cpython::header::on_graalpy;
use crate::cpython::refcount::release;

/// Where the words are in an instance; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Room {
    pub(super) dict: usize,
    pub(super) weakrefs: usize,
    pub(super) vectorcall: usize,
}

/// `PyMemberDef`.
#[repr(C)]
pub(super) struct MemberDefinition {
    name: *const c_char,
    type_: c_int,
    offset: HPy_ssize_t,
    flags: c_int,
    doc: *const c_char,
}

/// `T_PYSSIZET`.
const SIZE: c_int = 19;
const READ_ONLY: c_int = 1;

const WORD: usize = size_of::<*mut PyObject>();

/// How many words of our own all instances of `GraalPy`'s have in front of their struct: whether it was finalised, and the two
/// of this file.
pub(super) const WORDS_IN_FRONT: usize = 3;

/// Whether types must ask for the words.
static IS_NEEDED: AtomicBool = AtomicBool::new(true);

/// Whether weak references are told by the C API, however the word is: `GraalPy` keeps the list itself. On 23 they know before the
/// object goes, and the function for it would have the object freed twice.
static IS_ALWAYS_TOLD: AtomicBool = AtomicBool::new(false);
static IS_NEVER_TOLD: AtomicBool = AtomicBool::new(false);

pub(super) fn learn(interpreter: &Interpreter) {
    let Interpreter { runtime, version, .. } = *interpreter;
    IS_NEEDED.store(runtime != Runtime::PyPy, Relaxed);
    let is_old = version < (3, 11);
    IS_ALWAYS_TOLD.store(runtime == Runtime::GraalPy && !is_old, Relaxed);
    IS_NEVER_TOLD.store(runtime == Runtime::GraalPy && is_old, Relaxed);
}

impl Made {
    /// Gives a type the words that its definition asks for, unless its base has given them.
    pub(super) fn add_room(&mut self, definition: &Type) {
        if !IS_NEEDED.load(Relaxed) {
            return;
        }
        if definition.has_dict && self.room.dict == 0 {
            self.room.dict = self.place(1);
        }
        if definition.has_weakrefs && self.room.weakrefs == 0 {
            self.room.weakrefs = self.place(2);
        }
        // That of the base may lie within the struct.
        if self.called.is_some() && self.room.vectorcall < self.offset + definition.size {
            self.room.vectorcall = self.place(0);
        }
    }

    /// The place of a new word; on `GraalPy` it is there already.
    fn place(&mut self, number: usize) -> usize {
        if on_graalpy() {
            return self.offset - (WORDS_IN_FRONT - number) * WORD;
        }
        let place = self.size.next_multiple_of(WORD);
        self.size = place + WORD;
        place
    }

    /// The place of the word that says whether an instance of `GraalPy`'s was finalised.
    pub(super) fn note_of(&self, object: *mut PyObject) -> *mut usize {
        object.cast::<u8>().wrapping_add(self.offset - WORDS_IN_FRONT * WORD).cast()
    }
}

impl Room {
    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.dict == 0 && self.weakrefs == 0
    }

    /// What tells the interpreter of the words, ended by one that is empty.
    pub(super) fn members(self) -> Vec<MemberDefinition> {
        let places = [
            (c"__dictoffset__", self.dict),
            (c"__weaklistoffset__", self.weakrefs),
            (c"__vectorcalloffset__", self.vectorcall),
        ];
        let member = |(name, offset): (&std::ffi::CStr, usize)| MemberDefinition {
            name: name.as_ptr(),
            type_: SIZE,
            offset: offset.cast_signed(),
            flags: READ_ONLY,
            doc: ptr::null(),
        };
        let end = MemberDefinition { name: ptr::null(), type_: 0, offset: 0, flags: 0, doc: ptr::null() };
        places.into_iter().filter(|(_, place)| *place != 0).map(member).chain([end]).collect()
    }

    fn dict_of(self, object: *mut PyObject) -> Option<*mut *mut PyObject> {
        (self.dict != 0).then(|| object.cast::<u8>().wrapping_add(self.dict).cast())
    }

    /// Shows the `__dict__` to the collector.
    ///
    /// # Safety
    ///
    /// `object` is an instance of the type; the collector's function and its argument.
    pub(super) unsafe fn visit(self, object: *mut PyObject, visit: cpy_visitproc, arg: *mut c_void) -> c_int {
        let Some(place) = self.dict_of(object) else { return 0 };
        // SAFETY: the caller's promise.
        let dict = unsafe { place.read() };
        if dict.is_null() {
            return 0;
        }
        // SAFETY: as above.
        unsafe { visit(dict, arg) }
    }

    /// Lets go of the `__dict__`.
    ///
    /// # Safety
    ///
    /// The entry contract; `object` is an instance of the type.
    pub(super) unsafe fn clear_dict(self, object: *mut PyObject) {
        let Some(place) = self.dict_of(object) else { return };
        // SAFETY: the caller's promise.
        let dict = unsafe { place.replace(ptr::null_mut()) };
        if !dict.is_null() {
            // SAFETY: the instance's own reference.
            unsafe { release(dict) };
        }
    }

    /// Tells weak references that the object goes.
    ///
    /// # Safety
    ///
    /// The entry contract; `object` is an instance of the type that nobody refers to.
    #[inline(never)]
    pub(super) unsafe fn clear_weakrefs(self, object: *mut PyObject) {
        if self.weakrefs == 0 || IS_NEVER_TOLD.load(Relaxed) {
            return;
        }
        let place: *mut *mut PyObject = object.cast::<u8>().wrapping_add(self.weakrefs).cast();
        // SAFETY: the caller's promise.
        let is_referred_to = !unsafe { place.read() }.is_null();
        if let Some(clear) = PyObject_ClearWeakRefs().filter(|_| is_referred_to || IS_ALWAYS_TOLD.load(Relaxed)) {
            // SAFETY: the C API's function for this place.
            unsafe { clear.call_out((object,)) };
        }
    }
}

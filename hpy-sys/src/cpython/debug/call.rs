//! One call out of Python: arguments become handles that are borrowed for it, the result is taken from its handle.

use std::ffi::{c_int, c_void};

use super::handles::{self, State};
use super::{contexts, report};
use crate::abi::{HPy, HPy_ssize_t, HPyContext, HPyFunc_keywords, PyObject};
use crate::capi::{PyTuple_GetItem, PyTuple_Size};

/// One call, with its context and the handles of its arguments.
pub(super) struct Call {
    pub(super) ctx: *mut HPyContext,
    arguments: Vec<HPy>,
}

impl Call {
    pub(super) fn begin() -> Self {
        Self { ctx: contexts::begin(), arguments: Vec::new() }
    }

    pub(super) fn handle(&mut self, object: *mut PyObject) -> HPy {
        let handle = handles::open(object, State::Argument);
        if !handle.is_null() {
            self.arguments.push(handle);
        }
        handle
    }

    /// # Safety
    ///
    /// `objects` points at `count` objects, or anywhere if there are none.
    pub(super) unsafe fn array(&mut self, objects: *const *mut PyObject, count: usize) -> Vec<HPy> {
        // SAFETY: the caller's promise.
        (0..count).map(|index| self.handle(unsafe { objects.wrapping_add(index).read() })).collect()
    }

    /// # Safety
    ///
    /// The entry contract; `tuple` is a tuple or null.
    pub(super) unsafe fn items(&mut self, tuple: *mut PyObject) -> Vec<HPy> {
        // SAFETY: the caller's promise; the items are borrowed from the tuple.
        (0..unsafe { length(tuple) }).map(|index| self.handle(unsafe { PyTuple_GetItem(tuple, index) })).collect()
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        for handle in &self.arguments {
            // Nobody else can close it.
            let _ = handles::close(*handle, State::Argument);
        }
        // SAFETY: `begin` gave it.
        unsafe { contexts::end(self.ctx) };
    }
}

/// # Safety
///
/// The entry contract; `tuple` is a tuple or null.
unsafe fn length(tuple: *mut PyObject) -> HPy_ssize_t {
    if tuple.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { PyTuple_Size(tuple) }
}

/// A field of a block, as the function gets it or returns it.
pub(super) trait Field<Inside> {
    fn enter(self, call: &mut Call) -> Inside;

    /// # Safety
    ///
    /// The entry contract.
    unsafe fn leave(inside: Inside) -> Self;
}

impl Field<HPy> for *mut PyObject {
    fn enter(self, call: &mut Call) -> HPy {
        call.handle(self)
    }

    unsafe fn leave(result: HPy) -> Self {
        // SAFETY: the caller's promise.
        unsafe { report::taken(result, State::Owned) }
    }
}

macro_rules! unchanged {
    ($($type:ty)*) => {$(
        impl Field<$type> for $type {
            fn enter(self, _call: &mut Call) -> $type {
                self
            }

            unsafe fn leave(inside: $type) -> Self {
                inside
            }
        }
    )*};
}

unchanged!(c_int isize *mut c_void);

/// # Safety
///
/// The entry contract; behind the `count` arguments are those of `names`, a tuple or null.
pub(super) unsafe fn call_array(
    function: HPyFunc_keywords,
    slf: *mut PyObject,
    arguments: *const *mut PyObject,
    count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let mut call = Call::begin();
    let slf = call.handle(slf);
    // SAFETY: the caller's promise, here and below.
    let all = count + unsafe { length(names) }.max(0).cast_unsigned();
    // SAFETY: as above.
    let arguments = unsafe { call.array(arguments, all) };
    let names = call.handle(names);
    // SAFETY: as above.
    let result = unsafe { function(call.ctx, slf, arguments.as_ptr(), count, names) };
    // SAFETY: as above.
    unsafe { Field::leave(result) }
}

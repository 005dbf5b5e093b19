//! Arguments that the C API passes as a tuple and a dict, as HPy has them: an array.

use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::abi::{HPy, HPy_ssize_t, HPyContext, PyObject};
use crate::api::own_context;
use crate::capi::{
    Interpreter, PyErr_NoMemory, PyObject_GetItem, PyObject_Size, PySequence_Tuple, PyTuple_GetItem, PyTuple_Size,
};
use crate::cpython::entry::Hand;
use crate::cpython::header::{TP_BASICSIZE, struct_word};
use crate::cpython::refcount::Owned;

/// Where the items of a tuple are in it; 0 where they must be asked for.
static ITEMS: AtomicUsize = AtomicUsize::new(0);

/// The items of CPython's tuples follow what all tuples have.
///
/// # Safety
///
/// The entry contract; the header is known and `tuple` is the type of tuples.
pub(super) unsafe fn learn(interpreter: &Interpreter, tuple: *mut PyObject) {
    if interpreter.has_known_types() {
        // SAFETY: the caller's promise.
        ITEMS.store(unsafe { struct_word(tuple, TP_BASICSIZE) }, Relaxed);
    }
}

/// The items of a tuple as an array.
struct Arguments {
    start: *const HPy,
    count: usize,
    /// The array, where the tuple has none. It has room for `more` at its end.
    copied: Vec<HPy>,
}

impl Arguments {
    /// Those of `tuple`, which is a tuple or null; copied if there are `more` to come behind them. `None` with `MemoryError`
    /// set.
    ///
    /// # Safety
    ///
    /// The entry contract; the tuple outlives the result.
    #[inline]
    unsafe fn of(tuple: *mut PyObject, more: usize) -> Option<Self> {
        if tuple.is_null() && more == 0 {
            return Some(Self { start: ptr::null(), count: 0, copied: Vec::new() });
        }
        let count = if tuple.is_null() {
            0
        } else {
            // SAFETY: the caller's promise, here and below.
            unsafe { PyTuple_Size(tuple) }.max(0).cast_unsigned()
        };
        let items = ITEMS.load(Relaxed);
        if items != 0 && more == 0 {
            let start = tuple.cast::<u8>().wrapping_add(items).cast();
            return Some(Self { start, count, copied: Vec::new() });
        }
        // SAFETY: as above; that many items.
        unsafe { Self::copy(tuple, count, more) }
    }

    #[inline(never)]
    unsafe fn copy(tuple: *mut PyObject, count: usize, more: usize) -> Option<Self> {
        let mut copied = Vec::new();
        if copied.try_reserve_exact(count + more).is_err() {
            // SAFETY: the caller's promise, here and below.
            unsafe { PyErr_NoMemory() };
            return None;
        }
        for index in 0..count {
            // SAFETY: as above; borrowed from the tuple.
            let item = unsafe { PyTuple_GetItem(tuple, index.cast_signed()) };
            if item.is_null() {
                return None;
            }
            copied.push(item.hand());
        }
        Some(Self { start: copied.as_ptr(), count, copied })
    }

    /// Adds one for which there is room, not counted.
    fn push(&mut self, argument: HPy) {
        self.copied.push(argument);
        self.start = self.copied.as_ptr();
    }
}

/// What HPy calls to make or to initialise an instance.
type Constructor<R> = unsafe extern "C" fn(*mut HPyContext, HPy, *const HPy, HPy_ssize_t, HPy) -> R;

/// `tp_new` and `tp_init`; `None` with an exception set. Keywords stay a dict.
///
/// # Safety
///
/// The entry contract; the arguments of such a slot.
pub(crate) unsafe fn call_with_tuple<R>(
    entry: Constructor<R>,
    target: *mut PyObject,
    args: *mut PyObject,
    kw: *mut PyObject,
) -> Option<R> {
    // SAFETY: the caller's promise, here and below.
    let arguments = unsafe { Arguments::of(args, 0) }?;
    let count = arguments.count.cast_signed();
    // SAFETY: as above; the context of this door.
    Some(unsafe { entry(own_context().as_raw(), target.hand(), arguments.start, count, kw.hand()) })
}

/// `tp_call`: what `call` gives for the items of the tuple, the values of the dict behind them, and a tuple of its names or null;
/// `None` with an exception set.
///
/// # Safety
///
/// The entry contract; the arguments of that slot.
pub(super) unsafe fn with_array<R>(
    args: *mut PyObject,
    kw: *mut PyObject,
    call: impl FnOnce(*const HPy, usize, *mut PyObject) -> R,
) -> Option<R> {
    // SAFETY: the caller's promise, here and below.
    if !kw.is_null() && unsafe { PyObject_Size(kw) } > 0 {
        // SAFETY: as above.
        return unsafe { with_values(args, kw, call) };
    }
    // SAFETY: as above.
    let arguments = unsafe { Arguments::of(args, 0) }?;
    Some(call(arguments.start, arguments.count, ptr::null_mut()))
}

#[inline(never)]
unsafe fn with_values<R>(
    args: *mut PyObject,
    kw: *mut PyObject,
    call: impl FnOnce(*const HPy, usize, *mut PyObject) -> R,
) -> Option<R> {
    // SAFETY: the caller's promise, here and below.
    let names = unsafe { PySequence_Tuple(kw) };
    // SAFETY: as above; a new reference or null.
    let names = unsafe { Owned::new(names) }?;
    // SAFETY: as above.
    let names_passed = unsafe { Arguments::of(names.object(), 0) }?;
    // SAFETY: as above.
    let mut arguments = unsafe { Arguments::of(args, names_passed.count) }?;
    let mut values = Vec::new();
    for index in 0..names_passed.count {
        // SAFETY: that many names.
        let name = unsafe { names_passed.start.wrapping_add(index).read() };
        // SAFETY: as above.
        let value = unsafe { PyObject_GetItem(kw, name.hand()) };
        // SAFETY: as above; a new reference or null.
        let value = unsafe { Owned::new(value) }?;
        arguments.push(value.object().hand());
        values.push(value);
    }
    // A value for each name follows the arguments, and `values` keeps them.
    Some(call(arguments.start, arguments.count, names.object()))
}

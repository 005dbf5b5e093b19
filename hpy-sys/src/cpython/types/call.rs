//! Calls of an instance on CPython: by vectorcall, which needs neither a tuple nor a dict.
//!
//! The interpreter looks for the function in a word of the instance. It is empty at first; then the call comes in by `tp_call`,
//! which fills it in. Both functions are made for the method that they call, so that none is looked for. But Python code can give an
//! object another class, and a class another `__call__`: so the function in the word calls its method only while the slot of
//! the object's type is that of the method, too.

use std::ffi::{CStr, c_int, c_void};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::{ptr, slice};

use super::arguments::with_array;
use crate::abi::{HPy, PyObject};
use crate::api::{ARGUMENTS_OFFSET, Called, HAS_OWN_DOOR, Method, Type};
use crate::capi::{
    IS_LINKED, Interpreter, Py_EnterRecursiveCall, Py_LeaveRecursiveCall, PyErr_NoMemory, PyObject_GetAttrString,
    PyTuple_Size,
};
use crate::cpython::call::call_array;
use crate::cpython::header::{own_type, struct_word};
use crate::cpython::refcount::Owned;
use crate::learnt::Learnt;

/// The method.
const NAME: &CStr = c"__call__";
/// `Py_tp_call`.
pub(super) const TP_CALL: c_int = 50;
/// `Py_TPFLAGS_HAVE_VECTORCALL`.
pub(super) const HAVE_VECTORCALL: u16 = 1 << 11;

/// Words of a type's struct, counted from `tp_name` on.
pub(super) const TP_VECTORCALL_OFFSET: usize = 4;
pub(super) const TP_CALL_WORD: usize = 13;

/// Whether it is done: on CPython, from 3.9 on, where such a call can count itself against the limit of recursion, but where
/// hpy watches handles.
static IS_DONE: AtomicBool = AtomicBool::new(false);

/// Whether calls go by the trampolines.
static BY_TRAMPOLINES: Learnt<bool> = Learnt::new(false);

/// Learns that of an interpreter whose objects are where their handles say.
pub(super) fn learn(interpreter: &Interpreter, by_trampolines: bool) {
    let can_count = Py_EnterRecursiveCall().is_some() && Py_LeaveRecursiveCall().is_some();
    IS_DONE.store(is_done_on(interpreter) && can_count, Relaxed);
    // SAFETY: an interpreter that loads a module holds its lock.
    unsafe { BY_TRAMPOLINES.set(by_trampolines) };
}

const fn is_done_on(interpreter: &Interpreter) -> bool {
    interpreter.has_known_types() && interpreter.version.1 >= 9
}

/// Whether such a call goes by the trampoline of the method, not by the entry of our own door: through hpy, and in the debug mode.
#[inline(always)]
pub(crate) fn calls_by_trampolines() -> bool {
    !IS_LINKED && (!HAS_OWN_DOOR || BY_TRAMPOLINES.get())
}

/// Whether instances of types are called so.
pub(super) fn is_done() -> bool {
    IS_DONE.load(Relaxed)
}

/// Whether a type with a method of this name has the slot filled for it.
pub(crate) fn fills_slot_of(name: &CStr) -> bool {
    name == NAME && is_done()
}

/// What is called of a type's instances, by a method of its own.
pub(super) fn of(definition: &Type) -> Option<Called> {
    definition.called.filter(|_| is_done())
}

/// Which of a type's methods it is.
pub(super) fn index_in(methods: &[Method]) -> Option<usize> {
    methods.iter().position(|method| method.name == NAME)
}

/// `tp_call`.
pub(crate) type CallSlot = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
/// The object, the arguments without a name and then one for each name, how many have no name, and a tuple of names or null.
pub(crate) type Vectorcall =
    unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;

/// The arguments of a vectorcall. They are handed on one by one to what is out of line: several words would go by memory, and
/// would be written there in every call.
#[derive(Clone, Copy)]
pub(crate) struct Passed {
    /// Those without a name, and then one for each name.
    pub(crate) all: *const *mut PyObject,
    /// How many have no name, and a flag.
    flagged_count: usize,
    /// A tuple, or null.
    pub(crate) names: *mut PyObject,
}

impl Passed {
    /// As the interpreter passes them.
    #[inline(always)]
    pub(super) const fn new(all: *const *mut PyObject, flagged_count: usize, names: *mut PyObject) -> Self {
        Self { all, flagged_count, names }
    }

    /// How many have no name.
    #[inline(always)]
    pub(crate) const fn count(self) -> usize {
        self.flagged_count & !ARGUMENTS_OFFSET
    }

    /// Whether there are so many, and none has a name.
    #[inline(always)]
    pub(crate) const fn are(self, count: usize) -> bool {
        self.count() == count && self.names.is_null()
    }
}

/// A method, and how its arguments are passed.
pub(crate) trait Convention {
    /// The arguments.
    type Arguments;

    /// Takes them; `None` if the method does not take such.
    ///
    /// # Safety
    ///
    /// They are the arguments of a call.
    unsafe fn take(passed: Passed) -> Option<Self::Arguments>;

    /// Calls the method.
    ///
    /// # Safety
    ///
    /// The entry contract; `object` is an instance of the class that the method was made for.
    unsafe fn call(object: *mut PyObject, arguments: Self::Arguments) -> *mut PyObject;
}

/// What stands in the slot `tp_call` of a type with such a method. It tells the method, too.
pub(crate) const fn call_slot<C: Convention>() -> CallSlot {
    call::<C>
}

unsafe extern "C" fn call<C: Convention>(
    object: *mut PyObject,
    args: *mut PyObject,
    kw: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the interpreter calls it with an instance of a type that was made here.
    unsafe { call_first(object, args, kw, vectorcall::<C>, uncounted::<C>) }
}

/// What an instance has its word point at.
unsafe extern "C" fn vectorcall<C: Convention>(
    object: *mut PyObject,
    all: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let passed = Passed::new(all, flagged_count, names);
    // SAFETY: the interpreter calls it with an instance of a type that was made here, and the arguments of a call; here and below.
    if unsafe { word_of_type(object, TP_CALL_WORD) } != call_slot::<C>() as usize {
        // SAFETY: as above.
        return unsafe { call_another(object, all, flagged_count, names) };
    }
    // SAFETY: as above.
    let Some(arguments) = (unsafe { C::take(passed) }) else {
        // SAFETY: as above.
        return unsafe { call_attribute(object, all, flagged_count, names) };
    };
    // SAFETY: as above; the slot is that of a type with this method, or of one that derives from it.
    let call = || unsafe { C::call(object, arguments) };
    // SAFETY: it is done, or the word would be empty.
    unsafe { counted(call) }
}

/// Makes a call that counts against the limit of recursion; null with an exception set, if there were too many.
///
/// # Safety
///
/// The entry contract, where [it is done](is_done).
#[inline(always)]
pub(super) unsafe fn counted(call: impl FnOnce() -> *mut PyObject) -> *mut PyObject {
    // SAFETY: only where these functions are is it done, here and below.
    let descend = unsafe { Py_EnterRecursiveCall().unwrap_unchecked() };
    // SAFETY: as above.
    if unsafe { descend(c" while calling a Python object".as_ptr()) } != 0 {
        return ptr::null_mut();
    }
    let result = call();
    // SAFETY: as above.
    let ascend = unsafe { Py_LeaveRecursiveCall().unwrap_unchecked() };
    // SAFETY: the call that was counted.
    unsafe { ascend() };
    result
}

/// As [`vectorcall`], of a call that is counted already, whatever the slot is.
unsafe extern "C" fn uncounted<C: Convention>(
    object: *mut PyObject,
    all: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let passed = Passed::new(all, flagged_count, names);
    // SAFETY: `call` was called with this object, and with arguments; here and below.
    match unsafe { C::take(passed) } {
        // SAFETY: as above.
        Some(arguments) => unsafe { C::call(object, arguments) },
        // SAFETY: as above.
        None => unsafe { call_attribute(object, all, flagged_count, names) },
    }
}

/// A word of the struct of an object's type.
///
/// # Safety
///
/// As for [`set_function`].
#[inline(always)]
unsafe fn word_of_type(object: *mut PyObject, word: usize) -> usize {
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { own_type(object) };
    // SAFETY: as above; types of CPython's have these words.
    unsafe { struct_word(type_, word) }
}

/// Sets the word of an instance.
///
/// # Safety
///
/// The entry contract; `object` is an instance of a type that was made here or derives from such a one, with a method `__call__`.
unsafe fn set_function(object: *mut PyObject, function: *mut c_void) {
    // SAFETY: the caller's promise, here and below.
    let offset = unsafe { word_of_type(object, TP_VECTORCALL_OFFSET) };
    if offset != 0 {
        let place: *mut *mut c_void = object.cast::<u8>().wrapping_add(offset).cast();
        // SAFETY: the type has a word for this there, of its own or of the base that was made here.
        unsafe { place.write(function) };
    }
}

// In frames of their own, since they run Python (`call_out.rs` says why).

/// A call by the slot; the next one goes by the word.
///
/// # Safety
///
/// As for [`set_function`]; the arguments are those of the slot, and `call` takes such an object.
#[inline(never)]
unsafe fn call_first(
    object: *mut PyObject,
    args: *mut PyObject,
    kw: *mut PyObject,
    next: Vectorcall,
    call: Vectorcall,
) -> *mut PyObject {
    // SAFETY: the caller's promise, here and below.
    unsafe { set_function(object, next as *mut c_void) };
    let call = |arguments: *const HPy, count, names| {
        // SAFETY: as above. A handle of this door is the object's address.
        unsafe { call(object, arguments.cast(), count, names) }
    };
    // SAFETY: as above.
    unsafe { with_array(args, kw, call) }.unwrap_or(ptr::null_mut())
}

/// The object has another class now, or the class another `__call__`, of which CPython before 3.12 does not tell its instances.
///
/// # Safety
///
/// As for [`set_function`]; the arguments are those of a call.
#[cold]
#[inline(never)]
unsafe fn call_another(
    object: *mut PyObject,
    all: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let passed = Passed::new(all, flagged_count, names);
    // SAFETY: the caller's promise.
    unsafe { set_function(object, ptr::null_mut()) };
    // SAFETY: as above.
    unsafe { call_array(object, passed.all, passed.count(), passed.names) }
}

/// Calls the method as Python code would, which says what is wrong with the arguments.
///
/// # Safety
///
/// As for [`call_another`].
#[cold]
#[inline(never)]
unsafe fn call_attribute(
    object: *mut PyObject,
    all: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let passed = Passed::new(all, flagged_count, names);
    // SAFETY: the caller's promise, here and below.
    let type_ = unsafe { own_type(object) };
    // SAFETY: as above.
    let method = unsafe { PyObject_GetAttrString(type_, NAME.as_ptr()) };
    // SAFETY: as above; a new reference or null.
    let Some(method) = (unsafe { Owned::new(method) }) else { return ptr::null_mut() };
    let mut count = passed.count();
    if !passed.names.is_null() {
        // SAFETY: as above; a tuple.
        count += unsafe { PyTuple_Size(passed.names) }.cast_unsigned();
    }
    let mut all = Vec::new();
    if all.try_reserve_exact(1 + count).is_err() {
        // SAFETY: as above.
        return unsafe { PyErr_NoMemory() };
    }
    all.push(object);
    if count != 0 {
        // SAFETY: as above; so many of them.
        all.extend_from_slice(unsafe { slice::from_raw_parts(passed.all, count) });
    }
    // SAFETY: as above.
    unsafe { call_array(method.object(), all.as_ptr(), passed.count() + 1, passed.names) }
}

#[cfg(test)]
mod tests {
    use super::{Interpreter, is_done_on};
    use crate::api::Runtime;

    #[test]
    fn only_where_types_were_looked_at() {
        let newest =
            Interpreter { runtime: Runtime::CPython, version: (3, 15), header_words: 2, counts_references: false };
        assert!(is_done_on(&newest) && is_done_on(&Interpreter { version: (3, 9), ..newest }));
        for other in [
            Interpreter { version: (3, 8), ..newest },
            Interpreter { version: (3, 16), ..newest },
            Interpreter { runtime: Runtime::PyPy, version: (3, 11), ..newest },
        ] {
            assert!(!is_done_on(&other), "{other:?}");
        }
    }
}

//! Calls of an instance on CPython: by vectorcall, which needs neither a tuple nor a dict.
//!
//! The interpreter looks for the function in a word of the instance. It is empty at first; then the call comes in by `tp_call`,
//! which fills it in. What to call is the method `__call__` of the type, for which it is looked at each time: Python code can
//! give an object another class, and a class another `__call__`.

use std::ffi::{CStr, c_int, c_void};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::{ptr, slice};

use super::arguments::with_array;
use super::registry;
use crate::abi::{HPy, HPyCFunction, HPyFunc_KEYWORDS, HPyFunc_NOARGS, HPyFunc_O, HPyFunc_Signature, PyObject};
use crate::api::Method;
use crate::capi::{
    Interpreter, Py_EnterRecursiveCall, Py_LeaveRecursiveCall, PyErr_NoMemory, PyObject_GetAttrString, PyTuple_Size,
};
use crate::cpython::call::call_array;
use crate::cpython::header::{own_type, struct_word};
use crate::cpython::refcount::Owned;

/// The method.
pub(super) const NAME: &CStr = c"__call__";
/// `Py_tp_call`.
pub(super) const TP_CALL: c_int = 50;
/// `Py_TPFLAGS_HAVE_VECTORCALL`.
pub(super) const HAVE_VECTORCALL: u16 = 1 << 11;

/// Words of a type's struct, counted from `tp_name` on.
pub(super) const TP_VECTORCALL_OFFSET: usize = 4;
pub(super) const TP_CALL_WORD: usize = 13;

/// A flag in the number of arguments: the word before them may be written to.
const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// Whether it is done: on CPython, from 3.9 on, where such a call can count itself against the limit of recursion, but where
/// hpy watches handles.
static IS_DONE: AtomicBool = AtomicBool::new(false);

/// Learns that of an interpreter whose objects are where their handles say.
pub(super) fn learn(interpreter: &Interpreter) {
    IS_DONE.store(is_done_on(interpreter), Relaxed);
}

const fn is_done_on(interpreter: &Interpreter) -> bool {
    interpreter.has_known_types() && interpreter.version.1 >= 9
}

/// Whether a type with a method of this name has the slot filled for it.
pub(crate) fn fills_slot_of(name: &CStr) -> bool {
    name == NAME && IS_DONE.load(Relaxed)
}

/// The method that is called when an instance is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Called {
    function: HPyCFunction,
    signature: HPyFunc_Signature,
}

/// Which of a type's methods it is.
pub(super) fn index_in(methods: &[Method]) -> Option<usize> {
    methods.iter().position(|method| fills_slot_of(method.name))
}

/// It, if there is one among a type's methods.
pub(super) fn find(methods: &[Method]) -> Option<Called> {
    let method = &methods[index_in(methods)?];
    Some(Called { function: method.function(), signature: method.signature })
}

/// As [`find`], for a type that hpy makes.
pub(super) fn find_for_hpy(methods: &[Method]) -> Option<Called> {
    let method = &methods[index_in(methods)?];
    Some(Called { function: method.trampoline(), signature: method.signature })
}

/// What stands in the slot `tp_call`.
pub(super) fn slot() -> *mut c_void {
    let slot: Slot = call;
    slot as *mut c_void
}

type Slot = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
type Two = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;
type Array = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, isize) -> *mut PyObject;
type Words = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, isize, *mut PyObject) -> *mut PyObject;

/// One call of an instance. It goes by value: what is borrowed is written to memory on the usual way, too.
#[derive(Clone, Copy)]
struct Call {
    object: *mut PyObject,
    /// The type of the instance.
    type_: *mut PyObject,
    /// Those without a name, and then one for each of `names`.
    arguments: *const *mut PyObject,
    /// How many of them have no name.
    count: usize,
    /// A tuple, or null.
    names: *mut PyObject,
}

/// `tp_call`.
unsafe extern "C" fn call(object: *mut PyObject, args: *mut PyObject, kw: *mut PyObject) -> *mut PyObject {
    // SAFETY: the interpreter calls it with an instance of a type that was made here, here and below.
    let type_ = unsafe { own_type(object) };
    // SAFETY: as above; the type has that word in instances, or its base has.
    unsafe { set_function(object, type_, vectorcall as *mut c_void) };
    let enter = |arguments: *const HPy, count, names| {
        // A handle of this door is the object's address.
        let call = Call { object, type_, arguments: arguments.cast(), count, names };
        // SAFETY: as above.
        unsafe { call.enter() }
    };
    // SAFETY: as above.
    let result = unsafe { with_array(args, kw, enter) };
    result.unwrap_or(ptr::null_mut())
}

/// What an instance has its word point at.
unsafe extern "C" fn vectorcall(
    object: *mut PyObject,
    arguments: *const *mut PyObject,
    flagged_count: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    let count = flagged_count & !ARGUMENTS_OFFSET;
    // SAFETY: the interpreter calls it with an instance of a type that was made here, here and below.
    let type_ = unsafe { own_type(object) };
    let call = Call { object, type_, arguments, count, names };
    // SAFETY: as above.
    if unsafe { struct_word(type_, TP_CALL_WORD) } == slot() as usize
        && let (Some(descend), Some(ascend)) = (Py_EnterRecursiveCall(), Py_LeaveRecursiveCall())
    {
        // SAFETY: as above.
        if unsafe { descend(c" while calling a Python object".as_ptr()) } != 0 {
            return ptr::null_mut();
        }
        // SAFETY: as above.
        let result = unsafe { call.enter() };
        // SAFETY: the call that was counted.
        unsafe { ascend() };
        return result;
    }
    // SAFETY: as above; the arguments of a call.
    unsafe { call.another() }
}

/// Sets the word of an instance.
///
/// # Safety
///
/// The entry contract; `object` is an instance of `type_`, which was made here or derives from such a one.
unsafe fn set_function(object: *mut PyObject, type_: *mut PyObject, function: *mut c_void) {
    // SAFETY: the caller's promise.
    let offset = unsafe { struct_word(type_, TP_VECTORCALL_OFFSET) };
    if offset != 0 {
        let place: *mut *mut c_void = object.cast::<u8>().wrapping_add(offset).cast();
        // SAFETY: the type has a word for this there, of its own or of the base that was made here.
        unsafe { place.write(function) };
    }
}

impl Call {
    /// The class has another `__call__` now, of which CPython before 3.12 does not tell its instances. In a frame of its own, since it
    /// runs Python (`call_out.rs` says why).
    ///
    /// # Safety
    ///
    /// As for [`set_function`]; the arguments are those of a call.
    #[cold]
    #[inline(never)]
    unsafe fn another(self) -> *mut PyObject {
        // SAFETY: the caller's promise.
        unsafe { set_function(self.object, self.type_, ptr::null_mut()) };
        // SAFETY: as above.
        unsafe { call_array(self.object, self.arguments, self.count, self.names) }
    }

    /// Calls the method of the type.
    ///
    /// # Safety
    ///
    /// The entry contract; `object` is an instance of `type_`, whose `tp_call` is [`call`], and the arguments are those of a call.
    #[inline(always)]
    unsafe fn enter(self) -> *mut PyObject {
        let Self { object, type_, arguments, count, names } = self;
        // SAFETY: the caller's promise, here and below.
        let called = unsafe { registry::find(type_) }.and_then(|made| made.called);
        let Some(Called { function, signature }) = called else { return ptr::null_mut() };
        match (signature, count) {
            (HPyFunc_KEYWORDS, _) => {
                // SAFETY: between function pointers; the signature tells which.
                let function = unsafe { std::mem::transmute::<HPyCFunction, Words>(function) };
                // SAFETY: as above.
                unsafe { function(object, arguments, count.cast_signed(), names) }
            }
            (HPyFunc_O, 1) if names.is_null() => {
                // SAFETY: between function pointers; the signature tells which.
                let function = unsafe { std::mem::transmute::<HPyCFunction, Two>(function) };
                // SAFETY: as above.
                let argument = unsafe { arguments.read() };
                // SAFETY: as above.
                unsafe { function(object, argument) }
            }
            (HPyFunc_NOARGS, 0) if names.is_null() => {
                // SAFETY: between function pointers; the signature tells which.
                let function = unsafe { std::mem::transmute::<HPyCFunction, Two>(function) };
                // SAFETY: as above.
                unsafe { function(object, ptr::null_mut()) }
            }
            (HPyFunc_O | HPyFunc_NOARGS, _) => {
                // SAFETY: as above.
                unsafe { self.method() }
            }
            _ if names.is_null() => {
                // SAFETY: between function pointers; the signature tells which.
                let function = unsafe { std::mem::transmute::<HPyCFunction, Array>(function) };
                // SAFETY: as above.
                unsafe { function(object, arguments, count.cast_signed()) }
            }
            // SAFETY: as above.
            _ => unsafe { self.method() },
        }
    }

    /// Calls the method as Python code would, which says what is wrong with the arguments. In a frame of its own, as above.
    ///
    /// # Safety
    ///
    /// As for [`enter`](Self::enter).
    #[cold]
    #[inline(never)]
    unsafe fn method(self) -> *mut PyObject {
        // SAFETY: the caller's promise, here and below.
        let method = unsafe { PyObject_GetAttrString(self.type_, NAME.as_ptr()) };
        // SAFETY: as above; a new reference or null.
        let Some(method) = (unsafe { Owned::new(method) }) else { return ptr::null_mut() };
        let mut passed = self.count;
        if !self.names.is_null() {
            // SAFETY: as above; a tuple.
            passed += unsafe { PyTuple_Size(self.names) }.cast_unsigned();
        }
        let mut all = Vec::new();
        if all.try_reserve_exact(1 + passed).is_err() {
            // SAFETY: as above.
            return unsafe { PyErr_NoMemory() };
        }
        all.push(self.object);
        if passed != 0 {
            // SAFETY: as above; so many of them.
            all.extend_from_slice(unsafe { slice::from_raw_parts(self.arguments, passed) });
        }
        // SAFETY: as above.
        unsafe { call_array(method.object(), all.as_ptr(), self.count + 1, self.names) }
    }
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

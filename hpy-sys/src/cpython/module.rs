//! The module definition that a `PyInit_` function returns.
//!
//! The C API's structs are laid out here by hand: how many words an object's header has is known only at load.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::{Mutex, PoisonError};

use crate::abi::{HPyCFunction, HPyFunc_KEYWORDS, HPyFunc_NOARGS, HPyFunc_O, HPyFunc_Signature, PyModuleDef, PyObject};
use crate::api::{Method, Runtime};
use crate::capi::{Interpreter, PyModuleDef_Init};
use crate::cpython::debug;

/// The function that runs when an interpreter makes the module.
pub(crate) type Exec = unsafe extern "C" fn(*mut PyObject) -> c_int;

/// `PyMethodDef`.
#[repr(C)]
pub(super) struct MethodDefinition {
    name: *const c_char,
    function: Option<HPyCFunction>,
    flags: c_int,
    doc: *const c_char,
}

impl MethodDefinition {
    /// Lets the type have it beside a slot for its name, of which the interpreter would make another.
    pub(super) fn keep_beside_slot(&mut self) {
        self.flags |= METH_COEXIST;
    }
}

const METH_KEYWORDS: c_int = 0x02;
const METH_NOARGS: c_int = 0x04;
const METH_O: c_int = 0x08;
const METH_COEXIST: c_int = 0x40;
const METH_FASTCALL: c_int = 0x80;

/// `PyModuleDef_Slot`.
#[repr(C)]
struct Slot {
    id: c_int,
    value: *mut c_void,
}

/// `Py_mod_exec`.
const EXEC: c_int = 2;
/// `Py_mod_multiple_interpreters`; null is `Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED`.
const MULTIPLE_INTERPRETERS: c_int = 3;
/// `Py_mod_gil`; null is `Py_MOD_GIL_USED`.
const GIL: c_int = 4;

/// A `PyModuleDef` from the end of its header on.
#[repr(C)]
struct Body {
    init: *mut c_void,
    index: isize,
    copy: *mut PyObject,
    name: *const c_char,
    doc: *const c_char,
    size: isize,
    methods: *mut MethodDefinition,
    slots: *mut Slot,
    traverse: *mut c_void,
    clear: *mut c_void,
    free: *mut c_void,
}

/// A definition and the name of its module. Interpreters keep pointers into it, so it is never freed.
struct Definition {
    name: &'static CStr,
    start: *mut PyModuleDef,
}

// SAFETY: the pointer is only handed to the interpreter, under its lock.
unsafe impl Send for Definition {}

static DEFINITIONS: Mutex<Vec<Definition>> = Mutex::new(Vec::new());

/// The result of a `PyInit_` function: the definition of a module, made at the first call and used again by every
/// other.
///
/// # Safety
///
/// [`load`](super::load) succeeded, `interpreter` is what it found, and its lock is held.
pub(super) unsafe fn init(
    interpreter: &Interpreter,
    methods: &[Method],
    name: &'static CStr,
    doc: &'static CStr,
    exec: Exec,
) -> *mut PyObject {
    let start = {
        let mut definitions = DEFINITIONS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = definitions.iter().find(|known| known.name == name) {
            known.start
        } else {
            let start = define(interpreter, methods, name, doc, exec);
            definitions.push(Definition { name, start });
            start
        }
    };
    // SAFETY: the caller's promise; a definition that lives for ever.
    unsafe { PyModuleDef_Init(start) }
}

fn define(
    interpreter: &Interpreter,
    methods: &[Method],
    name: &'static CStr,
    doc: &'static CStr,
    exec: Exec,
) -> *mut PyModuleDef {
    let body = Body {
        init: ptr::null_mut(),
        index: 0,
        copy: ptr::null_mut(),
        name: name.as_ptr(),
        doc: doc_pointer(doc),
        size: 0,
        methods: Vec::leak(module_methods(methods)).as_mut_ptr(),
        slots: Vec::leak(slots(interpreter, exec)).as_mut_ptr(),
        traverse: ptr::null_mut(),
        clear: ptr::null_mut(),
        free: ptr::null_mut(),
    };
    match interpreter.header_words {
        3 => leak([1, 0, 0], body),
        4 => leak(free_threaded_header(interpreter), body),
        _ => leak([1, 0], body),
    }
}

/// A header of four words. Where threads are free, the owner comes first and a count of all ones marks the immortal;
/// before 3.13 such a header belongs to a build that links all objects, and the count is the third word.
fn free_threaded_header(interpreter: &Interpreter) -> [usize; 4] {
    if interpreter.version < (3, 13) {
        return [0, 0, 1, 0];
    }
    [0, (u32::MAX as usize) << 32, 0, 0]
}

/// An object without a type yet, which `PyModuleDef_Init` fills in, and its body.
fn leak<const WORDS: usize>(header: [usize; WORDS], body: Body) -> *mut PyModuleDef {
    #[repr(C)]
    struct Whole<const WORDS: usize> {
        header: [usize; WORDS],
        body: Body,
    }
    Box::into_raw(Box::new(Whole { header, body })).cast()
}

fn slots(interpreter: &Interpreter, exec: Exec) -> Vec<Slot> {
    let mut slots = vec![Slot { id: EXEC, value: exec as *mut c_void }];
    // An id that an interpreter does not know is an error there.
    let cpython = interpreter.runtime == Runtime::CPython;
    for (id, since) in [(MULTIPLE_INTERPRETERS, (3, 12)), (GIL, (3, 13))] {
        if cpython && interpreter.version >= since {
            slots.push(Slot { id, value: ptr::null_mut() });
        }
    }
    slots.push(Slot { id: 0, value: ptr::null_mut() });
    slots
}

/// The methods of a module; in the debug mode what the leak detector asks is one more.
fn module_methods(methods: &[Method]) -> Vec<MethodDefinition> {
    let mut definitions = method_definitions(methods);
    if debug::is_on() {
        type Command = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, isize) -> *mut PyObject;
        // SAFETY: between function pointers; the flags tell what it is called as.
        let function = unsafe { std::mem::transmute::<Command, HPyCFunction>(debug::command) };
        let name = debug::COMMAND_NAME.as_ptr();
        definitions
            .insert(0, MethodDefinition { name, function: Some(function), flags: METH_FASTCALL, doc: ptr::null() });
    }
    definitions
}

pub(super) fn method_definitions(methods: &[Method]) -> Vec<MethodDefinition> {
    let end = MethodDefinition { name: ptr::null(), function: None, flags: 0, doc: ptr::null() };
    let definition = |method: &Method| MethodDefinition {
        name: method.name.as_ptr(),
        function: Some(method.function()),
        flags: calling_convention(method.signature),
        doc: doc_pointer(method.doc),
    };
    methods.iter().map(definition).chain([end]).collect()
}

fn calling_convention(signature: HPyFunc_Signature) -> c_int {
    match signature {
        HPyFunc_NOARGS => METH_NOARGS,
        HPyFunc_O => METH_O,
        HPyFunc_KEYWORDS => METH_FASTCALL | METH_KEYWORDS,
        _ => METH_FASTCALL,
    }
}

/// The C API's way to say that there is no doc string.
pub(super) fn doc_pointer(doc: &'static CStr) -> *const c_char {
    if doc.is_empty() { ptr::null() } else { doc.as_ptr() }
}

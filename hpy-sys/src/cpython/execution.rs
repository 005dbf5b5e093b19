//! Code, imports, the interpreter's lock, and objects of the C API.

use std::ffi::{c_char, c_int};
use std::ptr;

use crate::abi::{
    HPy, HPy_SourceKind, HPy_SourceKind_Expr, HPy_SourceKind_File, HPy_SourceKind_Single, HPyContext, HPyThreadState,
    PyObject,
};
use crate::call_out::CallOut;
use crate::capi::{
    _PyObject_Dump, Py_CompileString, Py_CompileStringFlags, PyErr_Clear, PyErr_Fetch, PyErr_Restore,
    PyEval_RestoreThread, PyEval_SaveThread, PyObject_Repr, PyUnicode_AsUTF8AndSize,
};
use crate::cpython::entry::{Hand, entries};
use crate::cpython::raise::raise;
use crate::cpython::refcount::{Owned, retain};

entries! {
    forward {
        ctx_EvalCode(code: HPy, globals: HPy, locals: HPy) -> HPy = PyEval_EvalCode;
        ctx_Import_ImportModule(utf8_name: *const c_char) -> HPy = PyImport_ImportModule;
    }
    own {
        ctx_AsPyObject ctx_FromPyObject
        ctx_Compile_s ctx_Dump
        ctx_LeavePythonExecution ctx_ReenterPythonExecution
    }
}

/// The C API's names for what a source is: `Py_single_input` and its neighbours.
const SINGLE_INPUT: c_int = 256;
const FILE_INPUT: c_int = 257;
const EVAL_INPUT: c_int = 258;

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_FromPyObject(_ctx: *mut HPyContext, object: *mut PyObject) -> HPy {
    if !object.is_null() {
        // SAFETY: the entry contract, here and in the rest of this file.
        unsafe { retain(object) };
    }
    object.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_AsPyObject(_ctx: *mut HPyContext, handle: HPy) -> *mut PyObject {
    if !handle.is_null() {
        // SAFETY: the entry contract.
        unsafe { retain(handle.hand()) };
    }
    handle.hand()
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_LeavePythonExecution(_ctx: *mut HPyContext) -> HPyThreadState {
    // SAFETY: the entry contract.
    HPyThreadState(unsafe { PyEval_SaveThread() } as isize)
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_ReenterPythonExecution(_ctx: *mut HPyContext, state: HPyThreadState) {
    // SAFETY: what `ctx_LeavePythonExecution` returned to this thread.
    unsafe { PyEval_RestoreThread(state.0 as *mut std::ffi::c_void) };
}

#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Compile_s(
    ctx: *mut HPyContext,
    source: *const c_char,
    filename: *const c_char,
    kind: HPy_SourceKind,
) -> HPy {
    let start = match kind {
        HPy_SourceKind_Expr => EVAL_INPUT,
        HPy_SourceKind_File => FILE_INPUT,
        HPy_SourceKind_Single => SINGLE_INPUT,
        _ => {
            // SAFETY: the context of this call.
            let error = unsafe { (*ctx).h_SystemError };
            // SAFETY: the entry contract.
            unsafe { raise(error, c"invalid source kind") };
            return HPy::NULL;
        }
    };
    if let Some(compile) = Py_CompileString() {
        // SAFETY: the entry contract.
        return unsafe { compile.call_out((source, filename, start)) }.hand();
    }
    match Py_CompileStringFlags() {
        // SAFETY: the entry contract; null stands for no flags.
        Some(compile) => unsafe { compile.call_out((source, filename, start, ptr::null_mut())) }.hand(),
        None => HPy::NULL,
    }
}

/// Tells what is known of an object on standard error, where the interpreter has no function for it its `repr`.
#[inline]
pub(crate) unsafe extern "C-unwind" fn ctx_Dump(_ctx: *mut HPyContext, handle: HPy) {
    let object: *mut PyObject = handle.hand();
    if object.is_null() {
        eprintln!("<object at NULL>");
        return;
    }
    if let Some(dump) = _PyObject_Dump() {
        // SAFETY: the entry contract.
        unsafe { dump.call_out((object,)) };
        return;
    }
    let mut pending = [ptr::null_mut(); 3];
    let [exception, value, traceback] = pending.each_mut();
    // SAFETY: the entry contract; three variables of this function.
    unsafe { PyErr_Fetch(exception, value, traceback) };
    // SAFETY: the entry contract.
    let text = unsafe { repr(object) };
    eprintln!("object address  : {object:p}");
    eprintln!("object repr     : {}", text.as_deref().unwrap_or("<repr failed>"));
    let [exception, value, traceback] = pending;
    // SAFETY: what was fetched above goes back.
    unsafe { PyErr_Restore(exception, value, traceback) };
}

/// # Safety
///
/// The entry contract.
unsafe fn repr(object: *mut PyObject) -> Option<String> {
    // SAFETY: the caller's promise.
    let text = unsafe { PyObject_Repr(object) };
    // SAFETY: as above; a new reference or null.
    let text = unsafe { Owned::new(text) };
    let mut size = 0;
    let bytes = match &text {
        // SAFETY: as above.
        Some(text) => unsafe { PyUnicode_AsUTF8AndSize(text.object(), &raw mut size) },
        None => ptr::null(),
    };
    if bytes.is_null() {
        // SAFETY: as above.
        unsafe { PyErr_Clear() };
        return None;
    }
    // SAFETY: that many bytes, which live as long as `text`.
    let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), usize::try_from(size).ok()?) };
    Some(String::from_utf8_lossy(bytes).into_owned())
}

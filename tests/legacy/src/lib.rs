//! A module whose functions come from C, from PyO3 and from hpy-rs: what one looks like half way through a port.

use hpy_rs::legacy::{self, PyObject};
use hpy_rs::prelude::*;
use pyo3::IntoPyObjectExt;
use pyo3::types::PyAnyMethods;

unsafe extern "C" {
    static mut old_methods: [u8; 0];
    fn old_double(number: *mut PyObject) -> *mut PyObject;
}

/// Ported, and still in the table of C.
#[unsafe(no_mangle)]
unsafe extern "C" fn fresh(_module: *mut PyObject, number: *mut PyObject) -> *mut PyObject {
    // SAFETY: the interpreter calls it with its lock held and a live object.
    unsafe {
        legacy::enter(|ctx| {
            let number = Handle::from_borrowed_object(ctx, number).extract::<i64>()?;
            assert!(number != 13, "thirteen");
            Ok(PyInt::new(ctx, number + 1)?.into_any())
        })
    }
}

/// Ported, and calls what is not: a function of C.
#[hpy_function]
fn doubled<'ctx>(number: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    // SAFETY: a live object, borrowed for the call.
    let result = unsafe { old_double(number.as_object()) };
    // SAFETY: a new reference, or null with an exception.
    unsafe { Handle::from_object(number.ctx(), result) }
}

/// In PyO3.
#[pyo3::pyfunction]
fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

/// Ported, and calls a method by PyO3's API.
#[hpy_function]
fn upper<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    // SAFETY: this call holds the lock, as its context proves.
    let py = unsafe { pyo3::Python::assume_attached() };
    // SAFETY: a live object; PyO3 takes a reference of its own.
    let object_there = unsafe { pyo3::Bound::from_borrowed_ptr(py, object.as_object().cast()) };
    match object_there.call_method0("upper") {
        // SAFETY: the reference that PyO3 had.
        Ok(result) => unsafe { Handle::from_object(object.ctx(), result.into_ptr().cast()) },
        Err(error) => {
            error.restore(py);
            // SAFETY: null with an exception pending.
            unsafe { Handle::from_object(object.ctx(), std::ptr::null_mut()) }
        }
    }
}

/// Ported, and has PyO3 call while this module is detached.
#[hpy_function]
fn call_detached(ctx: Context<'_>, callable: &Handle<'_>) -> bool {
    let address = callable.as_object() as usize;
    ctx.detach(|| {
        pyo3::Python::attach(|py| {
            // SAFETY: an argument of the call, which lives as long; PyO3 takes a reference of its own.
            let callable = unsafe { pyo3::Bound::from_borrowed_ptr(py, address as *mut pyo3::ffi::PyObject) };
            callable.call0().is_ok()
        })
    })
}

/// Ported, and lets go of an error where PyO3 lets other threads run.
#[hpy_function]
fn drop_error_detached(callable: &Handle<'_>) {
    let result = callable.call(()).map(drop);
    pyo3::Python::attach(|py| py.detach(move || drop(result)));
}

/// Whether there is something to attach to: in a call, and where that has detached.
#[hpy_function]
fn can_attach(ctx: Context<'_>) -> (bool, bool) {
    let can = || Context::try_attach(|_| ()).is_some();
    (can(), ctx.detach(can))
}

/// Whether there is something to attach to where the context is lent: at once, where PyO3 lets other threads run, and behind that.
#[hpy_function]
fn can_attach_lent(ctx: Context<'_>) -> (bool, bool, bool) {
    let can = || Context::try_attach(|_| ()).is_some();
    ctx.lend(|| (can(), pyo3::Python::attach(|py| py.detach(can)), can()))
}

/// A sum, as the module of the other PyO3 has one.
#[hpy_type]
struct Tally {
    sum: i64,
}

#[hpy_methods]
impl Tally {
    #[new]
    fn new(sum: i64) -> Self {
        Self { sum }
    }

    fn add(&mut self, number: i64) -> Result<i64> {
        self.sum = self.sum.checked_add(number).ok_or_else(|| PyOverflowError::new("too much for hpy-rs"))?;
        Ok(self.sum)
    }
}

/// Adds to the tally of whomever.
#[hpy_function]
fn add_to<'ctx>(tally: &Handle<'ctx>, number: i64) -> Result<Handle<'ctx>> {
    tally.call_method("add", (number,))
}

#[hpy_module]
mod half_ported {
    use super::*;

    #[hpy_export]
    use super::{Tally, add_to, call_detached, can_attach, can_attach_lent, doubled, drop_error_detached, upper};

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        // SAFETY: a table of C that lives as long as the file.
        unsafe { legacy::add_functions(module, (&raw mut old_methods).cast()) }?;
        // SAFETY: this call holds the lock, as its context proves.
        let py = unsafe { pyo3::Python::assume_attached() };
        let old = pyo3::wrap_pyfunction!(reversed)(py).and_then(|function| function.into_bound_py_any(py));
        let old = old.expect("functions can be made").into_ptr();
        // SAFETY: the reference that PyO3 had.
        let old = unsafe { Handle::from_object(module.ctx(), old.cast()) }?;
        module.set_attr("reversed", &old)
    }
}

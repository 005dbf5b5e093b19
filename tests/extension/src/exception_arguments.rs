//! Exceptions that are made of arguments, not of a text.

use std::borrow::Cow;
use std::sync::Arc;

use hpy_rs::Interpreter;
use hpy_rs::error::{PyKeyError, PySystemExit, PyUnicodeDecodeError};
use hpy_rs::prelude::*;

use crate::exceptions::DegenerateError;

/// A value that no object can be made of, by an error or a panic.
#[derive(Clone)]
struct Broken {
    panics: bool,
}

impl<'ctx> IntoPy<'ctx> for Broken {
    type Target = PyAny;

    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx>> {
        assert!(!self.panics, "into_py of an argument panicked");
        Err(PyLookupError::new("no object"))
    }
}

/// A value that panics whenever it is dropped.
#[derive(Clone)]
struct Slamming;

impl Drop for Slamming {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "drop of an argument panicked");
    }
}

impl<'ctx> IntoPy<'ctx> for Slamming {
    type Target = PyStr;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        let _kept = std::mem::ManuallyDrop::new(self);
        PyStr::new(ctx, "slamming")
    }
}

/// A value that calls Python when it is dropped.
#[derive(Clone)]
struct Calling(Interpreter, Arc<Py>);

impl Drop for Calling {
    fn drop(&mut self) {
        // It cannot be called everywhere where something is dropped, and what it raises is not wanted.
        let _ = self.0.try_attach(|ctx| drop(self.1.call(ctx, ())));
    }
}

impl<'ctx> IntoPy<'ctx> for Calling {
    type Target = PyStr;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        PyStr::new(ctx, "calling")
    }
}

/// Raises an exception of such a value.
#[hpy_function]
pub(crate) fn raise_of_what_calls(ctx: Context<'_>, callable: Py) -> Result<()> {
    Err(PyValueError::new((Calling(ctx.interpreter()?, Arc::new(callable)), 1)))
}

fn error_of(which: &str) -> PyError {
    match which {
        "none" => PyValueError::new(()),
        "one" => PyKeyError::new((5,)),
        "two" => PyValueError::new(("x", 1)),
        "nested" => PyTypeError::new((vec![1, 2], Some(("a", None::<f64>)), String::from("b"))),
        "eight" => PyValueError::new((1, 2, 3, 4, 5, 6, 7, 8)),
        "exit" => PySystemExit::new((3,)),
        "errno" => PyOSError::new((2, "gone", "a.txt")),
        "unicode" => PyUnicodeDecodeError::new(("utf-8", vec![0xff_u8], 0, 1, "bad")),
        "created" => DegenerateError::new(("flat", 2.5)),
        "refused" => PyUnicodeDecodeError::new((1,)),
        "failing" => PyValueError::new((Broken { panics: false },)),
        "panicking" => PyValueError::new((Broken { panics: true },)),
        "slamming" => PyValueError::new((Slamming,)),
        "borrowed" => PyValueError::new(Cow::Borrowed("text")),
        _ => PyValueError::new(String::from("text")),
    }
}

/// Raises an exception of arguments.
#[hpy_function]
pub(crate) fn raise_of_arguments(which: &str) -> Result<()> {
    Err(error_of(which))
}

/// What is known of it in Rust: its text without Python, with Python, and what kind it is, asked twice.
#[hpy_function]
pub(crate) fn known_of_arguments(ctx: Context<'_>, which: &str) -> (String, String, bool, bool) {
    let error = error_of(which);
    let is_value_error = error.matches::<PyValueError>(ctx);
    (error.to_string(), error.describe(ctx), is_value_error, error.matches::<PyValueError>(ctx))
}

/// A thread makes the error, this one raises it.
#[hpy_function]
pub(crate) fn raise_of_thread(which: String) -> Result<()> {
    Err(std::thread::spawn(move || error_of(&which)).join().map_err(|_| PyRuntimeError::new("panicked"))?)
}

/// What no object converts to, which says so by arguments.
pub(crate) struct Picky;

impl<'a, 'ctx> FromPy<'a, 'ctx> for Picky {
    fn from_py(_: Borrowed<'a, 'ctx>) -> Result<Self> {
        Err(PyValueError::new(("picky", 1)))
    }
}

/// Takes what nothing converts to.
#[hpy_function]
pub(crate) fn take_picky(one: Option<Picky>, more: Vec<Picky>) -> bool {
    one.is_none() && more.is_empty()
}

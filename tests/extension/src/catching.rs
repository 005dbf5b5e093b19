//! Looking at an exception in hand: its object, its type, its text; raising an object again.

use hpy_rs::Exception;
use hpy_rs::prelude::*;
use hpy_rs::types::{PyTypeInfo, PyTyped};

/// What safe code can say of any object: that it is an exception.
struct Pretender;

impl PyTyped for Pretender {}

impl Exception for Pretender {}

impl PyTypeInfo for Pretender {
    const NAME: &'static str = "Pretender";

    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.type_type().to_owned())
    }

    fn is_type_of(_: &Handle<'_>) -> bool {
        true
    }
}

/// Raises an object that may be no exception.
#[hpy_function]
pub(crate) fn raise_anything(object: &Handle<'_>) -> Result<()> {
    Err(PyError::from_value(&*object.cast::<Pretender>()?))
}

/// The exception object of the error.
#[hpy_function]
pub(crate) fn value_of<'ctx>(
    ctx: Context<'ctx>,
    callable: &Handle<'ctx>,
) -> Result<Option<Handle<'ctx, PyBaseException>>> {
    callable.call(()).err().map(|error| error.value(ctx)).transpose()
}

/// Asks for the exception object twice, lets `change` change it, then returns the error.
#[hpy_function]
pub(crate) fn value_then_return<'ctx>(
    ctx: Context<'ctx>,
    callable: &Handle<'ctx>,
    change: &Handle<'ctx>,
) -> Result<Handle<'ctx>> {
    let error = match callable.call(()) {
        Err(error) => error,
        result => return result,
    };
    let (first, second) = (error.value(ctx)?, error.value(ctx)?);
    change.call((&first, &second))?;
    Err(error)
}

/// The exception object of an error that Python never raised.
#[hpy_function]
pub(crate) fn value_of_new(ctx: Context<'_>, text: String) -> Result<Handle<'_, PyBaseException>> {
    PyLookupError::new(text).value(ctx)
}

/// Which of four exception types the error is of.
#[hpy_function]
pub(crate) fn matching(ctx: Context<'_>, callable: &Handle<'_>) -> Vec<&'static str> {
    let Err(error) = callable.call(()) else { return Vec::new() };
    let answers = [
        ("LookupError", error.matches::<PyLookupError>(ctx)),
        ("KeyError", error.matches::<PyKeyError>(ctx)),
        ("ValueError", error.matches::<PyValueError>(ctx)),
        ("DegenerateError", error.matches::<crate::exceptions::DegenerateError>(ctx)),
    ];
    answers.into_iter().filter(|(_, matches)| *matches).map(|(name, _)| name).collect()
}

/// `ctx.catch`: the exception object, or the result in a tuple.
#[hpy_function]
pub(crate) fn caught<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    match ctx.catch(|| callable.call(())) {
        Ok(result) => PyTuple::new(ctx, [result]).map(Handle::into_any),
        Err(exception) => Ok(exception.into_any()),
    }
}

/// Raises an exception object.
#[hpy_function]
pub(crate) fn raise_value(exception: &Handle<'_, PyBaseException>) -> Result<()> {
    Err(PyError::from_value(exception))
}

/// Raises the exception that was caught from `callable` as the cause of another.
#[hpy_function]
pub(crate) fn raise_from<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>, text: String) -> Result<Handle<'ctx>> {
    ctx.catch(|| callable.call(())).map_err(|cause| {
        let raised = PyRuntimeError::new(text).value(ctx).and_then(|exception| {
            exception.set_attr("__cause__", &cause)?;
            Ok(PyError::from_value(&exception))
        });
        raised.unwrap_or_else(|error| error)
    })
}

/// The same by the method that is there for it; the cause may be one that no Python code has raised.
#[hpy_function(signature = (text, callable = None))]
pub(crate) fn fail_because<'ctx>(ctx: Context<'ctx>, text: String, callable: Option<&Handle<'ctx>>) -> Result<()> {
    let cause = match callable {
        Some(callable) => callable.call(()).err().unwrap_or_else(|| PyValueError::new("there was no error")),
        None => PyKeyError::new("of Rust"),
    };
    Err(PyRuntimeError::new(text).with_cause(ctx, &cause))
}

#[hpy_function]
pub(crate) fn cause_of<'ctx>(
    ctx: Context<'ctx>,
    callable: &Handle<'ctx>,
) -> Result<Option<Handle<'ctx, PyBaseException>>> {
    callable.call(()).map_or_else(|error| error.cause(ctx), |_| Ok(None))
}

/// Reports the error as unraisable.
#[hpy_function(signature = (callable, about = None))]
pub(crate) fn report_unraisable<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>, about: Option<&Handle<'ctx>>) {
    if let Err(error) = callable.call(()) {
        error.write_unraisable(ctx, about);
    }
}

/// How the error shows itself in Rust: `{}`, `{:?}`, and whether Python raised it.
#[hpy_function]
pub(crate) fn shown(callable: &Handle<'_>) -> Option<(String, String, bool)> {
    let error = callable.call(()).err()?;
    Some((error.to_string(), format!("{error:?}"), error.is_raised()))
}

/// What an error says of itself, raised by Python or made by Rust.
#[hpy_function]
pub(crate) fn described_error(ctx: Context<'_>, callable: &Handle<'_>) -> (String, String, String) {
    let error = callable.call(()).err().unwrap_or_else(|| PyValueError::new("it worked"));
    (error.describe(ctx), error.describe(ctx), error.to_string())
}

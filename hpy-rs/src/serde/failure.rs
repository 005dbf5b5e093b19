//! [`Failure`]: an error of Python's beside the way of another library's errors.

use std::cell::Cell;
use std::error::Error;

use crate::error::PyValueError;
use crate::{PyError, Result};

/// The error of Python's that a format was told of, whose own errors have no room for it.
#[derive(Default)]
pub(super) struct Failure(Cell<Option<PyError>>);

impl Failure {
    /// What went well; else the error is kept, and one of the format's stands for it.
    pub(super) fn told<T, E>(&self, result: Result<T>, stand_in: impl FnOnce(String) -> E) -> Result<T, E> {
        result.map_err(|error| {
            let text = error.to_string();
            self.0.set(Some(error));
            stand_in(text)
        })
    }

    /// The error of Python's that an error of the format's stands for, or that it is; or else a `ValueError` of its text.
    pub(super) fn behind<E: Error + 'static>(self, error: E) -> PyError {
        self.0.into_inner().unwrap_or_else(|| match Box::<dyn Error>::from(error).downcast::<PyError>() {
            Ok(error) => *error,
            Err(error) => PyValueError::new(error.to_string()),
        })
    }
}

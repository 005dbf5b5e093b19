//! A module of an older PyO3, whose objects go to functions of hpy-rs, and the other way round.

use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;

/// A sum.
#[pyclass]
struct Tally {
    sum: i64,
}

#[pymethods]
impl Tally {
    #[new]
    fn new(sum: i64) -> Self {
        Self { sum }
    }

    fn add(&mut self, number: i64) -> PyResult<i64> {
        self.sum = self.sum.checked_add(number).ok_or_else(|| PyOverflowError::new_err("too much for PyO3"))?;
        Ok(self.sum)
    }
}

/// Adds to the tally of whomever.
#[pyfunction]
fn add_to<'py>(tally: &Bound<'py, PyAny>, number: i64) -> PyResult<Bound<'py, PyAny>> {
    tally.call_method1("add", (number,))
}

/// Gives back what it gets.
#[pyfunction]
fn same(object: Py<PyAny>) -> Py<PyAny> {
    object
}

#[pymodule]
mod other_pyo3 {
    #[pymodule_export]
    use super::{Tally, add_to, same};
}

//! The micro suite on PyO3, written as its guide writes.

use pyo3::prelude::*;

#[pyclass]
struct Counter {
    #[pyo3(get, set)]
    value: i64,
}

#[pymethods]
impl Counter {
    #[new]
    fn new(value: i64) -> Self {
        Counter { value }
    }

    fn incr(&mut self) {
        self.value += 1;
    }

    fn add(&mut self, other: i64) -> i64 {
        self.value += other;
        self.value
    }

    fn __len__(&self) -> usize {
        42
    }

    fn __getitem__(&self, index: i64) -> i64 {
        self.value + index
    }

    fn __add__(&self, other: PyRef<'_, Counter>) -> Counter {
        Counter { value: self.value + other.value }
    }
}

#[pyclass]
struct Adder {
    value: i64,
}

#[pymethods]
impl Adder {
    #[new]
    fn new(value: i64) -> Self {
        Adder { value }
    }

    #[pyo3(signature = (other, /))]
    fn __call__(&self, other: i64) -> i64 {
        self.value + other
    }
}

#[pymodule]
mod micro_pyo3 {
    use pyo3::exceptions::PyValueError;
    use pyo3::intern;
    use pyo3::prelude::*;
    use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

    #[pymodule_export]
    use super::{Adder, Counter};

    #[pyfunction]
    fn noargs() {}

    #[pyfunction]
    #[pyo3(signature = (_a, /))]
    fn onearg(_a: &Bound<'_, PyAny>) {}

    #[pyfunction]
    #[pyo3(signature = (a, /))]
    fn identity<'py>(a: Bound<'py, PyAny>) -> Bound<'py, PyAny> {
        a
    }

    #[pyfunction]
    #[pyo3(signature = (_a, _b, /))]
    fn twoargs(_a: &Bound<'_, PyAny>, _b: &Bound<'_, PyAny>) {}

    #[pyfunction]
    #[pyo3(signature = (*args))]
    fn varargs(args: &Bound<'_, PyTuple>) -> usize {
        args.len()
    }

    #[pyfunction]
    #[pyo3(signature = (a, b=None, c=None))]
    fn kwargs(a: &Bound<'_, PyAny>, b: Option<&Bound<'_, PyAny>>, c: Option<&Bound<'_, PyAny>>) {
        let _ = (a, b, c);
    }

    #[pyfunction]
    #[pyo3(signature = (a, b, /))]
    fn add_ints(a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }

    #[pyfunction]
    #[pyo3(signature = (a, b, /))]
    fn add_floats(a: f64, b: f64) -> f64 {
        a + b
    }

    #[pyfunction]
    #[pyo3(signature = (text, /))]
    fn str_len(text: &str) -> usize {
        text.len()
    }

    #[pyfunction]
    #[pyo3(signature = (text, /))]
    fn echo_str(text: &str) -> &str {
        text
    }

    #[pyfunction]
    #[pyo3(signature = (bytes, /))]
    fn echo_bytes<'py>(py: Python<'py>, bytes: &[u8]) -> Bound<'py, PyBytes> {
        PyBytes::new(py, bytes)
    }

    #[pyfunction]
    #[pyo3(signature = (list, /))]
    fn sum_list(list: &Bound<'_, PyList>) -> PyResult<i64> {
        list.iter().map(|item| item.extract::<i64>()).sum()
    }

    #[pyfunction]
    #[pyo3(signature = (items, /))]
    fn sum_vec(items: Vec<i64>) -> i64 {
        items.iter().sum()
    }

    #[pyfunction]
    #[pyo3(signature = (count, /))]
    fn make_list(py: Python<'_>, count: usize) -> PyResult<Bound<'_, PyList>> {
        PyList::new(py, 0..count)
    }

    #[pyfunction]
    fn make_tuple() -> (i64, i64) {
        (2048, 2049)
    }

    #[pyfunction]
    #[pyo3(signature = (dict, /))]
    fn sum_dict(dict: &Bound<'_, PyDict>) -> PyResult<i64> {
        let mut sum = 0;
        for (key, value) in dict.iter() {
            sum += key.extract::<&str>()?.len() as i64 + value.extract::<i64>()?;
        }
        Ok(sum)
    }

    #[pyfunction]
    #[pyo3(signature = (count, /))]
    fn make_dict(py: Python<'_>, count: usize) -> PyResult<Bound<'_, PyDict>> {
        let dict = PyDict::new(py);
        for number in 0..count {
            dict.set_item(format!("k{number}"), number)?;
        }
        Ok(dict)
    }

    #[pyfunction]
    #[pyo3(signature = (object, /))]
    fn get_attr<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        object.getattr(intern!(object.py(), "attr"))
    }

    #[pyfunction]
    #[pyo3(signature = (callable, argument, /))]
    fn call_obj<'py>(callable: &Bound<'py, PyAny>, argument: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        callable.call1((argument,))
    }

    #[pyfunction]
    fn raise_value() -> PyResult<()> {
        Err(PyValueError::new_err("bad value"))
    }

    #[pyfunction]
    #[pyo3(signature = (counter, /))]
    fn read_counter(counter: PyRef<'_, Counter>) -> i64 {
        counter.value
    }
}

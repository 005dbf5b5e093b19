//! Memory of other objects: `Cow<[u8]>` and [`PyBuffer`].

use std::borrow::Cow;

use super::FromPy;
use super::sequence::copied;
use crate::buffer::{Element, PyBuffer};
use crate::error::{PyBufferError, PyTypeError};
use crate::handle::{Borrowed, Handle};
use crate::types::PyMemoryView;
use crate::{PyError, Result, calls};

impl<'a, 'ctx> FromPy<'a, 'ctx> for Cow<'a, [u8]> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if let Some(bytes) = object.cast_opt_whole() {
            return calls::text::try_as_bytes(bytes).map(Cow::Borrowed);
        }
        copy_of_memory(object).map(Cow::Owned)
    }
}

/// A copy of what an object that is no `bytes` shows of its memory, whatever it says that the items are: as the functions
/// of CPython do that take bytes-like objects.
fn copy_of_memory(object: Borrowed<'_, '_>) -> Result<Vec<u8>> {
    let view = PyMemoryView::new(&object).map_err(|error| without_memory(error, object))?;
    let content = contiguous_content(&view);
    view.release()?;
    content
}

fn contiguous_content(view: &Handle<'_, PyMemoryView>) -> Result<Vec<u8>> {
    if !view.is_c_contiguous()? {
        return Err(PyBufferError::new("the memory is not contiguous"));
    }
    copied(calls::text::try_as_bytes(view.to_bytes()?.as_borrowed())?)
}

impl<'ctx, T: Element> FromPy<'_, 'ctx> for PyBuffer<'ctx, T> {
    fn from_py(object: Borrowed<'_, 'ctx>) -> Result<Self> {
        PyBuffer::get(&object).map_err(|error| without_memory(error, object))
    }
}

/// What is said of an object that shows no memory: that, and not what the interpreter says.
fn without_memory(error: PyError, object: Borrowed<'_, '_>) -> PyError {
    if error.matches::<PyTypeError>(object.ctx()) { PyError::wrong_type("a bytes-like object", object) } else { error }
}

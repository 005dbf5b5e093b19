//! Memory of other objects: `Cow<[u8]>` and [`PyBuffer`].

use std::borrow::Cow;

use super::FromPy;
use crate::buffer::{Element, PyBuffer, copy_of_memory};
use crate::error::PyTypeError;
use crate::handle::Borrowed;
use crate::type_hint::TypeHint;
use crate::{PyError, Result, calls};

impl<'a, 'ctx> FromPy<'a, 'ctx> for Cow<'a, [u8]> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        if let Some(bytes) = object.cast_opt_whole() {
            return calls::text::try_as_bytes(bytes).map(Cow::Borrowed);
        }
        // Whatever it says that the items are: as the functions of CPython do that take bytes-like objects.
        copy_of_memory(&object).map(Cow::Owned).map_err(|error| without_memory(error, object))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("typing_extensions.Buffer")
    }
}

impl<'a, 'ctx, T: Element> FromPy<'a, 'ctx> for PyBuffer<'ctx, T> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        PyBuffer::get(&object).map_err(|error| without_memory(error, object))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("typing_extensions.Buffer")
    }
}

/// What is said of an object that shows no memory: that, and not what the interpreter says, or a class in Python that shows none
/// by a `TypeError` of its own.
fn without_memory(error: PyError, object: Borrowed<'_, '_>) -> PyError {
    if error.matches::<PyTypeError>(object.ctx()) { PyError::wrong_type("a bytes-like object", object) } else { error }
}

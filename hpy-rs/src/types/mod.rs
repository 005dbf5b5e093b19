//! The Python types that a [`Handle`] can be typed with, one file each.

mod any;
mod bool;
mod bytes;
mod dict;
mod float;
mod int;
mod into_iter;
mod list;
mod module;
mod str;
mod tuple;
mod type_;

use crate::handle::Handle;

pub use any::{PyAny, PyNone};
pub use bool::PyBool;
pub use bytes::PyBytes;
pub use dict::{DictIter, PyDict};
pub use float::PyFloat;
pub use int::PyInt;
pub use into_iter::{DictIntoIter, ListIntoIter, TupleIntoIter};
pub use list::{ListIter, PyList};
pub use module::PyModule;
pub use str::PyStr;
pub use tuple::{PyTuple, TupleIter};
pub use type_::PyType;

/// Every type but [`PyAny`]: a handle to it derefs to a handle to `PyAny`, and so has all protocols.
pub trait PyTyped {}

/// A type that an object can be asked for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Python type that a handle can be cast to",
    label = "not a Python type"
)]
pub trait PyTypeInfo {
    /// The name in messages: `"list"`.
    const NAME: &'static str;

    /// Whether the object is of this type or of a subclass.
    fn is_type_of(object: &Handle<'_>) -> bool;
}

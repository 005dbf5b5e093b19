//! The Python types that a [`Handle`] can be typed with, one file each.

mod any;
mod bool;
mod bytearray;
mod bytes;
mod complex;
mod datetime;
mod dict;
mod float;
mod int;
mod into_iter;
mod list;
mod list_making;
mod memoryview;
mod module;
mod named;
mod set;
mod slice;
mod str;
mod tuple;
mod type_;

use crate::Result;
use crate::context::Context;
use crate::handle::Handle;
use crate::type_hint::TypeHint;

pub use any::{PyAny, PyNone};
pub use bool::PyBool;
pub use bytearray::PyByteArray;
pub use bytes::PyBytes;
pub use complex::PyComplex;
pub use datetime::{DateParts, PyDate, PyDateTime, PyDelta, PyTime, PyTzInfo, TimeParts};
pub use dict::{DictIter, DictPairs, PyDict};
pub use float::PyFloat;
pub use int::PyInt;
pub use into_iter::{DictIntoIter, ListIntoIter, TupleIntoIter};
pub use list::{ListIter, PyList};
#[cfg(feature = "serde")]
pub(crate) use list_making::{give, with_room};
pub use memoryview::PyMemoryView;
pub use module::PyModule;
#[cfg(any(feature = "rust_decimal", feature = "uuid"))]
pub(crate) use named::Named;
pub use set::{PyFrozenSet, PySet};
pub use slice::{PySlice, SliceIndices};
pub use str::PyStr;
pub use tuple::{PyTuple, TupleIter};
pub use type_::PyType;

/// Every type but [`PyAny`]: a handle to it derefs to a handle to `PyAny`, and so has all protocols.
pub trait PyTyped {}

/// A type that an object can be asked for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Python type that a handle can be cast to",
    label = "not a Python type",
    note = "a type of your own is one with `#[hpy_type]`"
)]
pub trait PyTypeInfo {
    /// The name in messages: `"list"`.
    const NAME: &'static str;

    /// The type object; see also [`Context::get_type`].
    ///
    /// # Errors
    /// What making a class of Rust or importing its module raises, if it was not asked for before; `MemoryError`.
    fn type_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>>;

    /// Whether the object is of this type or of a subclass; of a type that cannot be found, no object is.
    fn is_type_of(object: &Handle<'_>) -> bool;

    /// As [`is_type_of`](Self::is_type_of), where the type may have to be found first.
    ///
    /// # Errors
    /// What finding it raises: `KeyboardInterrupt` in an import.
    #[inline(always)]
    fn try_is_type_of(object: &Handle<'_>) -> Result<bool> {
        Ok(Self::is_type_of(object))
    }

    /// The type as annotations of Python say it. Unless it says so, its name.
    fn type_hint() -> TypeHint {
        TypeHint::named(Self::NAME)
    }
}

impl<'ctx> Context<'ctx> {
    /// The type object of `T`: `ctx.get_type::<PyList>()` is `list`, that of a class of Rust is what Python sees of it.
    ///
    /// # Errors
    /// As [`PyTypeInfo::type_object`].
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type(frozen, mapping)]
    /// struct Table {
    ///     rows: Vec<String>,
    /// }
    ///
    /// #[hpy_module]
    /// mod tables {
    ///     #[hpy_export]
    ///     use super::Table;
    ///     use hpy_rs::prelude::*;
    ///
    ///     #[hpy_init]
    ///     fn init(module: &Handle<'_, PyModule>) -> Result<()> {
    ///         let ctx = module.ctx();
    ///         let mapping = ctx.import("collections.abc")?.get_attr("Mapping")?;
    ///         mapping.call_method("register", (ctx.get_type::<Table>()?,))?;
    ///         Ok(())
    ///     }
    /// }
    /// # fn main() {}
    /// ```
    pub fn get_type<T: PyTypeInfo>(self) -> Result<Handle<'ctx, PyType>> {
        T::type_object(self)
    }
}

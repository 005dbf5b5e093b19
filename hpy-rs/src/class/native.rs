//! The interpreter's own classes as what classes extend, and the classes that do.

use super::payload::{BaseType, NoBase};
use super::{HpyType, Initial, construct};
use crate::Result;
use crate::context::Context;
use crate::handle::Handle;
use crate::object::{Arguments, tuple_of};
use crate::types::{PyDict, PyFloat, PyFrozenSet, PyList, PySet, PyStr, PyTuple, PyType, PyTypeInfo, PyTzInfo};

/// A class of the interpreter's that stands below classes of Rust.
#[derive(Clone, Copy, Debug)]
pub struct Native {
    pub(super) type_object: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx, PyType>>,
    pub(super) is_exception: bool,
    /// Whether its `__init__` takes what it is made of. Others are complete when `__new__` has made them.
    pub(super) is_initialised: bool,
}

impl Native {
    /// An exception.
    pub(crate) const fn exception(type_object: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx, PyType>>) -> Self {
        Native { type_object, is_exception: true, is_initialised: true }
    }
}

/// What a class extends that extends no other class of Rust: `object` or a class of the interpreter's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a class with a value of its own",
    label = "needs its value, too",
    note = "give the pair `(value, base)`"
)]
pub trait RootBase: BaseType<Content = ()> {}

impl RootBase for NoBase {}

/// Makes a class of the interpreter's one that classes can extend. Of a blanket implementation the compiler could not tell that
/// it leaves out classes of Rust.
macro_rules! native_base {
    ($name:ident: $kind:ident, $native:expr) => {
        impl $crate::class::RootBase for $name {}

        impl $crate::class::$kind for $name {}

        impl $crate::class::Sealed for $name {}

        impl $crate::class::BaseType for $name {
            type Content = ();
            const HAS_FIELDS: bool = false;
            const IS_COUNTED: bool = false;
            const IS_UNSENDABLE: bool = false;
            const NATIVE: Option<$crate::class::Native> = Some($native);
            const IS_OPEN: bool = true;

            fn base_class() -> Option<&'static $crate::class::Class> {
                None
            }
        }
    };
}

pub(crate) use native_base;

/// The builtin classes, and whether they have an `__init__`.
macro_rules! builtin {
    ($($name:ident: $is_initialised:literal)*) => {$(
        native_base!($name: Builtin, Native {
            type_object: <$name as PyTypeInfo>::type_object,
            is_exception: false,
            is_initialised: $is_initialised,
        });
    )*};
}

builtin! { PyDict: true PyFloat: false PyFrozenSet: false PyList: true PySet: true PyStr: false PyTzInfo: false }

/// What can be raised: an exception of the interpreter's, or a class that extends one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an exception",
    label = "cannot be raised",
    note = "a `#[hpy_type]` is one with `extends = PyException`, or another exception"
)]
pub trait Exception {}

#[diagnostic::do_not_recommend]
impl<T: HpyType<Base: Exception>> Exception for T {}

/// A class of Python's own that can be extended (`dict`, `float`, `frozenset`, `list`, `set`, `str`, `tzinfo`), or one that extends it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` extends no builtin class",
    note = "a `#[hpy_type]` does with `extends = PyDict`, `PyFloat`, `PyFrozenSet`, `PyList`, `PySet`, `PyStr` or `PyTzInfo`"
)]
pub trait Builtin {}

#[diagnostic::do_not_recommend]
impl<T: HpyType<Base: Builtin>> Builtin for T {}

impl<'ctx, T: HpyType + Exception> Handle<'ctx, T> {
    /// A new exception with this value and these `args`, of which the `__init__` of what it extends makes the attributes, as
    /// `StopIteration` its `value`; [`Handle::new`] makes one without.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type(extends = PyValueError)]
    /// struct Refused {
    ///     #[hpy(get)]
    ///     code: u32,
    /// }
    ///
    /// #[hpy_function]
    /// fn refuse(ctx: Context<'_>, code: u32) -> Result<()> {
    ///     let exception = Handle::new_exception(ctx, Refused { code }, ("refused", code))?;
    ///     Err(PyError::from_value(&exception))
    /// }
    /// ```
    ///
    /// # Errors
    /// Those of the conversions, of that `__init__`, and of [`Handle::new`].
    pub fn new_exception(ctx: Context<'ctx>, value: impl Initial<T>, args: impl Arguments<'ctx>) -> Result<Self> {
        let args: Handle<'ctx, PyTuple> = tuple_of(ctx, args)?;
        construct::object(ctx, value, Some(&args))
    }
}

impl<'ctx, T: HpyType + Builtin> Handle<'ctx, T> {
    /// A new instance with this value, which is the `float`, `list` or what else it extends that Python makes of `args`;
    /// [`Handle::new`] makes one of no arguments: 0, or empty.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type(extends = PyFloat)]
    /// struct Measured {
    ///     #[hpy(get)]
    ///     unit: String,
    /// }
    ///
    /// #[hpy_function]
    /// fn metres(ctx: Context<'_>, length: f64) -> Result<Handle<'_, Measured>> {
    ///     Handle::new_builtin(ctx, Measured { unit: "m".to_owned() }, (length,))
    /// }
    /// ```
    ///
    /// # Errors
    /// Those of the conversions, of the builtin class for what it does not take, and of [`Handle::new`].
    pub fn new_builtin(ctx: Context<'ctx>, value: impl Initial<T>, args: impl Arguments<'ctx>) -> Result<Self> {
        let args: Handle<'ctx, PyTuple> = tuple_of(ctx, args)?;
        construct::object(ctx, value, Some(&args))
    }
}

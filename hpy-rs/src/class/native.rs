//! Exceptions of the interpreter's as what classes extend, and the classes that do.

use super::payload::{BaseType, NoBase};
use super::{HpyType, Initial, construct};
use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::object::{Arguments, tuple_of};
use crate::types::{PyTuple, PyType};

/// The type object of an exception.
pub type Native = fn(Context<'_>) -> Borrowed<'_, '_, PyType>;

/// What a class extends that extends no other class of Rust: `object` or an exception.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a class with a value of its own",
    label = "needs its value, too",
    note = "give the pair `(value, base)`"
)]
pub trait RootBase: BaseType<Content = ()> {}

impl RootBase for NoBase {}

/// Makes an exception one that classes can extend. Of a blanket implementation the compiler could not tell that it leaves out
/// classes.
macro_rules! native_base {
    ($name:ident) => {
        impl $crate::class::RootBase for $name {}

        impl $crate::class::Exception for $name {}

        impl $crate::class::BaseType for $name {
            type Content = ();
            const HAS_FIELDS: bool = false;
            const IS_COUNTED: bool = false;
            const IS_UNSENDABLE: bool = false;
            const NATIVE: Option<$crate::class::Native> = Some($name::type_object);
            const IS_OPEN: bool = true;

            fn base_class() -> Option<&'static $crate::class::Class> {
                None
            }

            fn is_here((): &()) -> bool {
                true
            }
        }
    };
}

pub(crate) use native_base;

/// What can be raised: an exception of the interpreter's, or a class that extends one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an exception",
    label = "cannot be raised",
    note = "a `#[hpy_type]` is one with `extends = PyException`, or another exception"
)]
pub trait Exception {}

#[diagnostic::do_not_recommend]
impl<T: HpyType<Base: Exception>> Exception for T {}

impl<'ctx, T: HpyType + Exception> Handle<'ctx, T> {
    /// A new exception with this value and these `args`; [`Handle::new`] makes one without.
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
    /// Those of the conversions, and of [`Handle::new`].
    pub fn new_exception(ctx: Context<'ctx>, value: impl Initial<T>, args: impl Arguments<'ctx>) -> Result<Self> {
        let args: Handle<'ctx, PyTuple> = tuple_of(ctx, args)?;
        construct::object(ctx, value, Some(&args))
    }
}

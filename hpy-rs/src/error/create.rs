//! [`create_exception!`](crate::create_exception): exception types of one's own.

use std::ffi::CStr;
use std::fmt;

use super::message::{Detail, Kind};
use super::{ErrorArguments, Given, PyBaseException, PyError, PyTypeError};
use crate::context::Context;
use crate::handle::{Borrowed, Global, Handle};
use crate::macro_support::trampoline::catch;
use crate::module::Shown;
use crate::type_hint::TypeHint;
use crate::types::{PyModule, PyType};
use crate::{Result, calls};

/// What `create_exception!` keeps in a static: how to make the type, and the type once it is made.
#[doc(hidden)]
pub struct NewException {
    qualified_name: &'static CStr,
    name: &'static str,
    doc: Option<&'static CStr>,
    base: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx, PyType>>,
    object: Global<PyType>,
}

impl NewException {
    /// A type that is made at its first use.
    pub const fn new(
        qualified_name: &'static CStr,
        name: &'static str,
        doc: Option<&'static CStr>,
        base: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx, PyType>>,
    ) -> Self {
        NewException { qualified_name, name, doc, base, object: Global::new() }
    }

    /// The name in Python, without the module.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The type object, made at the first call.
    ///
    /// # Errors
    /// `MemoryError`; `TypeError` if the base is no exception.
    pub fn type_object<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        self.object.get_or_try_init(ctx, || {
            // It may be itself, by way of others.
            let _level = ctx.recurse(" while the type of an exception was made")?;
            // Where errors are raised, nothing may unwind.
            let base = catch(|| (self.base)(ctx))?;
            // Anybody can implement `ExceptionBase`; PyPy dies of an exception that is none.
            if !base.is_subtype_of(&PyBaseException::type_object(ctx)) {
                return Err(PyTypeError::new(format!("{} derives from no exception", self.name)));
            }
            calls::error::new_exception(ctx, self.qualified_name, self.doc, &base)
        })
    }

    /// An error that raises this type with a text or arguments.
    pub fn error(&'static self, text_or_arguments: impl ErrorArguments) -> PyError {
        let detail = match text_or_arguments.given() {
            Given::Text(text) => Detail::Text(text),
            Given::Arguments(arguments) => Detail::Arguments(arguments),
        };
        PyError::message(Kind::Created(self), detail)
    }
}

impl Shown for NewException {
    fn name(&self) -> &'static str {
        self.name
    }

    fn show_in(&self, module: &Handle<'_, PyModule>) -> Result<()> {
        module.add(self.name, &self.type_object(module.ctx())?)
    }

    #[cfg(feature = "type-stubs")]
    fn described(&self) -> crate::type_stub::DescribedClass {
        crate::type_stub::DescribedClass { doc: self.doc.unwrap_or_default(), base: None, members: &[] }
    }
}

impl fmt::Debug for NewException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewException({})", self.name)
    }
}

/// What can stand as the base of a created exception: a builtin one or another created one.
#[doc(hidden)]
pub trait ExceptionBase {
    /// The type object.
    ///
    /// # Errors
    /// `MemoryError`.
    fn base_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>>;

    /// The type as annotations say it.
    fn base_hint() -> TypeHint {
        TypeHint::any()
    }
}

impl<T: super::builtin::BuiltinException> ExceptionBase for T {
    fn base_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(Borrowed::to_owned(T::object(ctx)))
    }

    fn base_hint() -> TypeHint {
        T::type_hint()
    }
}

/// Makes an exception type: `create_exception!(module, Name, Base, "doc")`. The module may have a dotted name, `package._core`; the
/// doc is a literal or a macro that gives one, such as `concat!`, and may be left out.
///
/// `Name` then is a type as `PyValueError` is: `Name::new("text")` makes an error, `error.matches::<Name>(ctx)` asks
/// for it. To show it in the module, write `#[hpy_export] use super::Name;` in the `#[hpy_module]`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// hpy_rs::create_exception!(geometry, DegenerateError, PyValueError, "A shape without area.");
///
/// #[hpy_function]
/// fn area(width: f64) -> Result<f64> {
///     if width == 0.0 { Err(DegenerateError::new("no width")) } else { Ok(width * width) }
/// }
/// ```
#[macro_export]
macro_rules! create_exception {
    ($($module:ident).+, $name:ident, $base:ty $(,)?) => {
        $crate::__create_exception!(
            concat!($(stringify!($module), ".",)+ stringify!($name)),
            $name,
            $base,
            ::core::option::Option::None,
            concat!("The Python exception `", $(stringify!($module), ".",)+ stringify!($name), "`.")
        );
    };
    ($($module:ident).+, $name:ident, $base:ty, $doc:expr $(,)?) => {
        $crate::__create_exception!(
            concat!($(stringify!($module), ".",)+ stringify!($name)),
            $name,
            $base,
            ::core::option::Option::Some($crate::macro_support::c_str(concat!($doc, "\0"))),
            $doc
        );
    };
}

/// What both forms of `create_exception!` have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __create_exception {
    ($qualified:expr, $name:ident, $base:ty, $python_doc:expr, $doc:expr) => {
        #[doc = $doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct $name(());

        impl $name {
            #[doc(hidden)]
            fn __new_exception() -> &'static $crate::macro_support::NewException {
                static TYPE: $crate::macro_support::NewException = $crate::macro_support::NewException::new(
                    $crate::macro_support::c_str(concat!($qualified, "\0")),
                    stringify!($name),
                    $python_doc,
                    <$base as $crate::macro_support::ExceptionBase>::base_object,
                );
                &TYPE
            }

            /// An error that raises this exception with a text, or with a tuple of arguments.
            #[allow(clippy::new_ret_no_self, dead_code, reason = "named as the raise statement reads")]
            pub fn new(text_or_arguments: impl $crate::error::ErrorArguments) -> $crate::PyError {
                Self::__new_exception().error(text_or_arguments)
            }

            /// The type object.
            ///
            /// # Errors
            /// `MemoryError`, at the first call.
            #[allow(dead_code, reason = "not every exception is asked for its type")]
            pub fn type_object(ctx: $crate::Context<'_>) -> $crate::Result<$crate::Handle<'_, $crate::types::PyType>> {
                Self::__new_exception().type_object(ctx)
            }
        }

        impl $crate::macro_support::Export for $name {
            fn export(items: &mut $crate::macro_support::Items) {
                items.exception(Self::__new_exception());
                $crate::__type_stub! {
                    items.describe(
                        $crate::macro_support::Role::Base,
                        stringify!($name),
                        c"",
                        &[],
                        <$base as $crate::macro_support::ExceptionBase>::base_hint,
                    );
                }
            }
        }

        impl $crate::types::PyTyped for $name {}

        impl $crate::macro_support::Exception for $name {}

        impl $crate::types::PyTypeInfo for $name {
            const NAME: &'static str = stringify!($name);

            fn type_hint() -> $crate::TypeHint {
                $crate::macro_support::hint_of_exception(Self::__new_exception())
            }

            fn type_object(ctx: $crate::Context<'_>) -> $crate::Result<$crate::Handle<'_, $crate::types::PyType>> {
                Self::__new_exception().type_object(ctx)
            }

            fn is_type_of(object: &$crate::Handle<'_>) -> bool {
                $crate::macro_support::is_created_exception(Self::__new_exception(), object)
            }
        }

        impl $crate::macro_support::ExceptionBase for $name {
            fn base_object(ctx: $crate::Context<'_>) -> $crate::Result<$crate::Handle<'_, $crate::types::PyType>> {
                Self::type_object(ctx)
            }

            fn base_hint() -> $crate::TypeHint {
                <Self as $crate::types::PyTypeInfo>::type_hint()
            }
        }
    };
}

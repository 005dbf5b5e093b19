//! What `PyValueError::new` and its siblings take: a text, or the arguments of the exception.

use std::borrow::Cow;
use std::sync::Arc;

use super::{PyBaseException, PyError};
use crate::Result;
use crate::handle::Handle;
use crate::macro_support::trampoline::catch;
use crate::object::Arguments;
use crate::types::PyType;

/// What an exception is made of: a text, or a tuple of up to eight values, which become its `args`.
///
/// The objects of a tuple are made when the exception is raised, so its values must be [`IntoPy`](crate::IntoPy) in any call, `Clone`,
/// `Send`, `Sync` and `'static`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// fn check(code: u32) -> Result<()> {
///     if code == 0 { Ok(()) } else { Err(PyOSError::new((code, "it does not work"))) }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "an exception cannot be made of `{Self}`",
    label = "neither a text nor a tuple of values",
    note = "pass a text (`&'static str`, `String`, or as `Into::<Cow<'static, str>>::into`), or a tuple of values that are `IntoPy`, `Clone`, `Send`, `Sync` and `'static`: `(code,)`",
    note = "arguments of any kind, handles among them: `PyError::new::<PyValueError>(ctx, (…,))`"
)]
pub trait ErrorArguments {
    /// The same, as errors keep it.
    #[doc(hidden)]
    fn given(self) -> Given;
}

/// What an exception is made of, as errors keep it.
#[doc(hidden)]
#[derive(Debug)]
pub enum Given {
    /// A text.
    Text(Cow<'static, str>),
    /// Arguments.
    Arguments(GivenArguments),
}

/// Arguments that a call can be made with as often as an error is raised. Where errors are raised and dropped, nothing may unwind;
/// to convert and drop the values runs code of users.
#[doc(hidden)]
#[derive(Clone)]
pub struct GivenArguments(Option<Arc<dyn Call>>);

impl GivenArguments {
    fn new(call: impl Call + 'static) -> Self {
        GivenArguments(Some(Arc::new(call)))
    }

    /// `kind(*arguments)`
    pub(super) fn exception<'ctx>(&self, kind: &Handle<'ctx, PyType>) -> Result<Handle<'ctx, PyBaseException>> {
        catch(|| match &self.0 {
            Some(arguments) => arguments.call(kind)?.cast_into(),
            None => kind.call(())?.cast_into(),
        })
    }
}

impl Drop for GivenArguments {
    fn drop(&mut self) {
        let arguments = self.0.take();
        // The panic of a value was reported.
        drop(catch(|| {
            drop(arguments);
            Ok::<_, PyError>(())
        }));
    }
}

impl std::fmt::Debug for GivenArguments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GivenArguments")
    }
}

trait Call: Send + Sync {
    fn call<'ctx>(&self, kind: &Handle<'ctx, PyType>) -> Result<Handle<'ctx>>;
}

impl<T> Call for T
where
    T: for<'ctx> Arguments<'ctx> + Clone + Send + Sync,
{
    fn call<'ctx>(&self, kind: &Handle<'ctx, PyType>) -> Result<Handle<'ctx>> {
        kind.call(self.clone())
    }
}

macro_rules! texts {
    ($($text:ty)*) => {$(
        impl ErrorArguments for $text {
            #[inline(always)]
            fn given(self) -> Given {
                Given::Text(self.into())
            }
        }
    )*};
}

texts!(&'static str String Cow<'static, str> &'static String);

macro_rules! tuples {
    ($($name:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<$($name),*> ErrorArguments for ($($name,)*)
        where
            Self: for<'ctx> Arguments<'ctx> + Clone + Send + Sync + 'static,
        {
            fn given(self) -> Given {
                Given::Arguments(GivenArguments::new(self))
            }
        }
    };
}

tuples!();
tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);

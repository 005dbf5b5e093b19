//! Calls: `object(*args, **kwargs)` and `object.method(…)`.

use hpy_sys::HPy;

use super::Name;
use super::attribute::name_object;
use crate::context::Context;
use crate::convert::{IntoPy, gathered};
use crate::handle::{Args, Handle};
use crate::types::{PyDict, PyTuple};
use crate::{Result, calls};

/// Positional arguments of a call: a Rust tuple of anything [`IntoPy`], a `PyTuple` or the [`Args`] of another call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the arguments of a call",
    label = "not a tuple of arguments",
    note = "pass a tuple: `object.call((first, second))`, with one argument `object.call((first,))`"
)]
pub trait Arguments<'ctx> {
    /// Runs `call` on the arguments as raw handles; the first place is `receiver`'s, if there is one.
    #[doc(hidden)]
    fn with_raw<R>(
        self,
        ctx: Context<'ctx>,
        receiver: Option<&Handle<'ctx>>,
        call: impl FnOnce(&RawArguments<'_>) -> Result<R>,
    ) -> Result<R>;
}

/// Raw handles of arguments, kept open by whoever made this.
#[derive(Debug)]
pub struct RawArguments<'h>(&'h [HPy]);

macro_rules! tuple_arguments {
    ($($name:ident $value:ident),*) => {
        impl<'ctx, $($name: IntoPy<'ctx>),*> Arguments<'ctx> for ($($name,)*) {
            #[inline(always)]
            #[allow(unused_variables, reason = "the empty tuple converts nothing")]
            fn with_raw<R>(
                self,
                ctx: Context<'ctx>,
                receiver: Option<&Handle<'ctx>>,
                call: impl FnOnce(&RawArguments<'_>) -> Result<R>,
            ) -> Result<R> {
                let ($($value,)*) = self;
                lend_all!(ctx, [$($value)*], {
                    match receiver {
                        Some(receiver) => call(&RawArguments(&[receiver.as_raw(), $($value.as_raw()),*])),
                        None => call(&RawArguments(&[$($value.as_raw()),*])),
                    }
                })
            }
        }
    };
}

/// Makes objects of values, one after the other, for the length of an expression.
macro_rules! lend_all {
    ($ctx:expr, [], $work:expr) => { $work };
    ($ctx:expr, [$first:ident $($rest:ident)*], $work:expr) => {
        $first.lend($ctx, |$first| lend_all!($ctx, [$($rest)*], $work))
    };
}

tuple_arguments!();
tuple_arguments!(A a);
tuple_arguments!(A a, B b);
tuple_arguments!(A a, B b, C c);
tuple_arguments!(A a, B b, C c, D d);
tuple_arguments!(A a, B b, C c, D d, E e);
tuple_arguments!(A a, B b, C c, D d, E e, F f);
tuple_arguments!(A a, B b, C c, D d, E e, F f, G g);
tuple_arguments!(A a, B b, C c, D d, E e, F f, G g, H h);

impl<'ctx> Arguments<'ctx> for &Handle<'ctx, PyTuple> {
    fn with_raw<R>(
        self,
        _: Context<'ctx>,
        receiver: Option<&Handle<'ctx>>,
        call: impl FnOnce(&RawArguments<'_>) -> Result<R>,
    ) -> Result<R> {
        let items = gathered(self.len()?, self.iter())?;
        let raw = gathered(items.len() + 1, receiver.into_iter().chain(&items).map(|item| Ok(item.as_raw())))?;
        call(&RawArguments(&raw))
    }
}

impl<'ctx> Arguments<'ctx> for Args<'_, 'ctx> {
    fn with_raw<R>(
        self,
        _: Context<'ctx>,
        receiver: Option<&Handle<'ctx>>,
        call: impl FnOnce(&RawArguments<'_>) -> Result<R>,
    ) -> Result<R> {
        let raw = receiver.map(Handle::as_raw).into_iter().chain(self.iter().map(|item| item.as_raw()));
        let raw = gathered(self.len() + 1, raw.map(Ok))?;
        call(&RawArguments(&raw))
    }
}

/// A new `tuple` of the arguments of a call.
///
/// # Errors
/// Those of the conversions; `MemoryError`.
pub(crate) fn tuple_of<'ctx>(ctx: Context<'ctx>, arguments: impl Arguments<'ctx>) -> Result<Handle<'ctx, PyTuple>> {
    arguments.with_raw(ctx, None, |raw| calls::sequence::new_tuple(ctx, raw.0))
}

impl<'ctx> Handle<'ctx> {
    /// Calls the object: `object(*arguments)`.
    ///
    /// # Errors
    /// `TypeError` if it cannot be called so, those of the conversions, and what the call raises.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn twice<'ctx>(callable: &Handle<'ctx>, argument: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    ///     callable.call((callable.call((argument,))?,))
    /// }
    /// ```
    #[inline]
    pub fn call(&self, arguments: impl Arguments<'ctx>) -> Result<Handle<'ctx>> {
        arguments.with_raw(self.ctx(), None, |raw| calls::object::call(self, raw.0, None, 0))
    }

    /// Calls the object with keywords: `object(*arguments, **keywords)`.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn rounded<'ctx>(round: &Handle<'ctx>, number: f64) -> Result<Handle<'ctx>> {
    ///     round.call_with((number,), &[("ndigits", 2)])
    /// }
    /// ```
    pub fn call_with<V: IntoPy<'ctx> + Clone>(
        &self,
        arguments: impl Arguments<'ctx>,
        keywords: &[(&str, V)],
    ) -> Result<Handle<'ctx>> {
        let ctx = self.ctx();
        let names = PyTuple::new(ctx, keywords.iter().map(|(name, _)| *name))?;
        let values = keywords.iter().map(|(_, value)| value.clone().into_py(ctx).map(Handle::into_any));
        let values = values.collect::<Result<Vec<_>>>()?;
        arguments.with_raw(ctx, None, |positional| {
            let all = positional.0.iter().copied().chain(values.iter().map(Handle::as_raw));
            let all = gathered(positional.0.len() + values.len(), all.map(Ok))?;
            calls::object::call(self, &all, Some(&names), values.len())
        })
    }

    /// Calls the object with a tuple and a dict: `object(*arguments, **keywords)`.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn call_dict(
        &self,
        arguments: &Handle<'ctx, PyTuple>,
        keywords: Option<&Handle<'ctx, PyDict>>,
    ) -> Result<Handle<'ctx>> {
        calls::object::call_tuple_dict(self, arguments, keywords)
    }

    /// Calls a method: `object.name(*arguments)`.
    ///
    /// # Errors
    /// `AttributeError` if there is none, else as [`call`](Self::call).
    #[inline]
    pub fn call_method(&self, name: impl Name<'ctx>, arguments: impl Arguments<'ctx>) -> Result<Handle<'ctx>> {
        let ctx = self.ctx();
        arguments.with_raw(ctx, Some(self), |raw| {
            name.dispatch(
                |text| calls::object::call_method(self, &name_object(ctx, text)?, raw.0),
                |name| calls::object::call_method(self, name, raw.0),
            )
        })
    }

    /// Calls a method with keywords: `object.name(*arguments, **keywords)`.
    ///
    /// # Errors
    /// As [`call_method`](Self::call_method).
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn words<'ctx>(text: &Handle<'ctx, PyStr>) -> Result<Handle<'ctx>> {
    ///     text.call_method_with("split", (), &[("maxsplit", 1)])
    /// }
    /// ```
    pub fn call_method_with<V: IntoPy<'ctx> + Clone>(
        &self,
        name: impl Name<'ctx>,
        arguments: impl Arguments<'ctx>,
        keywords: &[(&str, V)],
    ) -> Result<Handle<'ctx>> {
        self.get_attr(name)?.call_with(arguments, keywords)
    }

    /// Whether the object can be called.
    pub fn is_callable(&self) -> bool {
        calls::object::is_callable(self)
    }
}

//! Looking at an error in hand: its value, its type, its text.

use hpy_sys::api;

use super::raised::not_of_this_call;
use super::{PyBaseException, PyError, View, joined, raise, raised};
use crate::class::Exception;
use crate::context::Context;
use crate::handle::Handle;
use crate::object::Arguments;
use crate::types::{PyTypeInfo, PyTyped};
use crate::{Result, calls};

impl PyError {
    /// The exception object, with traceback and cause. An error to raise becomes an object for this.
    ///
    /// # Errors
    /// What making the object raises; `SystemError` if the error belongs to another call or thread.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn why(ctx: Context<'_>, callable: &Handle<'_>) -> Result<String> {
    ///     match callable.call(()) {
    ///         Ok(_) => Ok("it worked".to_owned()),
    ///         Err(error) => error.value(ctx)?.str()?.to_string(),
    ///     }
    /// }
    /// ```
    pub fn value<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyBaseException>> {
        if let View::Raised(id) = self.0.view() {
            return id.with(ctx, |error| calls::error::value(ctx, error)).unwrap_or_else(|| Err(not_of_this_call()));
        }
        raise(ctx, self.to_raise_again());
        raised::take(ctx).value(ctx)
    }

    /// Type and text, as in the last line of a traceback, but never with the type's module: `ValueError: no number`. Of an error
    /// that Python raised, the [`Display`](std::fmt::Display) of this type knows neither.
    ///
    /// Where the exception has no text, since its `__str__` raises or the error belongs to another call, there is less in it.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// /// The texts of all objects, or of what is wrong with them.
    /// #[hpy_function]
    /// fn texts(ctx: Context<'_>, objects: Vec<Handle<'_>>) -> Vec<String> {
    ///     let text = |object: &Handle<'_>| object.str()?.to_string();
    ///     objects.iter().map(|object| text(object).unwrap_or_else(|error| error.describe(ctx))).collect()
    /// }
    /// ```
    #[must_use]
    pub fn describe(&self, ctx: Context<'_>) -> String {
        if let View::Message(message) = self.0.view()
            && message.has_text()
        {
            return self.to_string();
        }
        let Ok(value) = self.value(ctx) else { return self.to_string() };
        let Ok(kind) = value.get_type().and_then(|kind| kind.name()) else { return self.to_string() };
        match value.str().and_then(|text| text.to_string()) {
            Ok(text) if text.is_empty() => kind,
            Ok(text) => joined(&[&kind, ": ", &text]).unwrap_or(kind),
            Err(_) => format!("{kind}: <exception str() failed>"),
        }
    }

    /// Whether the exception is a `T` (or of a subclass of it).
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn get_or_none<'ctx>(dict: &Handle<'ctx>, key: &str) -> Result<Option<Handle<'ctx>>> {
    ///     match dict.get_item(key) {
    ///         Ok(value) => Ok(Some(value)),
    ///         Err(error) if error.matches::<PyKeyError>(dict.ctx()) => Ok(None),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// ```
    pub fn matches<T: PyTypeInfo>(&self, ctx: Context<'_>) -> bool {
        self.value(ctx).is_ok_and(|value| value.is_instance_of::<T>())
    }

    /// The error that raises `E(*arguments)`; if making that fails, what it raised. For a mere text `PyKeyError::new` and its
    /// siblings need no context.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn look_up<'ctx>(table: &Handle<'ctx, PyDict>, key: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    ///     table.get(key)?.ok_or_else(|| PyError::new::<PyKeyError>(key.ctx(), (key,)))
    /// }
    /// ```
    pub fn new<'ctx, E: Exception + PyTypeInfo>(ctx: Context<'ctx>, arguments: impl Arguments<'ctx>) -> Self {
        let made = ctx.get_type::<E>().and_then(|class| class.call(arguments)?.cast_into::<PyBaseException>());
        made.map_or_else(|error| error, |exception| PyError::from_value(&exception))
    }

    /// The error that raises this exception object, with the traceback that it has: one that was caught, or a new one of a
    /// class that extends an exception.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type(extends = PyException)]
    /// struct Refused {
    ///     #[hpy(get)]
    ///     code: u32,
    /// }
    ///
    /// #[hpy_function]
    /// fn refuse(ctx: Context<'_>, code: u32) -> Result<()> {
    ///     Err(PyError::from_value(&Handle::new(ctx, Refused { code })?))
    /// }
    ///
    /// #[hpy_function]
    /// fn code_of(ctx: Context<'_>, callable: &Handle<'_>) -> Result<Option<u32>> {
    ///     match callable.call(()) {
    ///         Ok(_) => Ok(None),
    ///         Err(error) => Ok(Some(error.value(ctx)?.cast::<Refused>()?.try_borrow()?.code)),
    ///     }
    /// }
    /// ```
    pub fn from_value<E: Exception + PyTyped>(value: &Handle<'_, E>) -> Self {
        // Anybody can implement `Exception`, and say of any object that it is one; interpreters do not look.
        match value.cast::<PyBaseException>().and_then(|_| value.get_type()) {
            Ok(kind) => raised::of_exception(value.ctx(), calls::error::of_value(&kind, value)),
            Err(error) => error,
        }
    }

    /// The error with a cause: `raise error from cause`. If making the objects of the two fails, what that raised.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn size(ctx: Context<'_>, settings: &Handle<'_, PyDict>) -> Result<u32> {
    ///     let size = settings.get_item("size").and_then(|size| size.extract());
    ///     size.map_err(|error| PyValueError::new("bad settings").with_cause(ctx, &error))
    /// }
    /// ```
    pub fn with_cause(self, ctx: Context<'_>, cause: &PyError) -> Self {
        let caused = self.value(ctx).and_then(|value| {
            value.set_attr("__cause__", cause.value(ctx)?)?;
            Ok(value)
        });
        caused.map_or_else(|error| error, |value| PyError::from_value(&value))
    }

    /// The cause, if there is one: what stands behind `from` in a `raise` statement.
    ///
    /// # Errors
    /// As [`value`](Self::value).
    pub fn cause<'ctx>(&self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx, PyBaseException>>> {
        self.value(ctx)?.get_attr("__cause__")?.extract()
    }

    /// Reports the error where there is nobody to raise it to: through `sys.unraisablehook`. It has `about` in `object`, but on
    /// PyPy its text alone, in `err_msg`.
    pub fn write_unraisable(self, ctx: Context<'_>, about: Option<&Handle<'_>>) {
        raise(ctx, self);
        calls::error::write_unraisable(ctx, about);
    }
}

impl<'ctx> Context<'ctx> {
    /// Runs `work`, and gives the exception object if it fails: `try` and `except BaseException as e`.
    ///
    /// # Errors
    /// The exception object.
    ///
    /// # Panics
    /// If there is none, nor one that tells why: where memory has run out.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn is_hashable(object: &Handle<'_>) -> bool {
    ///     object.ctx().catch(|| object.hash()).is_ok()
    /// }
    /// ```
    pub fn catch<R>(self, work: impl FnOnce() -> Result<R>) -> std::result::Result<R, Handle<'ctx, PyBaseException>> {
        let mut outcome = work();
        for _ in 0..=api::MOST_TRIES {
            match outcome {
                Ok(result) => return Ok(result),
                Err(error) => match error.value(self) {
                    Ok(value) => return Err(value),
                    Err(failure) => outcome = Err(failure),
                },
            }
        }
        panic!("no exception could be made");
    }
}

//! [`Py`]: an owned reference that outlives the call.

use std::fmt;
use std::marker::PhantomData;

use hpy_sys::api;

use super::kept::Kept;
use super::{Borrowed, Handle};
use crate::Result;
use crate::context::Context;
use crate::convert::FromPy;
use crate::object::{Arguments, Name};
use crate::types::{PyAny, PyTypeInfo};

/// An owned reference to a `T` that outlives the call: it can be kept in a `Vec`, a map, a channel or a thread.
///
/// It is `'static`, `Send` and `Sync`. To use the object, [`get`](Py::get) a handle; that takes a context. What is done most often,
/// such as to [`call`](Py::call) it, needs no handle. A cycle through a `Py` is never collected.
///
/// ```
/// use std::sync::Mutex;
/// use hpy_rs::prelude::*;
///
/// static CALLBACKS: Mutex<Vec<Py<PyAny>>> = Mutex::new(Vec::new());
///
/// #[hpy_function]
/// fn register(callback: &Handle<'_>) -> Result<()> {
///     let callback = callback.to_py()?;
///     CALLBACKS.lock().unwrap().push(callback);
///     Ok(())
/// }
/// ```
pub struct Py<T = PyAny> {
    kept: Kept,
    kind: PhantomData<fn() -> T>,
}

impl<T> Py<T> {
    /// A new reference to the object of `handle`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new(handle: &Handle<'_, T>) -> Result<Self> {
        Py::keep(handle.clone().into_any())
    }

    /// The reference of a handle to a `T`.
    fn keep(object: Handle<'_>) -> Result<Self> {
        Ok(Py { kept: Kept::new(object)?, kind: PhantomData })
    }

    /// Forgets the type.
    #[must_use]
    pub fn into_any(self) -> Py {
        Py { kept: self.kept, kind: PhantomData }
    }

    /// Another reference to the same object.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn clone_ref(&self, ctx: Context<'_>) -> Result<Self>
    where
        T: PyTypeInfo,
    {
        Py::keep(self.kept.get(ctx)?)
    }
}

impl<T: PyTypeInfo> Py<T> {
    /// A handle to the object, for this call.
    ///
    /// # Errors
    /// `TypeError` or `IndexError` if Python code has found the list behind all `Py`s, which there is where handles do not
    /// last, and changed it.
    pub fn get<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        typed(self.kept.get(ctx)?)
    }

    /// The object, which is let go of at once.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub(crate) fn take(self, ctx: Context<'_>) -> Result<Handle<'_, T>> {
        typed(self.kept.take(ctx)?)
    }

    /// The object for the length of `work`: faster than [`get`](Self::get), which makes a handle that is then closed.
    ///
    /// # Errors
    /// As `get`, and those of `work`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type]
    /// struct Chain {
    ///     links: Vec<Py>,
    /// }
    ///
    /// #[hpy_methods]
    /// impl Chain {
    ///     fn __contains__<'ctx>(&self, item: &Handle<'ctx>) -> Result<bool> {
    ///         for link in &self.links {
    ///             if link.with(item.ctx(), |link| Ok(link.is(item) || link.eq(item)?))? {
    ///                 return Ok(true);
    ///             }
    ///         }
    ///         Ok(false)
    ///     }
    /// }
    /// ```
    #[inline]
    pub fn with<'ctx, R>(&self, ctx: Context<'ctx>, work: impl FnOnce(&Handle<'ctx, T>) -> Result<R>) -> Result<R> {
        self.kept.lend(ctx, |object| {
            if api::handles_last() {
                // SAFETY: a `T` was kept.
                let object: Borrowed<'_, 'ctx, T> = unsafe { object.as_borrowed().assume_type() };
                return work(&object);
            }
            let object: Borrowed<'_, 'ctx, T> = object.cast()?;
            work(&object)
        })
    }
}

/// What was kept of a `T`.
fn typed<T: PyTypeInfo>(object: Handle<'_>) -> Result<Handle<'_, T>> {
    if api::handles_last() {
        // SAFETY: a `T` was kept, and nobody else has the handle.
        return Ok(unsafe { Handle::from_owned_raw(object.ctx(), object.into_raw()) });
    }
    object.cast_into()
}

/// What is done with the object most often. For all else, [`get`](Py::get) a handle; a value is borrowed from one, too:
/// `let account = account.get(ctx)?; let account = account.try_borrow()?;`.
impl<T> Py<T> {
    /// Calls the object: [`Handle::call`].
    ///
    /// # Errors
    /// As there, and as [`get`](Py::get).
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type]
    /// struct Button {
    ///     callback: Py<PyAny>,
    /// }
    ///
    /// #[hpy_methods]
    /// impl Button {
    ///     fn press<'ctx>(&self, ctx: Context<'ctx>, times: u32) -> Result<Handle<'ctx>> {
    ///         self.callback.call(ctx, (times,))
    ///     }
    /// }
    /// ```
    pub fn call<'ctx>(&self, ctx: Context<'ctx>, arguments: impl Arguments<'ctx>) -> Result<Handle<'ctx>> {
        self.kept.lend(ctx, |object| object.call(arguments))
    }

    /// Calls a method: [`Handle::call_method`].
    ///
    /// # Errors
    /// As there, and as [`get`](Py::get).
    pub fn call_method<'ctx>(
        &self,
        ctx: Context<'ctx>,
        name: impl Name<'ctx>,
        arguments: impl Arguments<'ctx>,
    ) -> Result<Handle<'ctx>> {
        self.kept.lend(ctx, |object| object.call_method(name, arguments))
    }

    /// The attribute: [`Handle::get_attr`].
    ///
    /// # Errors
    /// As there, and as [`get`](Py::get).
    pub fn get_attr<'ctx>(&self, ctx: Context<'ctx>, name: impl Name<'ctx>) -> Result<Handle<'ctx>> {
        self.kept.lend(ctx, |object| object.get_attr(name))
    }

    /// Converts the object to a Rust value that does not borrow from it: [`Handle::extract`].
    ///
    /// # Errors
    /// As there, and as [`get`](Py::get).
    pub fn extract<'ctx, V: for<'a> FromPy<'a, 'ctx>>(&self, ctx: Context<'ctx>) -> Result<V> {
        self.kept.lend(ctx, |object| object.extract())
    }
}

impl<T> fmt::Debug for Py<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Py<{}>({:?})", super::short_name::<T>(), self.kept)
    }
}

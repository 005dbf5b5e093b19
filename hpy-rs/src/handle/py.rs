//! [`Py`]: an owned reference that outlives the call.
//!
//! HPy has no free-standing reference, so a `Py` is the number of a place in one Python list that a [`Global`] holds.
//! Dropping it may happen anywhere, also without the interpreter: the place is queued, and the next `Py` that is made
//! takes it.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Global, Handle};
use crate::context::Context;
use crate::types::{PyAny, PyList, PyTypeInfo};
use crate::{Result, calls};

static PLACES: Global<PyList> = Global::new();
static FREED: Mutex<Freed> = Mutex::new(Freed { dropped: Vec::new(), empty: Vec::new() });

/// The places in the list that no `Py` uses.
struct Freed {
    /// Left by a dropped `Py`: the object is still in it.
    dropped: Vec<isize>,
    /// Holding `None`, ready to be taken.
    empty: Vec<isize>,
}

fn freed() -> MutexGuard<'static, Freed> {
    FREED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An owned reference to a `T` that can be kept: in a `Vec`, a map, a channel, a thread.
///
/// It is `'static`, `Send` and `Sync`; to use the object, [`get`](Py::get) a handle with a context in hand. A cycle
/// through a `Py` is never collected.
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
    place: isize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Py<T> {
    /// A new reference to the object of `handle`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new(handle: &Handle<'_, T>) -> Result<Self> {
        let ctx = handle.ctx();
        let places = PLACES.get_or_try_init(ctx, || PyList::empty(ctx))?;
        let object = handle.as_borrowed().into_any();
        release_dropped(ctx, &places)?;
        let reused = freed().empty.pop();
        let place = if let Some(place) = reused {
            calls::sequence::set_item_at(&places, place, &object)?;
            place
        } else {
            places.append(object)?;
            places.len()?.cast_signed() - 1
        };
        Ok(Py { place, kind: PhantomData })
    }

    /// Another reference to the same object.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn clone_ref(&self, ctx: Context<'_>) -> Result<Self>
    where
        T: PyTypeInfo,
    {
        Py::new(&self.get(ctx)?)
    }
}

impl<T: PyTypeInfo> Py<T> {
    /// A handle to the object, for this call.
    ///
    /// # Errors
    /// `TypeError` or `IndexError` if Python code has found the list behind all `Py`s and changed it.
    pub fn get<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, T>> {
        let places = PLACES.get_or_try_init(ctx, || PyList::empty(ctx))?;
        places.get(self.place.cast_unsigned())?.cast_into()
    }
}

impl Py {
    /// The object, which is let go of at once.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub(crate) fn take(self, ctx: Context<'_>) -> Result<Handle<'_>> {
        let object = self.get(ctx)?;
        drop(self);
        release_dropped(ctx, &PLACES.get_or_try_init(ctx, || PyList::empty(ctx))?)?;
        Ok(object)
    }
}

/// Lets go of the objects whose `Py` was dropped. Closing them may run Python, which may come here again.
fn release_dropped(ctx: Context<'_>, places: &Handle<'_, PyList>) -> Result<()> {
    loop {
        let Some(place) = freed().dropped.pop() else { return Ok(()) };
        calls::sequence::set_item_at(places, place, &ctx.none())?;
        freed().empty.push(place);
    }
}

impl<T> Drop for Py<T> {
    fn drop(&mut self) {
        freed().dropped.push(self.place);
    }
}

impl<T> fmt::Debug for Py<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Py<{}>(place {})", super::short_name::<T>(), self.place)
    }
}

//! [`Global`]: a Python object in a Rust `static`.
#![expect(unsafe_code, reason = "reads and writes HPyGlobal cells")]

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed};

use hpy_sys::api;
use hpy_sys::{HPy, HPyGlobal};

use super::Handle;
use crate::Result;
use crate::context::Context;
use crate::types::PyAny;

/// A slot for one Python object that outlives the call, made to be a `static`.
///
/// It needs no registration. The object stays alive until another one takes its place or the process ends, even if the slot itself
/// goes away: without a context it cannot be let go of.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// static DECIMAL: Global = Global::new();
///
/// fn decimal_class(ctx: Context<'_>) -> Result<Handle<'_>> {
///     DECIMAL.get_or_try_init(ctx, || ctx.import("decimal")?.get_attr("Decimal"))
/// }
/// ```
pub struct Global<T = PyAny> {
    cell: UnsafeCell<HPyGlobal>,
    is_set: AtomicBool,
    /// A handle to an object that stays for ever, where handles last; else null.
    lasting: AtomicIsize,
    kind: PhantomData<fn() -> T>,
}

// SAFETY: the cell is touched only with a `Context` in hand, so under the interpreter's lock; the flag is atomic.
unsafe impl<T> Sync for Global<T> {}

impl<T> Global<T> {
    /// An empty slot.
    #[must_use]
    pub const fn new() -> Self {
        Global {
            cell: UnsafeCell::new(HPyGlobal::NULL),
            is_set: AtomicBool::new(false),
            lasting: AtomicIsize::new(0),
            kind: PhantomData,
        }
    }

    /// The object, if one was set.
    #[inline(always)]
    pub fn get<'ctx>(&self, ctx: Context<'ctx>) -> Option<Handle<'ctx, T>> {
        // SAFETY: the flag is stored to under the interpreter's lock, which the context proves; so it need not be read as an
        // atomic, which compilers read apart from the comparison.
        if !unsafe { *self.is_set.as_ptr() } {
            return None;
        }
        // SAFETY: the cell is read under the interpreter's lock; see `Sync`.
        let cell = unsafe { *self.cell.get() };
        // SAFETY: the flag says that the cell was stored to, by the one interpreter that this file serves.
        let raw = unsafe { api::HPyGlobal_Load(ctx.raw(), cell) };
        if raw.is_null() {
            return None;
        }
        // SAFETY: HPyGlobal_Load returns an owned handle; `set` only takes a `T`.
        Some(unsafe { Handle::from_owned_raw(ctx, raw) })
    }

    /// Sets or replaces the object.
    pub fn set(&self, object: &Handle<'_, T>) {
        let ctx = object.ctx();
        let _before = api::globals_let_go_first().then(|| self.get(ctx));
        // SAFETY: the cell is a static's or outlives the process's use of it (it is never reset), and the thread holds
        // the interpreter's lock.
        unsafe { api::set_global(ctx.raw(), self.cell.get(), object.as_raw()) };
        self.is_set.store(true, Relaxed);
    }

    /// As [`set`](Self::set), of an object that stays for ever even if another one takes its place: so that it can be lent.
    pub(crate) fn set_for_ever(&self, object: &Handle<'_, T>) {
        self.set(object);
        if api::handles_last() {
            self.lasting.store(object.clone().into_raw().0, Relaxed);
        }
    }

    /// The handle that lasts, or null.
    #[inline(always)]
    pub(crate) fn lasting(&self) -> HPy {
        HPy(self.lasting.load(Relaxed))
    }

    /// The object, if one was set, without a reference more where handles last.
    #[inline(always)]
    pub(crate) fn lend<'ctx>(&self, ctx: Context<'ctx>) -> Option<Lent<'ctx, T>> {
        let lasting = self.lasting();
        if lasting.is_null() {
            return self.get(ctx).map(Lent::from);
        }
        // SAFETY: it is a handle to a `T` that is never closed, and it is not closed here either.
        let object = unsafe { Handle::from_owned_raw(ctx, lasting) };
        Some(Lent { object: ManuallyDrop::new(object), is_owned: false })
    }

    /// The object; if none was set, `make` makes it.
    ///
    /// # Errors
    /// What `make` returns; the slot then stays empty.
    #[inline]
    pub fn get_or_try_init<'ctx>(
        &self,
        ctx: Context<'ctx>,
        make: impl FnOnce() -> Result<Handle<'ctx, T>>,
    ) -> Result<Handle<'ctx, T>> {
        if let Some(object) = self.get(ctx) {
            return Ok(object);
        }
        self.init(make)
    }

    #[cold]
    fn init<'ctx>(&self, make: impl FnOnce() -> Result<Handle<'ctx, T>>) -> Result<Handle<'ctx, T>> {
        let object = make()?;
        // `make` may have run Python that came here too: the first one stays.
        if let Some(first) = self.get(object.ctx()) {
            return Ok(first);
        }
        self.set(&object);
        Ok(object)
    }
}

/// The object of a [`Global`], for a moment.
pub(crate) struct Lent<'ctx, T> {
    object: ManuallyDrop<Handle<'ctx, T>>,
    is_owned: bool,
}

impl<'ctx, T> From<Handle<'ctx, T>> for Lent<'ctx, T> {
    fn from(object: Handle<'ctx, T>) -> Self {
        Lent { object: ManuallyDrop::new(object), is_owned: true }
    }
}

impl<'ctx, T> Deref for Lent<'ctx, T> {
    type Target = Handle<'ctx, T>;

    #[inline(always)]
    fn deref(&self) -> &Handle<'ctx, T> {
        &self.object
    }
}

impl<T> Drop for Lent<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_owned {
            // SAFETY: dropped once, here.
            unsafe { ManuallyDrop::drop(&mut self.object) };
        }
    }
}

impl<T> Default for Global<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Global<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Global").field("is_set", &self.is_set.load(Relaxed)).finish_non_exhaustive()
    }
}

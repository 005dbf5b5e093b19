//! [`intern!`](crate::intern): one `str` object per place in the source.

use super::{Global, Handle};
use crate::context::Context;
use crate::types::PyStr;
use crate::{Result, calls};

/// What `intern!` keeps in its static.
#[derive(Debug)]
pub struct Interned {
    text: &'static str,
    object: Global<PyStr>,
}

impl Interned {
    /// A name whose object is made at its first use.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Interned { text, object: Global::new() }
    }

    /// The `str` object.
    ///
    /// # Errors
    /// `MemoryError`, at the first use only.
    #[inline(always)]
    pub fn get<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        match self.object.get(ctx) {
            Some(object) => Ok(object),
            None => self.make(ctx),
        }
    }

    /// Out of line, so that what it needs is not put together before it is known to be needed.
    #[cold]
    #[inline(never)]
    fn make<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        self.object.get_or_try_init(ctx, || Ok(calls::text::interned(PyStr::new(ctx, self.text)?)))
    }
}

/// A `str` object that is made once for this place in the source and reused: the fast way to name an attribute.
///
/// Gives `Result<Handle<'ctx, PyStr>>`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn real<'ctx>(number: &Handle<'ctx>) -> Result<Handle<'ctx>> {
///     let name = hpy_rs::intern!(number.ctx(), "real")?;
///     number.get_attr(&name)
/// }
/// ```
#[macro_export]
macro_rules! intern {
    ($ctx:expr, $text:expr) => {{
        static INTERNED: $crate::macro_support::Interned = $crate::macro_support::Interned::new($text);
        INTERNED.get($ctx)
    }};
}

//! Iteration over any iterable.
//!
//! HPy 0.9 has no call for it, so the builtins `iter` and `next` are used; `next` with a default ends the iteration
//! without an exception.

use super::attribute::builtin;
use crate::Result;
use crate::handle::{Global, Handle};

static ITER: Global = Global::new();
static NEXT: Global = Global::new();
/// An object that no iterator yields.
static END: Global = Global::new();

impl<'ctx> Handle<'ctx> {
    /// An iterator over the items: `iter(object)`.
    ///
    /// Lists, tuples and dicts have faster ones of their own: `object.cast::<PyList>()?.iter()`.
    ///
    /// # Errors
    /// `TypeError` if the object is not iterable, and what `__iter__` raises.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn total(numbers: &Handle<'_>) -> Result<f64> {
    ///     numbers.try_iter()?.map(|number| number?.extract::<f64>()).sum()
    /// }
    /// ```
    pub fn try_iter(&self) -> Result<PyIter<'ctx>> {
        let ctx = self.ctx();
        let iter = ITER.get_or_try_init(ctx, || builtin(ctx, "iter"))?;
        let next = NEXT.get_or_try_init(ctx, || builtin(ctx, "next"))?;
        let end = END.get_or_try_init(ctx, || ctx.object_type().call(()))?;
        Ok(PyIter { iterator: iter.call((self,))?, next, end, ended: false })
    }
}

/// Iterator over the items of a Python iterable, made by [`Handle::try_iter`]; it ends after an error.
#[derive(Debug)]
pub struct PyIter<'ctx> {
    iterator: Handle<'ctx>,
    next: Handle<'ctx>,
    end: Handle<'ctx>,
    ended: bool,
}

impl<'ctx> Iterator for PyIter<'ctx> {
    type Item = Result<Handle<'ctx>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.next.call((&self.iterator, &self.end));
        self.ended = item.as_ref().map_or(true, |item| item.is(&self.end));
        match item {
            Ok(_) if self.ended => None,
            item => Some(item),
        }
    }
}

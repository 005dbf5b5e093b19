//! Iteration over any iterable.
//!
//! HPy 0.9 has no call for it, so where there is no short cut the builtins `iter` and `next` are used; `next` with a default ends the
//! iteration without an exception.

use super::attribute::builtin;
use crate::context::Context;
use crate::handle::{Global, Handle};
use crate::{Result, calls};

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
        if let Some(iterator) = calls::object::iterator_of(self) {
            return Ok(PyIter { iterator: iterator?, next: None, ended: false });
        }
        let ctx = self.ctx();
        let iter = ITER.get_or_try_init(ctx, || builtin(ctx, "iter"))?;
        let next = Next::new(ctx)?;
        Ok(PyIter { iterator: iter.call((self,))?, next: Some(next), ended: false })
    }
}

/// Iterator over the items of a Python iterable, made by [`Handle::try_iter`]; it ends after an error.
#[derive(Debug)]
pub struct PyIter<'ctx> {
    iterator: Handle<'ctx>,
    /// Where there is no short cut.
    next: Option<Next<'ctx>>,
    ended: bool,
}

/// The builtin `next`.
#[derive(Debug)]
struct Next<'ctx> {
    next: Handle<'ctx>,
    end: Handle<'ctx>,
}

impl<'ctx> Next<'ctx> {
    fn new(ctx: Context<'ctx>) -> Result<Self> {
        let next = NEXT.get_or_try_init(ctx, || builtin(ctx, "next"))?;
        let end = END.get_or_try_init(ctx, || ctx.object_type().call(()))?;
        Ok(Next { next, end })
    }

    fn item_of(&self, iterator: &Handle<'ctx>) -> Result<Option<Handle<'ctx>>> {
        let item = self.next.call((iterator, &self.end))?;
        Ok(Some(item).filter(|item| !item.is(&self.end)))
    }
}

impl<'ctx> PyIter<'ctx> {
    fn item(&self) -> Result<Option<Handle<'ctx>>> {
        if let Some(next) = &self.next {
            return next.item_of(&self.iterator);
        }
        // What is no iterator any more, the builtin knows how to refuse.
        calls::object::next_item(&self.iterator)
            .unwrap_or_else(|| Next::new(self.iterator.ctx())?.item_of(&self.iterator))
    }
}

impl<'ctx> Iterator for PyIter<'ctx> {
    type Item = Result<Handle<'ctx>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.item();
        self.ended = !matches!(item, Ok(Some(_)));
        item.transpose()
    }
}

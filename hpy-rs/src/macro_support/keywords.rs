//! [`KeywordNames`]: the keyword arguments of a call, as the interpreter passes them.
#![expect(unsafe_code, reason = "reads the argument array of a call")]

use std::fmt;

use hpy_sys::HPy;

use crate::context::Context;
use crate::handle::{Args, Borrowed, Handle};
use crate::types::PyTuple;
use crate::{Result, calls};

/// The names of the keyword arguments, and their values behind the positional ones.
#[derive(Clone, Copy)]
pub struct KeywordNames<'a, 'ctx> {
    ctx: Context<'ctx>,
    /// Null where there are none.
    names: HPy,
    /// Where the values start.
    values: *const HPy,
    owner: std::marker::PhantomData<&'a ()>,
}

impl<'a, 'ctx> KeywordNames<'a, 'ctx> {
    /// # Safety
    /// `names` is null or a tuple of `ctx` that stays open for `'a`, and `arguments` points at `passed` arguments and,
    /// behind them, one value for each name.
    #[inline(always)]
    pub(crate) unsafe fn from_raw(ctx: Context<'ctx>, arguments: *const HPy, passed: usize, names: HPy) -> Self {
        KeywordNames { ctx, names, values: arguments.wrapping_add(passed), owner: std::marker::PhantomData }
    }

    /// Whether no keyword was passed; cheap, and false for an empty tuple.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.names.is_null()
    }

    /// How many there are.
    ///
    /// # Errors
    /// None in practice: the names are a tuple.
    pub(super) fn len(&self) -> Result<usize> {
        if self.names.is_null() { Ok(0) } else { self.tuple().len() }
    }

    /// Name and value at `index`, which is below [`len`](Self::len). CPython 3.8 does not look whether a name is a str.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Result<(Handle<'ctx>, Borrowed<'a, 'ctx>)> {
        let name = calls::sequence::get_item_at(&self.tuple(), index.cast_signed())?;
        // SAFETY: `from_raw` promises a value for each name.
        let values = unsafe { Args::from_raw(self.ctx, self.values, index + 1) };
        // SAFETY: just within the view.
        Ok((name, unsafe { values.get_unchecked(index) }))
    }

    fn tuple(&self) -> Borrowed<'a, 'ctx, PyTuple> {
        // SAFETY: asked only where `names` is not null: then it is a tuple that stays open.
        unsafe { Borrowed::from_raw(self.ctx, self.names) }
    }
}

impl fmt::Debug for KeywordNames<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeywordNames")
    }
}

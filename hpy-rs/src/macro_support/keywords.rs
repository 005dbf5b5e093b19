//! [`KeywordNames`]: the keyword arguments of a call, as the interpreter passes them.
#![expect(unsafe_code, reason = "reads the argument array of a call")]

use std::fmt;

use hpy_sys::HPy;

use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Args, Borrowed, Handle};
use crate::types::{PyDict, PyStr, PyTuple};
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

    /// Name and value at `index`, which is below [`len`](Self::len).
    ///
    /// # Errors
    /// `TypeError` if the name is no str, which CPython 3.8 does not look at before it calls; `MemoryError`.
    pub(super) fn get(&self, index: usize) -> Result<(Handle<'ctx, PyStr>, Borrowed<'a, 'ctx>)> {
        let name = calls::sequence::get_item_at(&self.tuple(), index.cast_signed())?;
        let name = name.cast_into().map_err(|_| PyTypeError::new("keywords must be strings"))?;
        // SAFETY: `from_raw` promises a value for each name.
        let values = unsafe { Args::from_raw(self.ctx, self.values, index + 1) };
        // SAFETY: just within the view.
        Ok((name, unsafe { values.get_unchecked(index) }))
    }

    /// All of them as a dict; `None` where there are none.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub(crate) fn to_dict(self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx, PyDict>>> {
        let count = self.len()?;
        if count == 0 {
            return Ok(None);
        }
        let dict = PyDict::new(ctx)?;
        for index in 0..count {
            let (name, value) = self.get(index)?;
            dict.set_item(name, value)?;
        }
        Ok(Some(dict))
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

/// Runs `work` on the arguments of a constructor, whose keywords interpreters pass in different ways.
///
/// # Safety
/// `arguments` is a view of the array `first`; `keywords` is null, a dict, or a tuple of names whose values stand behind the
/// arguments in the same array. All of it belongs to the running call.
#[inline(always)]
pub(super) unsafe fn with_keywords<'a, 'ctx, R>(
    arguments: Args<'a, 'ctx>,
    first: *const HPy,
    keywords: HPy,
    work: impl FnOnce(Args<'a, 'ctx>, KeywordNames<'a, 'ctx>) -> Result<R>,
) -> Result<R> {
    let ctx = arguments.ctx();
    if !keywords.is_null() {
        // SAFETY: by the contract of this function.
        let keywords: Borrowed<'a, 'ctx> = unsafe { Borrowed::from_raw(ctx, keywords) };
        if let Some(dict) = keywords.cast_opt_whole::<PyDict>() {
            return with_dict(arguments, dict, work);
        }
    }
    // SAFETY: null or a tuple; by the contract of this function.
    let names = unsafe { KeywordNames::from_raw(ctx, first, arguments.len(), keywords) };
    work(arguments, names)
}

#[cold]
fn with_dict<'a, 'ctx, R>(
    arguments: Args<'a, 'ctx>,
    keywords: Borrowed<'a, 'ctx, PyDict>,
    work: impl FnOnce(Args<'a, 'ctx>, KeywordNames<'a, 'ctx>) -> Result<R>,
) -> Result<R> {
    let ctx = arguments.ctx();
    let pairs = keywords.iter()?.collect::<Result<Vec<_>>>()?;
    let names: Vec<HPy> = pairs.iter().map(|(name, _)| name.as_raw()).collect();
    let names = calls::sequence::new_tuple(ctx, &names)?;
    let values = pairs.iter().map(|(_, value)| value.as_raw());
    let all: Vec<HPy> = arguments.iter().map(|argument| argument.as_raw()).chain(values).collect();
    // SAFETY: the array and the handles in it live until this function returns, and what `work` gives cannot refer to them
    // but through handles of its own: it is called for any lifetime.
    let passed = unsafe { Args::from_raw(ctx, all.as_ptr(), arguments.len()) };
    // SAFETY: as above; a value for each name stands behind the arguments.
    let names = unsafe { KeywordNames::from_raw(ctx, all.as_ptr(), arguments.len(), names.as_raw()) };
    work(passed, names)
}

//! [`KeywordNames`]: the keyword arguments of a call, as the interpreter passes them.
#![expect(unsafe_code, reason = "reads the argument array of a call")]

use std::fmt;
use std::mem::ManuallyDrop;

use hpy_sys::{HPy, api};

use super::outcome::Failure;
use super::trampoline::{catch, never_unwinding};
use crate::context::Context;
use crate::convert::gathered;
use crate::handle::{Args, Borrowed, Handle};
use crate::types::{PyDict, PyTuple};
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

    /// The tuple, or null.
    #[inline(always)]
    pub(super) fn as_raw(&self) -> HPy {
        self.names
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

/// The keywords of a constructor that came as a dict. Most calls have none, and then it is nothing.
#[derive(Default)]
pub(super) struct Unpacked<'ctx>(ManuallyDrop<Option<Content<'ctx>>>);

struct Content<'ctx> {
    names: Handle<'ctx, PyTuple>,
    /// The names, the arguments, and a value for each name.
    all: Vec<HPy>,
    /// What keeps names and values open.
    kept: Vec<(Handle<'ctx>, Handle<'ctx>)>,
}

impl Content<'_> {
    /// The arguments, and the values behind them.
    fn arguments(&self) -> *const HPy {
        self.all.as_ptr().wrapping_add(self.kept.len())
    }
}

/// The positional arguments of a constructor and those by keyword, which interpreters pass in different ways. `unpacked` is
/// room for what has to be unpacked.
///
/// # Errors
/// `MemoryError`.
///
/// # Safety
/// `first` is an array of `count` arguments; `keywords` is null, a dict, or a tuple of names whose values stand behind the
/// arguments in the same array. All of it belongs to the running call.
#[inline(always)]
pub(super) unsafe fn passed<'a, 'ctx>(
    ctx: Context<'ctx>,
    mut first: *const HPy,
    count: usize,
    mut keywords: HPy,
    unpacked: &'a mut Unpacked<'ctx>,
) -> Result<(Args<'a, 'ctx>, KeywordNames<'a, 'ctx>), Failure> {
    // SAFETY: by the contract of this function.
    if !keywords.is_null() && !unsafe { is_names(ctx, keywords) } {
        // SAFETY: as above.
        let outcome = unsafe { unpacked.unpack(ctx, first, count, keywords) };
        (first, keywords) = outcome?;
    }
    // SAFETY: by the contract of this function, or kept open by `unpacked`.
    let arguments = unsafe { Args::from_raw(ctx, first, count) };
    // SAFETY: as above; a value for each name stands behind the arguments.
    Ok((arguments, unsafe { KeywordNames::from_raw(ctx, first, count, keywords) }))
}

/// Whether it is seen at once that keywords are a tuple of names.
///
/// # Safety
/// As for [`passed`]; `keywords` is not null.
#[inline(always)]
unsafe fn is_names(ctx: Context<'_>, keywords: HPy) -> bool {
    // SAFETY: by the contract of this function.
    let given: Borrowed<'_, '_> = unsafe { Borrowed::from_raw(ctx, keywords) };
    calls::sequence::is_exactly_tuple(&given)
}

impl<'ctx> Unpacked<'ctx> {
    /// Unpacks a dict, and leaves a tuple of names alone: gives where the arguments are, and their names.
    ///
    /// # Safety
    /// As for [`passed`]; `keywords` is not null.
    #[cold]
    #[inline(never)]
    unsafe fn unpack(
        &mut self,
        ctx: Context<'ctx>,
        first: *const HPy,
        count: usize,
        keywords: HPy,
    ) -> Result<(*const HPy, HPy), Failure> {
        // SAFETY: by the contract of this function.
        let given: Borrowed<'_, 'ctx> = unsafe { Borrowed::from_raw(ctx, keywords) };
        let Some(dict) = given.cast_opt_whole::<PyDict>() else { return Ok((first, keywords)) };
        // SAFETY: as above.
        let arguments = unsafe { Args::from_raw(ctx, first, count) };
        let content = self.0.insert(catch(|| unpack(&dict, arguments))?);
        Ok((content.arguments(), content.names.as_raw()))
    }
}

fn unpack<'ctx>(dict: &Handle<'ctx, PyDict>, arguments: Args<'_, 'ctx>) -> Result<Content<'ctx>> {
    // Both may be very many.
    let pairs = dict.iter()?;
    let kept = gathered(pairs.size_hint().1.unwrap_or(0), pairs)?;
    let mut all = Vec::new();
    all.try_reserve_exact(arguments.len() + 2 * kept.len())?;
    all.extend(kept.iter().map(|(name, _)| name.as_raw()));
    let names = calls::sequence::new_tuple(arguments.ctx(), &all)?;
    all.extend(arguments.iter().map(|argument| api::in_array(argument.as_raw())));
    all.extend(kept.iter().map(|(_, value)| api::in_array(value.as_raw())));
    Ok(Content { names, all, kept })
}

impl Drop for Unpacked<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if self.0.is_some() {
            // SAFETY: once, and nobody uses it any more.
            release(unsafe { ManuallyDrop::take(&mut self.0) });
        }
    }
}

#[cold]
#[inline(never)]
fn release(content: Option<Content<'_>>) {
    never_unwinding(|| drop(content));
}

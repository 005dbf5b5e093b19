//! How instances of classes that extend one of the interpreter's are initialised, unless the class says otherwise.

use std::marker::PhantomData;

use hpy_sys::api::Slot;

use super::{BaseType, HpyType, Native};
use crate::context::Context;
use crate::handle::{Args, Borrowed, Handle};
use crate::macro_support::slots::{InitFunction, SlotAdapter};
use crate::macro_support::{Failure, KeywordNames, slot_self};
use crate::types::{PyDict, PyTuple};
use crate::{Result, calls};

/// What `__init__` can be of a class that extends one of the interpreter's.
#[derive(Clone, Copy)]
pub(super) struct NativeInit {
    /// As that one's own, but for keywords: those are for `#[new]`.
    positional: Slot,
    /// As that one's own.
    whole: Slot,
}

impl NativeInit {
    /// For a class whose `#[new]` takes any keywords, or only its own.
    pub(super) fn slot(&self, takes_any_keywords: bool) -> Slot {
        if takes_any_keywords { self.whole } else { self.positional }
    }
}

/// `__init__` of the first class above one of the interpreter's that has one; `None` for another.
pub(super) const fn init<T: HpyType>() -> Option<NativeInit> {
    match (<T as BaseType>::NATIVE, <T::Base as BaseType>::IS_CLASS) {
        (Some(Native { is_initialised: true, .. }), false) => Some(NativeInit {
            positional: Slot::init::<SlotAdapter<Init<T>>>(),
            whole: Slot::init::<SlotAdapter<InitWithKeywords<T>>>(),
        }),
        _ => None,
    }
}

struct Init<T>(PhantomData<T>);

impl<T: HpyType> InitFunction for Init<T> {
    fn call<'a, 'ctx>(
        _: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        _: KeywordNames<'a, 'ctx>,
    ) -> Result<(), Failure> {
        // SAFETY: it is the `__init__` of the class.
        unsafe { slot_self::<T>(slf) }?;
        Ok(calls::class::init_native(&slf, &PyTuple::from_args(arguments)?)?)
    }
}

struct InitWithKeywords<T>(PhantomData<T>);

impl<T: HpyType> InitFunction for InitWithKeywords<T> {
    fn call<'a, 'ctx>(
        ctx: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
    ) -> Result<(), Failure> {
        match (names.to_dict(ctx)?, <T as BaseType>::NATIVE) {
            (Some(keywords), Some(native)) => {
                // SAFETY: as above.
                unsafe { slot_self::<T>(slf) }?;
                Ok(init_with_keywords(native, slf, arguments, &keywords)?)
            }
            _ => Init::<T>::call(ctx, slf, arguments, names),
        }
    }
}

/// By the `__init__` that Python code sees: HPy has no call for it, and keywords are rare.
fn init_with_keywords<'ctx>(
    native: Native,
    slf: Borrowed<'_, 'ctx>,
    arguments: Args<'_, 'ctx>,
    keywords: &Handle<'ctx, PyDict>,
) -> Result<()> {
    let ctx = slf.ctx();
    let given = PyTuple::new(ctx, std::iter::once(slf).chain(arguments.iter()))?;
    (native.type_object)(ctx)?.get_attr("__init__")?.call_dict(&given, Some(keywords)).map(drop)
}

//! What classes do that extend an exception, unless they say otherwise.

use std::marker::PhantomData;

use hpy_sys::api::Slot;

use super::{BaseType, HpyType};
use crate::context::Context;
use crate::handle::{Args, Borrowed};
use crate::macro_support::slots::{InitFunction, SlotAdapter};
use crate::macro_support::{Failure, KeywordNames, slot_self};
use crate::types::PyTuple;
use crate::{Result, calls};

/// `__init__` of the first class above an exception; `None` for another.
pub(super) const fn init<T: HpyType>() -> Option<Slot> {
    match (<T as BaseType>::NATIVE, <T::Base as BaseType>::IS_CLASS) {
        (Some(_), false) => Some(Slot::init::<SlotAdapter<Init<T>>>()),
        _ => None,
    }
}

/// As the exception's own, but for keywords: those are for `#[new]`.
struct Init<T>(PhantomData<T>);

impl<T: HpyType> InitFunction for Init<T> {
    fn call<'a, 'ctx>(
        _: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        _: KeywordNames<'a, 'ctx>,
    ) -> Result<(), Failure> {
        slot_self::<T>(slf)?;
        Ok(calls::class::init_exception(&slf, &PyTuple::from_args(arguments)?)?)
    }
}

//! How instances of classes that extend one of the interpreter's are initialised, unless the class says otherwise.

use std::marker::PhantomData;

use hpy_sys::api::Slot;

use super::{BaseType, HpyType, Native};
use crate::context::Context;
use crate::handle::{Args, Borrowed};
use crate::macro_support::slots::{InitFunction, SlotAdapter};
use crate::macro_support::{Failure, KeywordNames, slot_self};
use crate::types::PyTuple;
use crate::{Result, calls};

/// `__init__` of the first class above one of the interpreter's that has one; `None` for another.
pub(super) const fn init<T: HpyType>() -> Option<Slot> {
    match (<T as BaseType>::NATIVE, <T::Base as BaseType>::IS_CLASS) {
        (Some(Native { is_initialised: true, .. }), false) => Some(Slot::init::<SlotAdapter<Init<T>>>()),
        _ => None,
    }
}

/// As that one's own, but for keywords: those are for `#[new]`.
struct Init<T>(PhantomData<T>);

impl<T: HpyType> InitFunction for Init<T> {
    fn call<'a, 'ctx>(
        _: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        _: KeywordNames<'a, 'ctx>,
    ) -> Result<(), Failure> {
        slot_self::<T>(slf)?;
        Ok(calls::class::init_native(&slf, &PyTuple::from_args(arguments)?)?)
    }
}

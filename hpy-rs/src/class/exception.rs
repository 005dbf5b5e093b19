//! What classes do that extend an exception, unless they say otherwise.

use hpy_sys::api::{self, Runtime, Slot};

use super::registration::TypeEntry;
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Args, Borrowed};
use crate::macro_support::KeywordNames;
use crate::macro_support::slots::{InitFunction, SlotAdapter};
use crate::types::PyTuple;
use crate::{Result, calls};

/// `__init__` of the first class above an exception.
pub(super) const INIT: Slot = Slot::init::<SlotAdapter<Init>>();

/// As the exception's own, but for keywords: those are for `#[new]`.
struct Init;

impl InitFunction for Init {
    fn call<'a, 'ctx>(
        _: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        _: KeywordNames<'a, 'ctx>,
    ) -> Result<()> {
        if api::runtime() != Runtime::CPython && !is_one(slf) {
            return Err(PyTypeError::new("descriptor '__init__' requires an exception of its own class"));
        }
        calls::class::init_exception(&slf, &PyTuple::from_args(arguments)?)
    }
}

/// Whether an object is an instance of a class of ours that extends an exception. CPython has seen to that.
fn is_one(object: Borrowed<'_, '_>) -> bool {
    let mut classes = TypeEntry::all().map(|entry| (entry.class)());
    classes.any(|class| class.is_exception() && class.is_made_class_of(&object))
}

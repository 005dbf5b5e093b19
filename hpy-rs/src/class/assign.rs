//! Members set by Python: the one way in which a value with fields changes.

use super::payload::Content;
use super::{HpyType, Mutable, Receiver};
use crate::Result;
use crate::macro_support::Failure;
use crate::macro_support::class::refuse_borrow_mut;

/// What a member with `set` can be: anything that holds no field, which must stay where it is.
#[diagnostic::on_unimplemented(
    message = "a member of type `{Self}` cannot be set by Python",
    label = "holds a `Field`, which must not move",
    note = "a `Field` itself can be set, and is `None` where it is empty: write `Field<T>` instead of `Option<Field<T>>`"
)]
pub trait Assignable {}

#[diagnostic::do_not_recommend]
impl<M: Unpin> Assignable for M {}

/// Sets a member. What was there is dropped when nothing is borrowed any more.
///
/// # Errors
/// As [`Handle::try_borrow_mut`](crate::Handle::try_borrow_mut).
///
/// # Safety
/// `place` gives a member of the value that it is given, and does not look at it.
#[inline(always)]
pub unsafe fn assign<T, M>(
    owner: &Receiver<'_, '_, T>,
    place: impl FnOnce(*mut T) -> *mut M,
    value: M,
) -> Result<(), Failure>
where
    T: HpyType<Access = Mutable>,
    M: Assignable,
{
    if !owner.is_free() {
        return Err(refuse_borrow_mut(*owner));
    }
    let content: *mut Content<T> = owner.header().content::<T>();
    // SAFETY: there is a content, or else there would be no header.
    let member = place(unsafe { &raw mut (*content).value });
    // SAFETY: nobody has borrowed the value. A member that holds no field is not visited by the collector.
    drop(unsafe { member.replace(value) });
    Ok(())
}

//! [`Held`], [`HeldMut`]: values that are borrowed for longer than a call, as what an `async fn` has for `&self` and `&mut self`.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use super::borrow::{value, value_mut};
use super::payload::Header;
use super::{AnyThread, BaseType, HpyType, Movable, Receiver};
use crate::Result;
use crate::handle::{Borrowed, Root};

/// A class whose value may be used, and given back, on any thread.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be borrowed by an `async fn`",
    label = "is `unsendable`",
    note = "a coroutine may go on, or end, on another thread: take `slf: Py<Self>`"
)]
pub trait Sendable: HpyType<Thread = AnyThread> {}

#[diagnostic::do_not_recommend]
impl<T: HpyType<Thread = AnyThread>> Sendable for T {}

/// The value of an instance, borrowed as `&T`. It has its object, so it borrows from nothing.
pub struct Held<T: HpyType>(Origin<T>);

/// The value of an instance, borrowed as `&mut T`. It has its object, so it borrows from nothing.
pub struct HeldMut<T: HpyType>(Origin<T>);

/// Where a value is.
struct Origin<T> {
    header: NonNull<Header>,
    _root: Root,
    kind: PhantomData<fn() -> T>,
}

impl<T> Origin<T> {
    fn header(&self) -> &Header {
        // SAFETY: the struct stays where it is as long as its object, and the root keeps that, whatever Python code does.
        unsafe { self.header.as_ref() }
    }
}

/// Keeps what a method is called on.
fn root<T: HpyType>(this: Receiver<'_, '_, T>) -> Result<Root> {
    Root::new(Borrowed::to_owned(*this).into_any())
}

impl<T: Sendable> Held<T> {
    /// Borrows what a method is called on.
    ///
    /// # Errors
    /// As [`Handle::try_borrow`](crate::Handle::try_borrow), and `MemoryError`.
    pub fn new(this: Receiver<'_, '_, T>) -> Result<Self> {
        let (guard, root) = (this.try_borrow()?, root(this)?);
        Ok(Held(Origin { header: guard.into_header().into(), _root: root, kind: PhantomData }))
    }
}

impl<T: Sendable + Movable> HeldMut<T> {
    /// Borrows what a method is called on.
    ///
    /// # Errors
    /// As [`Handle::try_borrow_mut`](crate::Handle::try_borrow_mut), and `MemoryError`.
    pub fn new(this: Receiver<'_, '_, T>) -> Result<Self> {
        let (guard, root) = (this.try_borrow_mut()?, root(this)?);
        Ok(HeldMut(Origin { header: guard.into_header().into(), _root: root, kind: PhantomData }))
    }
}

impl<T: HpyType> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: it is a reader.
        unsafe { value(self.0.header()) }
    }
}

impl<T: HpyType> Deref for HeldMut<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: it is the writer.
        unsafe { value(self.0.header()) }
    }
}

impl<T: Movable> DerefMut for HeldMut<T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: it is the writer, and the only one to use the value.
        unsafe { value_mut(self.0.header()) }
    }
}

// The flag is given back by whoever holds the interpreter's lock, or in one step: the only owners are coroutines.

impl<T: HpyType> Drop for Held<T> {
    fn drop(&mut self) {
        if <T as BaseType>::IS_COUNTED {
            self.0.header().borrow.end_reading();
        }
    }
}

impl<T: HpyType> Drop for HeldMut<T> {
    fn drop(&mut self) {
        self.0.header().borrow.end_writing();
    }
}

// SAFETY: as `&T`; what else is used of the header never changes as long as there is a value, but for the flag.
unsafe impl<T: HpyType + Sync> Send for Held<T> {}
// SAFETY: as above, of `&mut T`.
unsafe impl<T: HpyType + Send> Send for HeldMut<T> {}

impl<T: HpyType> fmt::Debug for Held<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Held<{}>", T::NAME)
    }
}

impl<T: HpyType> fmt::Debug for HeldMut<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeldMut<{}>", T::NAME)
    }
}

//! Who may use the value of an instance at one time: any number of readers, or one writer. As `RefCell` does, in the header.

use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::ptr;

use super::payload::{Content, Header};
use super::retained::Retained;
use super::{BaseType, HpyType, Sealed, find, find_checked, find_exact, not_initialised, thread};
use crate::context::Context;
use crate::error::PyRuntimeError;
use crate::handle::{Borrowed, Handle};
use crate::{PyError, Result};

/// Whether a class can be borrowed as `&mut`.
pub trait Access: Sealed + 'static {
    /// Whether readers must be counted.
    const IS_COUNTED: bool;
}

/// Of a class that can.
#[derive(Clone, Copy, Debug)]
pub struct Mutable(());

impl Sealed for Mutable {}

impl Access for Mutable {
    const IS_COUNTED: bool = true;
}

/// Of a class with `frozen`, which cannot.
#[derive(Clone, Copy, Debug)]
pub struct Frozen(());

impl Sealed for Frozen {}

impl Access for Frozen {
    const IS_COUNTED: bool = false;
}

/// A class whose value may be given out as `&mut`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be borrowed as `&mut`",
    label = "is `frozen`, or has a `Field` that `&mut` could move out of its object",
    note = "take `&self`; change a field by `self.name.set(slf, …)`, and put other state into an atomic or a `Mutex`"
)]
pub trait Movable: HpyType<Access = Mutable> + Unpin {}

#[diagnostic::do_not_recommend]
impl<T: HpyType<Access = Mutable> + Unpin> Movable for T {}

/// The value of an instance, borrowed: as `&T`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_type]
/// struct Account {
///     balance: i64,
/// }
///
/// #[hpy_function]
/// fn balance(account: PyRef<'_, '_, Account>) -> i64 {
///     account.balance
/// }
/// ```
pub struct PyRef<'a, 'ctx, T: HpyType> {
    header: &'a Header,
    object: Retained<'a, 'ctx, T>,
}

/// The value of an instance, borrowed: as `&mut T`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_type]
/// struct Account {
///     balance: i64,
/// }
///
/// #[hpy_function]
/// fn pay_in(mut account: PyRefMut<'_, '_, Account>, amount: i64) {
///     account.balance += amount;
/// }
/// ```
pub struct PyRefMut<'a, 'ctx, T: HpyType> {
    header: &'a Header,
    object: Retained<'a, 'ctx, T>,
    exclusive: PhantomData<&'a mut T>,
}

/// # Errors
/// `RuntimeError` on another thread than the value's, if the class is `unsendable`.
#[inline(always)]
fn check_thread<T: HpyType>(header: &Header) -> Result<()> {
    if is_here::<T>(header) { Ok(()) } else { Err(thread::elsewhere(T::NAME)) }
}

/// Whether this thread may use the value.
#[inline(always)]
fn is_here<T: HpyType>(header: &Header) -> bool {
    if !<T as BaseType>::IS_UNSENDABLE {
        return true;
    }
    // SAFETY: a header that was found has a content of `T`.
    unsafe { <T as BaseType>::is_here(header.content::<T>()) }
}

#[cold]
#[inline(never)]
pub(super) fn is_written() -> PyError {
    PyRuntimeError::new("Already mutably borrowed")
}

#[cold]
#[inline(never)]
pub(super) fn is_borrowed() -> PyError {
    PyRuntimeError::new("Already borrowed")
}

/// An object whose header was found: what a method is called on.
#[derive(Debug)]
pub struct Receiver<'a, 'ctx, T: HpyType> {
    header: &'a Header,
    object: Borrowed<'a, 'ctx, T>,
}

impl<T: HpyType> Copy for Receiver<'_, '_, T> {}

impl<T: HpyType> Clone for Receiver<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'a, 'ctx, T: HpyType> Deref for Receiver<'a, 'ctx, T> {
    type Target = Borrowed<'a, 'ctx, T>;

    #[inline(always)]
    fn deref(&self) -> &Borrowed<'a, 'ctx, T> {
        &self.object
    }
}

impl<'a, 'ctx, T: HpyType> Receiver<'a, 'ctx, T> {
    /// An object that is known to be of a type of ours, or on PyPy any object; `None` if it has no value of `T`.
    #[inline(always)]
    pub(crate) fn find(object: Borrowed<'a, 'ctx>) -> Option<Self> {
        // SAFETY: `find` has seen that it is a `T`.
        find::<T>(object).map(|header| Receiver { header, object: unsafe { object.assume_type() } })
    }

    /// As [`find`](Self::find), for an object of exactly the class whose place is known; `None` if it must be looked for.
    #[inline(always)]
    pub(crate) fn find_exact(object: Borrowed<'a, 'ctx>) -> Option<Self> {
        if <T as BaseType>::NATIVE.is_some() {
            return None;
        }
        // SAFETY: as above.
        find_exact(T::class(), object).map(|header| Receiver { header, object: unsafe { object.assume_type() } })
    }

    /// As [`find`](Self::find), given what that finds.
    ///
    /// # Safety
    /// `header` is the one of the object, which has a value of `T`.
    #[inline(always)]
    pub(crate) unsafe fn of(header: &'a Header, object: Borrowed<'a, 'ctx>) -> Self {
        // SAFETY: by the contract of this function.
        Receiver { header, object: unsafe { object.assume_type() } }
    }

    /// As [`find`](Self::find), for any object.
    #[inline(always)]
    pub(crate) fn find_checked(object: Borrowed<'a, 'ctx>) -> Option<Self> {
        // SAFETY: as above.
        find_checked::<T>(object).map(|header| Receiver { header, object: unsafe { object.assume_type() } })
    }

    /// As [`Handle::try_borrow`]; `None` where that gives an error, which [`borrow_refused`](Self::borrow_refused) tells.
    #[inline(always)]
    pub(crate) fn borrowed(self) -> Option<PyRef<'a, 'ctx, T>> {
        let is_borrowed = is_here::<T>(self.header) && (!<T as BaseType>::IS_COUNTED || self.header.borrow.read());
        if is_borrowed { Some(PyRef { header: self.header, object: Retained::new(self.object) }) } else { None }
    }

    /// As [`Handle::try_borrow_mut`]; `None` where that gives an error, which
    /// [`borrow_mut_refused`](Self::borrow_mut_refused) tells.
    #[inline(always)]
    pub(crate) fn borrowed_mut(self) -> Option<PyRefMut<'a, 'ctx, T>>
    where
        T: Movable,
    {
        // `Unpin` can be implemented by anybody.
        const { assert!(!<T as HpyType>::HAS_FIELDS, "a class with a `Field` cannot be borrowed as `&mut`") };
        let is_borrowed = is_here::<T>(self.header) && self.header.borrow.write();
        if is_borrowed {
            Some(PyRefMut { header: self.header, object: Retained::new(self.object), exclusive: PhantomData })
        } else {
            None
        }
    }

    pub(super) fn header(self) -> &'a Header {
        self.header
    }

    /// Whether it could be borrowed as `&mut`.
    #[inline(always)]
    pub(super) fn is_free(self) -> bool {
        is_here::<T>(self.header) && self.header.borrow.is_free()
    }

    /// Why [`borrowed`](Self::borrowed) gave nothing.
    #[cold]
    #[inline(never)]
    pub(crate) fn borrow_refused(self) -> PyError {
        if is_here::<T>(self.header) { is_written() } else { thread::elsewhere(T::NAME) }
    }

    /// Why [`borrowed_mut`](Self::borrowed_mut) gave nothing.
    #[cold]
    #[inline(never)]
    pub(crate) fn borrow_mut_refused(self) -> PyError {
        if is_here::<T>(self.header) { is_borrowed() } else { thread::elsewhere(T::NAME) }
    }

    /// As [`Handle::try_borrow`].
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub(crate) fn try_borrow(self) -> Result<PyRef<'a, 'ctx, T>> {
        self.borrowed().ok_or_else(|| self.borrow_refused())
    }

    /// As [`Handle::try_borrow_mut`].
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub(crate) fn try_borrow_mut(self) -> Result<PyRefMut<'a, 'ctx, T>>
    where
        T: Movable,
    {
        self.borrowed_mut().ok_or_else(|| self.borrow_mut_refused())
    }
}

impl<'a, 'ctx, T: HpyType> Borrowed<'a, 'ctx, T> {
    #[inline(always)]
    fn receiver(self) -> Result<Receiver<'a, 'ctx, T>> {
        Receiver::find(self.into_any()).ok_or_else(|| not_initialised(T::class()))
    }

    /// As [`Handle::try_borrow`], for the whole length of this borrow.
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub fn try_borrow(self) -> Result<PyRef<'a, 'ctx, T>> {
        self.receiver()?.try_borrow()
    }

    /// As [`Handle::try_borrow_mut`], for the whole length of this borrow.
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub fn try_borrow_mut(self) -> Result<PyRefMut<'a, 'ctx, T>>
    where
        T: Movable,
    {
        self.receiver()?.try_borrow_mut()
    }
}

impl<'a, T: HpyType<Access = Frozen>> Borrowed<'a, '_, T> {
    /// As [`Handle::get`], for the whole length of this borrow.
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub fn get(self) -> Result<&'a T> {
        let header = self.receiver()?.header();
        check_thread::<T>(header)?;
        // SAFETY: there is a value, nobody ever writes to it, and it lives as long as the object.
        Ok(unsafe { value(header) })
    }
}

impl<'ctx, T: HpyType> Handle<'ctx, T> {
    /// Borrows the value as `&T`.
    ///
    /// # Errors
    /// `RuntimeError` while it is borrowed as `&mut`, or on another thread if the class is `unsendable`; `TypeError` if the
    /// object has no value, because Python code made it without its class.
    #[inline]
    pub fn try_borrow(&self) -> Result<PyRef<'_, 'ctx, T>> {
        self.as_borrowed().try_borrow()
    }

    /// Borrows the value as `&mut T`.
    ///
    /// # Errors
    /// As [`try_borrow`](Self::try_borrow), and `RuntimeError` while it is borrowed in any way.
    #[inline]
    pub fn try_borrow_mut(&self) -> Result<PyRefMut<'_, 'ctx, T>>
    where
        T: Movable,
    {
        self.as_borrowed().try_borrow_mut()
    }

    /// Borrows the value as `&T`.
    ///
    /// # Panics
    /// Where [`try_borrow`](Self::try_borrow) gives an error.
    pub fn borrow(&self) -> PyRef<'_, 'ctx, T> {
        self.try_borrow().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Borrows the value as `&mut T`.
    ///
    /// # Panics
    /// Where [`try_borrow_mut`](Self::try_borrow_mut) gives an error.
    pub fn borrow_mut(&self) -> PyRefMut<'_, 'ctx, T>
    where
        T: Movable,
    {
        self.try_borrow_mut().unwrap_or_else(|error| panic!("{error}"))
    }

    /// The value of an instance of a `frozen` class, which needs no guard.
    ///
    /// # Errors
    /// `RuntimeError` on another thread if the class is `unsendable`; `TypeError` if the object has no value.
    pub fn get(&self) -> Result<&T>
    where
        T: HpyType<Access = Frozen>,
    {
        self.as_borrowed().get()
    }
}

/// # Safety
/// The header is one of a `T`, whose value may be read for 'a.
#[inline(always)]
pub(super) unsafe fn value<T: HpyType>(header: &Header) -> &T {
    let content: *mut Content<T> = header.content::<T>();
    // SAFETY: by the contract of this function.
    unsafe { &(*content).value }
}

/// # Safety
/// The header is one of a `T`, whose value nobody else uses for 'a.
#[inline(always)]
#[expect(clippy::mut_from_ref, reason = "what the header points at is no part of it")]
pub(super) unsafe fn value_mut<T: HpyType>(header: &Header) -> &mut T {
    let content: *mut Content<T> = header.content::<T>();
    // SAFETY: by the contract of this function.
    unsafe { &mut (*content).value }
}

/// What both guards have.
macro_rules! guard {
    ($guard:ident) => {
        impl<'a, 'ctx, T: HpyType> $guard<'a, 'ctx, T> {
            /// Gives up the guard, but not the borrow.
            pub(super) fn into_header(self) -> &'a Header {
                let mut guard = ManuallyDrop::new(self);
                // SAFETY: nobody uses it after.
                unsafe { ptr::drop_in_place(&raw mut guard.object) };
                guard.header
            }

            /// The object that is borrowed.
            pub fn object(&self) -> Borrowed<'a, 'ctx, T> {
                *self.object
            }

            /// The context of this call.
            pub fn ctx(&self) -> Context<'ctx> {
                self.object.ctx()
            }
        }

        impl<T: HpyType> $guard<'_, '_, T>
        where
            T::Base: HpyType,
        {
            /// The value of the class that this one extends.
            pub fn as_super(&self) -> &T::Base {
                let content: *mut Content<T> = self.header.content::<T>();
                // SAFETY: the guard stands for the whole content, of which the base's comes first.
                let base = unsafe { &raw const (*content).base };
                // SAFETY: as above; the content of a base that is a class is a `Content`.
                unsafe { &(*base.cast::<Content<T::Base>>()).value }
            }
        }
    };
}

guard!(PyRef);
guard!(PyRefMut);

impl<T: HpyType> Deref for PyRef<'_, '_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the guard is a reader.
        unsafe { value(self.header) }
    }
}

impl<T: HpyType> Deref for PyRefMut<'_, '_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the guard is the writer.
        unsafe { value(self.header) }
    }
}

impl<T: Movable> DerefMut for PyRefMut<'_, '_, T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard is the writer, and the only one to use the value.
        unsafe { value_mut(self.header) }
    }
}

/// A reader of a value that is counted whatever its class is.
pub(super) struct Reader<'a>(&'a Header);

impl<'a> Reader<'a> {
    /// `None` while there is a writer.
    #[inline(always)]
    pub(super) fn of(header: &'a Header) -> Option<Self> {
        header.borrow.read().then(|| Reader(header))
    }
}

impl Drop for Reader<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        self.0.borrow.end_reading();
    }
}

impl<T: HpyType> Drop for PyRef<'_, '_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        if <T as BaseType>::IS_COUNTED {
            self.header.borrow.end_reading();
        }
    }
}

impl<T: HpyType> Drop for PyRefMut<'_, '_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        self.header.borrow.end_writing();
    }
}

impl<T: HpyType> fmt::Debug for PyRef<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PyRef<{}>", T::NAME)
    }
}

impl<T: HpyType> fmt::Debug for PyRefMut<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PyRefMut<{}>", T::NAME)
    }
}

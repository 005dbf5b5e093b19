//! [`Plain`]: what this crate knows of a type, and nobody can say of one of their own.

use std::marker::PhantomData;

/// Whether making an object of a `T`, and cloning a `T`, runs no code of others, be it of Python or of Rust.
///
/// Unsafe code relies on it. `IntoPy` is implemented by anybody, but one that says yes is made in this crate only, and that of
/// another type does not fit.
#[derive(Debug)]
pub struct Plain<T: ?Sized> {
    is_so: bool,
    of: PhantomData<*const T>,
}

impl<T: ?Sized> Plain<T> {
    pub(super) const NO: Self = Self { is_so: false, of: PhantomData };
    pub(super) const YES: Self = Self { is_so: true, of: PhantomData };

    /// As it is of the only type that `T` is made of.
    pub(super) const fn as_of<U: ?Sized>(part: &Plain<U>) -> Self {
        Self { is_so: part.is_so, of: PhantomData }
    }

    pub(crate) const fn is_so(&self) -> bool {
        self.is_so
    }
}

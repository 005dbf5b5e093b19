//! Functions that one door alone asks for. In a file without that door they are left out, so that they are never made for a type.

/// A function; `T` is its type.
#[derive(Clone, Copy, Debug)]
pub struct Kept<T>(T);

/// The place of a function that is left out.
#[cfg(any(feature = "cpython", not(feature = "own-door")))]
#[derive(Clone, Copy, Debug)]
pub struct LeftOut<T>(std::marker::PhantomData<T>);

/// A function that only HPy asks for.
#[cfg(not(feature = "cpython"))]
pub type ForHPy<T> = Kept<T>;
/// A function that only HPy asks for, which a build for CPython alone does not have.
#[cfg(feature = "cpython")]
pub type ForHPy<T> = LeftOut<T>;

/// A function that only the own door asks for.
#[cfg(feature = "own-door")]
pub type ForOwnDoor<T> = Kept<T>;
/// A function that only the own door asks for, in a file without it.
#[cfg(not(feature = "own-door"))]
pub type ForOwnDoor<T> = LeftOut<T>;

impl<T> Kept<T> {
    pub(super) const fn new(function: T) -> Self {
        Self(function)
    }
}

impl<T: Copy> Kept<T> {
    /// The function, for a definition.
    pub(crate) fn get(self) -> T {
        self.0
    }
}

#[cfg(any(feature = "cpython", not(feature = "own-door")))]
impl<T> LeftOut<T> {
    /// In place of what `_make` would give: it is not called, so that what is in it is checked and never compiled.
    pub(super) const fn new(_make: &impl Fn() -> T) -> Self {
        Self(std::marker::PhantomData)
    }

    /// The function, for a definition: there is none.
    #[expect(clippy::unused_self, reason = "it takes what the other one takes")]
    pub(crate) fn get(self) -> T {
        unreachable!("no definitions are made for a door that the file does not have")
    }
}

/// A function for HPy.
#[cfg(not(feature = "cpython"))]
macro_rules! for_hpy {
    ($function:expr) => {
        $crate::api::for_door::ForHPy::new($function)
    };
}

/// A function for HPy, which is not made.
#[cfg(feature = "cpython")]
macro_rules! for_hpy {
    ($function:expr) => {
        $crate::api::for_door::ForHPy::new(&|| $function)
    };
}

/// A function for the own door.
#[cfg(feature = "own-door")]
macro_rules! for_own_door {
    ($function:expr) => {
        $crate::api::for_door::ForOwnDoor::new($function)
    };
}

/// A function for the own door, which is not made.
#[cfg(not(feature = "own-door"))]
macro_rules! for_own_door {
    ($function:expr) => {
        $crate::api::for_door::ForOwnDoor::new(&|| $function)
    };
}

pub(super) use {for_hpy, for_own_door};

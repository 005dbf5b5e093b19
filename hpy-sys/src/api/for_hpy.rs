//! Functions that HPy alone asks for. In a build for CPython alone they are left out, so that they are never made for a type.

/// Such a function; `T` is its type.
#[cfg(not(feature = "cpython"))]
#[derive(Clone, Copy, Debug)]
pub struct ForHPy<T>(pub(super) T);

/// Such a function, left out.
#[cfg(feature = "cpython")]
#[derive(Clone, Copy, Debug)]
pub struct ForHPy<T>(std::marker::PhantomData<T>);

#[cfg(feature = "cpython")]
impl<T> ForHPy<T> {
    /// In place of what `_make` would give: it is not called, so that what is in it is checked and never compiled.
    pub(super) const fn left_out(_make: &impl Fn() -> T) -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<T: Copy> ForHPy<T> {
    /// The function, for a definition that goes to HPy.
    #[cfg(not(feature = "cpython"))]
    pub(super) fn get(self) -> T {
        self.0
    }

    /// The function, for a definition that goes to HPy: there is none.
    #[cfg(feature = "cpython")]
    #[expect(clippy::unused_self, reason = "it takes what the other body takes")]
    pub(super) fn get(self) -> T {
        unreachable!("a build for CPython alone makes no definitions for HPy")
    }
}

/// A function for HPy.
#[cfg(not(feature = "cpython"))]
macro_rules! for_hpy {
    ($function:expr) => {
        $crate::api::for_hpy::ForHPy($function)
    };
}

/// A function for HPy, which is not made.
#[cfg(feature = "cpython")]
macro_rules! for_hpy {
    ($function:expr) => {
        $crate::api::for_hpy::ForHPy::left_out(&|| $function)
    };
}

pub(super) use for_hpy;

//! Objects that are called: by each calling convention, and of classes that extend such a one.

use hpy_rs::prelude::*;

#[hpy_type(new = "from_fields")]
pub(crate) struct Silent {}

#[hpy_methods]
impl Silent {
    /// Says nothing.
    #[expect(clippy::unused_self, reason = "an object is called")]
    fn __call__(&self) {}
}

#[hpy_type(new = "from_fields")]
pub(crate) struct Giving {}

#[hpy_methods]
impl Giving {
    /// Gives itself to another.
    #[hpy(signature = (other, /))]
    fn __call__<'ctx>(slf: &Handle<'ctx, Self>, other: &Handle<'ctx>) -> Result<Handle<'ctx>> {
        other.call((slf,))
    }
}

#[hpy_type(new = "from_fields")]
pub(crate) struct Counting {}

#[hpy_methods]
impl Counting {
    #[hpy(signature = (*arguments))]
    #[expect(clippy::unused_self, reason = "an object is called")]
    fn __call__(&self, arguments: Args<'_, '_>) -> usize {
        arguments.len()
    }
}

/// The base.
#[hpy_type(new = "from_fields")]
pub(crate) struct Scale {
    factor: i64,
}

#[hpy_methods]
impl Scale {
    /// `number` times the factor, and `more`.
    #[hpy(signature = (number, more = 0))]
    fn __call__(&self, number: i64, more: i64) -> i64 {
        self.factor * number + more
    }
}

/// What extends it, has fields of its own, and is called in the same way.
#[hpy_type(extends = Scale, get_all)]
pub(crate) struct Named {
    first: String,
    last: String,
}

#[hpy_methods]
impl Named {
    #[new]
    fn new(factor: i64) -> (Self, Scale) {
        (Named { first: "first".to_owned(), last: "last".to_owned() }, Scale { factor })
    }
}

/// What extends it and is called in its own way.
#[hpy_type(extends = Scale)]
pub(crate) struct Shifted {
    by: i64,
}

#[hpy_methods]
impl Shifted {
    #[new]
    fn new(factor: i64, by: i64) -> (Self, Scale) {
        (Shifted { by }, Scale { factor })
    }

    fn __call__(slf: PyRef<'_, '_, Self>, number: i64) -> i64 {
        slf.as_super().factor * number + slf.by
    }
}

/// Four that extend it and have nothing of their own but how they are called, by each convention: an object of one can be given
/// the class of another.
#[hpy_type(extends = Scale)]
pub(crate) struct ByNone {}

#[hpy_methods]
impl ByNone {
    #[new]
    fn new(factor: i64) -> (Self, Scale) {
        (ByNone {}, Scale { factor })
    }

    fn __call__(slf: PyRef<'_, '_, Self>) -> (&'static str, i64) {
        ("none", slf.as_super().factor)
    }
}

#[hpy_type(extends = Scale)]
pub(crate) struct ByOne {}

#[hpy_methods]
impl ByOne {
    #[new]
    fn new(factor: i64) -> (Self, Scale) {
        (ByOne {}, Scale { factor })
    }

    #[hpy(signature = (number, /))]
    fn __call__(slf: PyRef<'_, '_, Self>, number: i64) -> (&'static str, i64) {
        ("one", slf.as_super().factor * number)
    }
}

#[hpy_type(extends = Scale)]
pub(crate) struct ByAny {}

#[hpy_methods]
impl ByAny {
    #[new]
    fn new(factor: i64) -> (Self, Scale) {
        (ByAny {}, Scale { factor })
    }

    #[hpy(signature = (*numbers))]
    fn __call__(slf: PyRef<'_, '_, Self>, numbers: Args<'_, '_>) -> (&'static str, usize) {
        let _ = slf;
        ("any", numbers.len())
    }
}

#[hpy_type(extends = Scale)]
pub(crate) struct ByName {}

#[hpy_methods]
impl ByName {
    #[new]
    fn new(factor: i64) -> (Self, Scale) {
        (ByName {}, Scale { factor })
    }

    #[hpy(signature = (number = 0))]
    fn __call__(slf: PyRef<'_, '_, Self>, number: i64) -> (&'static str, i64) {
        ("name", slf.as_super().factor * number)
    }
}

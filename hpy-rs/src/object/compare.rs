//! Comparison, truth and hash.

use std::cmp::Ordering;
use std::ffi::c_int;

use crate::convert::IntoPy;
use crate::error::PyTypeError;
use crate::handle::Handle;
use crate::{Result, calls};

macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident = $operator:ident;)*) => {
        impl<'ctx> Handle<'ctx> {
            $($(#[$doc])*
            ///
            /// # Errors
            /// `TypeError` if the two cannot be compared so, those of the conversion, and what comparing raises.
            pub fn $name(&self, other: impl IntoPy<'ctx>) -> Result<bool> {
                self.compare_as(other, CompareOp::$operator)
            })*
        }
    };
}

comparisons! {
    /// Whether `object < other`.
    lt = Lt;
    /// Whether `object <= other`.
    le = Le;
    /// Whether `object == other`.
    eq = Eq;
    /// Whether `object != other`.
    ne = Ne;
    /// Whether `object > other`.
    gt = Gt;
    /// Whether `object >= other`.
    ge = Ge;
}

impl<'ctx> Handle<'ctx> {
    fn compare_as(&self, other: impl IntoPy<'ctx>, operator: CompareOp) -> Result<bool> {
        other.lend(self.ctx(), |other| calls::object::compare_bool(self, other, operator as c_int))
    }

    /// Which of the two comes first, by `==`, `<` and `>` in this order.
    ///
    /// # Errors
    /// `TypeError` if none of them is true, those of the conversion, and what comparing raises.
    pub fn compare(&self, other: impl IntoPy<'ctx>) -> Result<Ordering> {
        let other = other.into_py(self.ctx())?.into_any();
        if self.eq(&other)? {
            Ok(Ordering::Equal)
        } else if self.lt(&other)? {
            Ok(Ordering::Less)
        } else if self.gt(&other)? {
            Ok(Ordering::Greater)
        } else {
            Err(PyTypeError::new("the objects are neither equal nor less nor greater"))
        }
    }

    /// The result of a comparison as an object: what numpy arrays and the like give.
    ///
    /// # Errors
    /// As the other comparisons.
    pub fn rich_compare(&self, other: &Handle<'ctx>, operator: CompareOp) -> Result<Handle<'ctx>> {
        calls::object::compare(self, other, operator as c_int)
    }

    /// Whether the object counts as true: `bool(object)`.
    ///
    /// # Errors
    /// What `__bool__` or `__len__` raises.
    #[inline]
    pub fn is_truthy(&self) -> Result<bool> {
        calls::object::is_true(self)
    }

    /// The hash: `hash(object)`.
    ///
    /// # Errors
    /// `TypeError` if the object cannot be hashed, and what `__hash__` raises.
    pub fn hash(&self) -> Result<isize> {
        calls::object::hash(self)
    }
}

/// The operator of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `<`
    Lt = 0,
    /// `<=`
    Le = 1,
    /// `==`
    Eq = 2,
    /// `!=`
    Ne = 3,
    /// `>`
    Gt = 4,
    /// `>=`
    Ge = 5,
}

impl CompareOp {
    /// The operator with HPy's number.
    pub(crate) fn of(number: c_int) -> Self {
        match number {
            0 => CompareOp::Lt,
            1 => CompareOp::Le,
            2 => CompareOp::Eq,
            3 => CompareOp::Ne,
            4 => CompareOp::Gt,
            _ => CompareOp::Ge,
        }
    }

    /// Whether two values that are ordered so compare as it says: what `__richcmp__` returns.
    pub fn matches(self, ordering: Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
}

//! Operators and comparison.

use hpy_rs::prelude::*;

/// A vector of two integers. It never changes (`frozen`), so it can have a hash.
#[hpy_type(frozen, eq, ord, hash, get_all, new = "from_fields", match_args, str = "<{x}, {y}>")]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Vector {
    x: i64,
    y: i64,
}

#[hpy_methods]
impl Vector {
    fn __add__(&self, other: &Vector) -> Result<Vector> {
        let overflow = || PyOverflowError::new("the sum is too large");
        let x = self.x.checked_add(other.x).ok_or_else(overflow)?;
        let y = self.y.checked_add(other.y).ok_or_else(overflow)?;
        Ok(Vector { x, y })
    }

    /// An argument of another type gives `NotImplemented`, so that Python asks the other operand.
    fn __mul__(&self, factor: i32) -> Vector {
        Vector { x: self.x.saturating_mul(factor.into()), y: self.y.saturating_mul(factor.into()) }
    }

    /// `factor * vector`.
    fn __rmul__(&self, factor: i32) -> Vector {
        self.__mul__(factor)
    }

    fn __neg__(&self) -> Vector {
        Vector { x: self.x.saturating_neg(), y: self.y.saturating_neg() }
    }

    fn __bool__(&self) -> bool {
        (self.x, self.y) != (0, 0)
    }

    fn __pow__(&self, exponent: u32, modulus: Option<i64>) -> Result<Vector> {
        let power =
            |base: i64| base.checked_pow(exponent).ok_or_else(|| PyOverflowError::new("the power is too large"));
        let (x, y) = (power(self.x)?, power(self.y)?);
        match modulus {
            None => Ok(Vector { x, y }),
            Some(0) => Err(PyZeroDivisionError::new("the modulus is zero")),
            Some(modulus) => Ok(Vector { x: x.wrapping_rem_euclid(modulus), y: y.wrapping_rem_euclid(modulus) }),
        }
    }

    fn __repr__(&self) -> String {
        format!("Vector({}, {})", self.x, self.y)
    }
}

//! Arithmetic.

use crate::convert::IntoPy;
use crate::handle::Handle;
use crate::{Result, calls};

macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident = $call:ident;)*) => {
        impl<'ctx> Handle<'ctx> {
            $($(#[$doc])*
            ///
            /// # Errors
            /// `TypeError` if the operands do not support it, those of the conversion, and what the operation raises.
            pub fn $name(&self, other: impl IntoPy<'ctx>) -> Result<Handle<'ctx>> {
                other.lend(self.ctx(), |other| calls::number::$call(self, other))
            })*
        }
    };
}

binary! {
    /// `object + other`
    add = add;
    /// `object - other`
    sub = subtract;
    /// `object * other`
    mul = multiply;
    /// `object @ other`
    matmul = matrix_multiply;
    /// `object / other`
    div = true_divide;
    /// `object // other`
    floor_div = floor_divide;
    /// `object % other`
    rem = remainder;
    /// `divmod(object, other)`
    divmod = divmod;
    /// `object ** other`
    pow = power;
    /// `object << other`
    lshift = lshift;
    /// `object >> other`
    rshift = rshift;
    /// `object & other`
    bitand = and;
    /// `object | other`
    bitor = or;
    /// `object ^ other`
    bitxor = xor;
}

macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident = $call:ident;)*) => {
        impl<'ctx> Handle<'ctx> {
            $($(#[$doc])*
            ///
            /// # Errors
            /// `TypeError` if the object does not support it, and what the operation raises.
            pub fn $name(&self) -> Result<Handle<'ctx>> {
                calls::number::$call(self)
            })*
        }
    };
}

unary! {
    /// `-object`
    neg = negative;
    /// `+object`
    pos = positive;
    /// `abs(object)`
    abs = absolute;
    /// `~object`
    bitnot = invert;
}

//! Functions that give back what they are given: a conversion, both ways. They have no twin of their own.

/// A function of each name, for a value of this type.
macro_rules! round_trips {
    ($($name:ident: $ty:ty;)*) => {
        $(#[hpy_function(signature = (value, /))]
        pub(crate) fn $name(value: $ty) -> $ty {
            value
        })*
    };
}

pub(crate) use round_trips;

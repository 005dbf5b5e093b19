//! What the collector must know: which fields a value holds.

use super::field::FieldCell;

/// Is shown the fields of a value.
pub struct Visitor<'v>(pub(super) &'v mut dyn FnMut(&FieldCell));

impl std::fmt::Debug for Visitor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Visitor")
    }
}

/// A type that holds [`Field`](super::Field)s inline: a field itself, an option or an array of such, or a struct or enum with
/// `#[derive(Traverse)]`.
///
/// # Safety
/// `traverse` visits every field that is stored inline, and nothing else; it does not panic.
pub unsafe trait Traverse {
    /// Visits all fields.
    fn traverse(&self, visitor: &mut Visitor<'_>);
}

// SAFETY: the field, if there is one.
unsafe impl<T: Traverse> Traverse for Option<T> {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        if let Some(held) = self {
            held.traverse(visitor);
        }
    }
}

// SAFETY: each of them.
unsafe impl<T: Traverse, const N: usize> Traverse for [T; N] {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        for held in self {
            held.traverse(visitor);
        }
    }
}

macro_rules! tuples {
    ($($($name:ident $index:tt),*;)*) => {
        $(
            // SAFETY: each of them.
            unsafe impl<$($name: Traverse),*> Traverse for ($($name,)*) {
                fn traverse(&self, visitor: &mut Visitor<'_>) {
                    $(self.$index.traverse(visitor);)*
                }
            }
        )*
    };
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
}

/// Stands for a type of which it is not known whether it holds fields. What is inherent comes before what a trait gives, so
/// for a type that is [`Traverse`] its own functions are found, and [`NotVisited`]'s for every other.
#[derive(Debug)]
pub struct Probe<T>(std::marker::PhantomData<T>);

impl<T: Traverse> Probe<T> {
    /// Whether the type holds fields.
    pub const HAS_FIELDS: bool = true;

    /// Visits them.
    pub fn visit(value: &T, visitor: &mut Visitor<'_>) {
        value.traverse(visitor);
    }
}

/// See [`Probe`].
pub trait NotVisited<T> {
    /// Whether the type holds fields.
    const HAS_FIELDS: bool = false;

    /// Does nothing.
    fn visit(_: &T, _: &mut Visitor<'_>) {}
}

impl<T> NotVisited<T> for Probe<T> {}

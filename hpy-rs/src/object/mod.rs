//! The protocols of Python, as methods of any [`Handle`](crate::Handle).

mod attribute;
mod call;
mod compare;
mod item;
mod iterate;
mod number;
mod text;

pub use attribute::Name;
pub(crate) use attribute::builtin;
pub use call::Arguments;
pub(crate) use call::tuple_of;
pub use compare::CompareOp;
pub use iterate::PyIter;

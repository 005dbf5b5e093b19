//! The inside of an attribute's parentheses.

pub(crate) mod names;
mod options;

pub(crate) use options::Options;

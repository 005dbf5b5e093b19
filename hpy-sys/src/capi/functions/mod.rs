//! The C functions that this crate calls, one file a topic.

#![expect(non_snake_case, non_upper_case_globals, reason = "the names are the C API's")]

pub(crate) mod basis;
pub(crate) mod call;
pub(crate) mod capsule;
pub(crate) mod container;
pub(crate) mod error;
pub(crate) mod execution;
pub(crate) mod gaps;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod text;

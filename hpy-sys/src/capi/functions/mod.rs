//! The C functions that this crate calls, one file a topic.

#![expect(non_snake_case, reason = "the names are the C API's")]
#![cfg_attr(
    any(not(feature = "cpython"), feature = "abi3"),
    expect(non_upper_case_globals, reason = "the names are the C API's")
)]

pub(crate) mod basis;
pub(crate) mod buffer;
pub(crate) mod call;
pub(crate) mod capsule;
pub(crate) mod collector;
pub(crate) mod container;
pub(crate) mod error;
pub(crate) mod execution;
pub(crate) mod gaps;
pub(crate) mod number;
pub(crate) mod object;
#[cfg(not(feature = "cpython"))]
pub(crate) mod pypy;
pub(crate) mod shortcut;
pub(crate) mod text;
pub(crate) mod types;

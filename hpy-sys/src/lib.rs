//! The raw ABI of HPy 0.9.0, and the seam behind which every interpreter is the same.
//!
//! - [`abi`]: structs, slot numbers and the context table, in both layouts that interpreters have.
//! - `capi`: the C API, looked up in the process; `cpython`: a context table of our own over it, where no HPy is.
//! - `call_out`: how C functions are called.
//! - [`api`]: one function for each HPy function, the entries an interpreter calls, what is known of the interpreter.
//!
//! No lifetimes, no ownership, no policy: that is `hpy-rs`, which reaches HPy through [`api`] only.

pub mod abi;
pub mod api;
mod call_out;
mod capi;
mod cpython;
mod learnt;

pub use abi::*;

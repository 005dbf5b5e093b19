//! Write a Python extension once, in safe Rust. Build it once. Import it in every Python.
//!
//! hpy-rs stands on [HPy](https://hpyproject.org), the Python C API made of handles. For interpreters without HPy, each file
//! brings one of its own, built on the C API. So one file runs on CPython, PyPy and GraalPy.
//!
//! ```
//! use hpy_rs::prelude::*;
//!
//! /// Add two integers.
//! #[hpy_function(signature = (a, b = 1))]
//! fn add(a: i64, b: i64) -> i64 {
//!     a + b
//! }
//!
//! /// Arithmetic, from Rust.
//! #[hpy_module]
//! mod arithmetic {
//!     #[hpy_export]
//!     use super::add;
//! }
//! # fn main() {}
//! ```
//!
//! - [`macro@hpy_function`] makes a function of Python, [`macro@hpy_module`] a module.
//! - [`macro@hpy_type`] and [`macro@hpy_methods`] make a class of a struct or an enum. [`Field`] is a reference to an object in one,
//!   [`PyRef`] borrows its value, and [`buffer`] shares its memory. [`Closure`] is a function that is made at run time.
//! - [`Context`] is the interpreter, during one call.
//! - [`Handle`] owns a reference to an object, and closes it when it is dropped. [`Borrowed`] is an argument. [`Py`] and [`Global`]
//!   outlive the call. Python's protocols are methods of [`Handle`].
//! - [`types`] has Python's types: `Handle<PyList>` is a list.
//! - [`FromPy`] and [`IntoPy`] convert between objects and Rust values.
//! - [`PyError`] is a Python exception as a Rust error; [`error`] has the types of exceptions, [`create_exception!`] makes new ones.
//! - [`Interpreter`] lets threads of Rust and callbacks call Python, [`Coroutine`] gives Python code a future to await.
//!
//! | feature | |
//! |---|---|
//! | `own-door`, a default | the file brings an HPy for interpreters without one, and for what HPy cannot do |
//! | `cpython`, `abi3` | given on the command line: a file for one CPython, or for all from 3.9 on |
//! | `embed` | `hpy_rs::testing`: an interpreter inside `cargo test` |
//! | `type-stubs` | the file can be asked for its `.pyi`: for builds that make one |
//! | `serde` | `hpy_rs::serde`: data as plain Python objects, and back |
//! | `anyhow`, `eyre` | `?` on their errors |
//! | `bytes`, `chrono`, `chrono-tz`, `either`, `hashbrown`, `indexmap`, `jiff-02`, `num-bigint`, `num-complex`, `ordered-float`, `rust_decimal`, `smallvec`, `time`, `uuid` | types of these crates as arguments and results |
//!
//! The guide is in [`docs/guide`](https://github.com/hpy-rs/hpy-rs/tree/main/docs/guide).
#![deny(unsafe_code)]
#![expect(clippy::inline_always, reason = "the layers between a call and the interpreter must vanish")]

#[cfg(panic = "abort")]
compile_error!(
    "hpy-rs must catch panics, so `panic = \"abort\"` cannot be used\n\nhelp: remove it from the profile in Cargo.toml"
);

extern crate self as hpy_rs;

/// The code blocks of the guide, which are tests.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../../docs/guide/async.md")]
    mod coroutines {}
    #[cfg(feature = "embed")]
    #[doc = include_str!("../../docs/guide/builds.md")]
    mod builds {}
    #[doc = include_str!("../../docs/guide/classes.md")]
    mod classes {}
    #[cfg(feature = "num-bigint")]
    #[doc = include_str!("../../docs/guide/crates.md")]
    mod crates {}
    #[doc = include_str!("../../docs/guide/debugging.md")]
    mod debugging {}
    #[doc = include_str!("../../docs/guide/errors.md")]
    mod errors {}
    #[doc = include_str!("../../docs/guide/from-c.md")]
    mod from_c {}
    #[doc = include_str!("../../docs/guide/from-pyo3.md")]
    mod from_pyo3 {}
    #[doc = include_str!("../../docs/guide/functions.md")]
    mod functions {}
    #[doc = include_str!("../../docs/guide/memory.md")]
    mod memory {}
    #[doc = include_str!("../../docs/guide/messages.md")]
    mod messages {}
    #[cfg(feature = "serde")]
    #[doc = include_str!("../../docs/guide/serde.md")]
    mod serde {}
    #[doc = include_str!("../../docs/guide/type-stubs.md")]
    mod type_stubs {}
    #[doc = include_str!("../../docs/guide/wheels.md")]
    mod wheels {}
}

pub mod buffer;
mod calls;
mod class;
mod context;
mod convert;
mod coroutine;
pub mod error;
mod handle;
#[cfg(feature = "cpython")]
pub mod legacy;
#[doc(hidden)]
pub mod macro_support;
mod module;
mod object;
pub mod prelude;
#[cfg(feature = "serde")]
pub mod serde;
mod stack;
#[cfg(feature = "embed")]
pub mod testing;
mod type_hint;
#[cfg(feature = "type-stubs")]
mod type_stub;
pub mod types;

pub use class::{
    Builtin, Closure, Exception, Field, Frozen, HpyType, Movable, Mutable, PyRef, PyRefMut, Traverse, Visitor,
};
pub use context::{Context, Interpreter, RecursionGuard};
pub use convert::{FromPy, IntoPy};
pub use coroutine::{CancelHandle, Coroutine, PyFuture};
pub use error::{PyError, Result};
pub use handle::{Args, ArgsIter, Borrowed, Global, Handle, Kind, Py};
pub use hpy_macros::{FromPy, IntoPy, Traverse, hpy_export, hpy_function, hpy_init, hpy_methods, hpy_module, hpy_type};
pub use object::{Arguments, CompareOp, Name, PyIter};
pub use type_hint::TypeHint;

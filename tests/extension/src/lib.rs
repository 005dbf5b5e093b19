//! The extension under test: one Rust file a topic, whose twin is `tests/python/test_TOPIC.py`.
//!
//! A topic's functions come into the one module `hpy_tests` by the lists below; `modules` has root modules of its own.
#![forbid(unsafe_code)]

mod errors;
mod hostile;
mod leaks;
mod panics;
mod threads;

use hpy_rs::prelude::*;

/// Functions for the tests of hpy-rs.
#[hpy_module]
mod hpy_tests {}

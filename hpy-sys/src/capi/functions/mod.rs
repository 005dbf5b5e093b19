//! The C functions that this crate calls, one file a topic.

#![expect(non_snake_case, non_upper_case_globals, reason = "the names are the C API's")]

pub(crate) mod basis;
pub(crate) mod call;
pub(crate) mod capsule;
pub(crate) mod collector;
pub(crate) mod container;
pub(crate) mod error;
pub(crate) mod execution;
pub(crate) mod gaps;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod shortcut;
pub(crate) mod text;
pub(crate) mod types;

use super::symbol::Symbol;

/// What is needed to ask which interpreter this is.
pub(super) const TO_ASK: &[&[&Symbol]] = &[basis::SYMBOLS];

/// What HPy's door needs.
pub(super) const FOR_GAPS: &[&[&Symbol]] = &[basis::SYMBOLS, gaps::SYMBOLS];

/// What HPy's door uses on CPython beside [`FOR_GAPS`].
pub(super) const FOR_SHORT_CUTS: &[&[&Symbol]] = &[shortcut::SYMBOLS];

/// What it takes to keep an object for ever.
pub(super) const TO_KEEP: &[&[&Symbol]] = &[basis::SYMBOLS, collector::SYMBOLS];

/// What our own door needs beside [`TO_ASK`].
pub(super) const FOR_EVERYTHING: &[&[&Symbol]] = &[
    call::SYMBOLS,
    capsule::SYMBOLS,
    collector::SYMBOLS,
    container::SYMBOLS,
    error::SYMBOLS,
    execution::SYMBOLS,
    gaps::SYMBOLS,
    number::SYMBOLS,
    object::SYMBOLS,
    shortcut::SYMBOLS,
    text::SYMBOLS,
    types::SYMBOLS,
];

//! Expansions of types contain nothing that a strict crate forbids.
#![forbid(
    unsafe_code,
    missing_docs,
    missing_debug_implementations,
    non_camel_case_types,
    non_snake_case,
    unreachable_pub,
    unused,
    unused_qualifications,
    unused_lifetimes,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    trivial_casts,
    trivial_numeric_casts,
    non_local_definitions,
    unused_results,
    irrefutable_let_patterns,
    unreachable_patterns,
    unreachable_code,
    deprecated
)]

use hpy_rs::prelude::*;
use hpy_rs::{Field, Traverse};

/// Every option of a struct.
#[hpy_type(eq, ord, str = "{x}", new = "from_fields", get_all, set_all, match_args, generic, module = "strict")]
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct Point {
    /// Along.
    pub x: f64,
}

/// With an order and a hash.
#[hpy_type(eq, ord, hash, frozen, str, get_all)]
#[derive(Clone, Debug, PartialEq, PartialOrd, Hash)]
pub struct Name {
    text: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// Holds fields.
#[hpy_type(set_all, new = "from_fields")]
#[derive(Debug)]
pub struct Node {
    #[hpy(get)]
    next: Field<Node>,
    #[hpy(get)]
    kept: Option<i64>,
}

/// Holds what holds fields.
#[hpy_type]
#[derive(Debug)]
pub struct Tree {
    links: Links,
}

/// Two fields.
#[derive(Debug, Traverse)]
pub struct Links {
    left: Field,
    right: Field,
}

/// Without data.
#[hpy_type(eq, eq_int, ord, hash)]
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Hash)]
pub enum Color {
    /// The first.
    Red,
    /// The second.
    Green = 7,
}

/// With data.
#[hpy_type(eq)]
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Round.
    #[hpy(constructor = (radius = 1.0))]
    Circle {
        /// From the middle.
        radius: f64,
    },
    /// Not round.
    Rectangle(f64, f64),
    /// Nothing.
    Nothing,
}

/// With one variant.
#[hpy_type]
#[derive(Clone, Debug)]
pub enum Single {
    /// The one.
    Tuple(u8),
}

/// One of Python's own.
#[hpy_type(enum = "Enum")]
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// Up.
    North,
    /// Down.
    South,
}

/// A module.
#[hpy_module]
pub mod strict {
    #[hpy_export]
    pub use super::{Color, Name, Node, Point, Shape, Single, Tree, Way};
}

fn main() {}

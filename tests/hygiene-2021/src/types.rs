//! What `#[hpy_type]` expands to.

use hpy_rs::prelude::*;
use hpy_rs::{Field, Traverse};

/// Every option of a struct.
#[hpy_type(eq, ord, str = "({x}, {y})", new = "from_fields", get_all, set_all, match_args, generic)]
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) struct Point {
    /// Along.
    x: f64,
    /// Across.
    y: f64,
}

/// With a hash.
#[hpy_type(eq, ord, hash, frozen, str, get_all)]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name {
    /// The text.
    text: String,
    /// Its parts.
    parts: Option<Vec<String>>,
}

impl core::fmt::Display for Name {
    #[inline]
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.text)
    }
}

/// Holds fields.
#[hpy_type(set_all, new = "from_fields")]
#[derive(Debug)]
pub(super) struct Node {
    /// The next one.
    #[hpy(get)]
    next: Field<Self>,
    /// What is kept.
    #[hpy(get)]
    kept: Py<PyAny>,
}

/// Holds what holds fields.
#[hpy_type]
#[derive(Debug)]
pub(super) struct Tree {
    /// The links.
    links: Links,
}

/// Two fields.
#[derive(Debug, Traverse)]
struct Links {
    /// One.
    left: Field,
    /// Another.
    right: Option<Field>,
}

/// Nothing in it.
#[hpy_type]
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit;

/// Without data.
#[hpy_type(eq, eq_int, ord, hash)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Color {
    /// The first.
    Red,
    /// The second.
    Green = 7,
}

/// With data.
#[hpy_type(eq)]
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
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

/// One of Python's own.
#[hpy_type(enum = "IntEnum")]
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    /// Up.
    North,
    /// Down.
    South,
}

/// Makes one.
#[hpy_function]
pub(super) fn tree(ctx: Context<'_>) -> Result<Handle<'_, Tree>> {
    let links = Links { left: Field::empty(), right: None };
    Handle::new(ctx, Tree { links })
}

/// Looks at one.
#[hpy_function]
pub(super) fn is_leaf(tree: &Handle<'_, Tree>) -> Result<bool> {
    let value = tree.try_borrow()?;
    Ok(value.links.left.get(tree)?.is_none() && value.links.right.is_none())
}

/// Of a pair, or of a text.
#[derive(Debug, FromPy, IntoPy)]
pub(super) enum Label {
    /// A number and a text.
    Numbered(i64, String),
    /// A text.
    Plain {
        /// It.
        text: String,
    },
}

/// Turns them round.
#[hpy_function]
pub(super) fn reversed(labels: Vec<Label>) -> Vec<Label> {
    labels.into_iter().rev().collect()
}

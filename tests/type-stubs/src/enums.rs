//! The three kinds of enums.

use hpy_rs::prelude::*;

/// Objects of their own.
#[hpy_type(eq, hash)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The first.
    One,
    #[hpy(name = "TWO")]
    Two,
}

/// Says itself what others do by default.
#[hpy_type(eq_int, rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Loud {
    QuietOne = 3,
}

#[hpy_methods]
impl Loud {
    fn __int__(&self) -> i64 {
        100
    }
}

/// Of Python's module `enum`.
#[hpy_type(enum = "IntEnum")]
#[derive(Clone, Copy)]
pub(crate) enum Level {
    Low = 1,
    High = 10,
}

/// Each variant is a class.
#[hpy_type(rename_all = "snake_case")]
#[derive(Clone)]
pub(crate) enum Shape {
    /// With a default.
    #[hpy(constructor = (radius = 1.0, *, fill = None))]
    RoundOne {
        radius: f64,
        fill: Option<Kind>,
    },
    Path(Vec<f64>),
    Empty(),
    /// Has the name of a class.
    #[hpy(name = "Kind")]
    OfKind(Kind),
}

#[hpy_methods]
impl Shape {
    fn kind(&self) -> Kind {
        Kind::One
    }

    #[staticmethod]
    #[hpy(signature = () -> "Shape.round_one")]
    fn unit() -> Shape {
        Shape::RoundOne { radius: 1.0, fill: None }
    }
}

#[hpy_function(signature = (level, kind = Kind::One))]
pub(crate) fn level_of(level: Level, kind: Kind) -> (Level, Kind) {
    (level, kind)
}

#[hpy_function]
pub(crate) fn shapes(shape: Shape) -> Vec<Shape> {
    vec![shape]
}

//! `#[hpy_type]` on enums: singletons, variants that are classes, enums of Python's own.

use hpy_rs::Field;
use hpy_rs::prelude::*;

/// Colors.
#[hpy_type(eq, eq_int, ord, hash, str, rename_all = "UPPERCASE")]
#[derive(Clone, Copy, PartialEq, PartialOrd, Hash)]
#[repr(u8)]
pub(crate) enum Color {
    Red = 3,
    #[hpy(name = "Verde")]
    Green,
    #[cfg(any())]
    Gone,
    Blue = 200,
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Color::Red => "red",
            Color::Green => "green",
            Color::Blue => "blue",
        })
    }
}

/// Without options.
#[hpy_type(name = "Bare")]
#[derive(Clone)]
pub(crate) enum Plain {
    One,
    Two,
}

#[hpy_type(eq_int)]
pub(crate) enum Sign {
    Minus = -1,
    Zero,
    Plus,
}

#[hpy_type(eq)]
#[derive(PartialEq)]
pub(crate) enum Equal {
    This,
    That,
}

/// Says itself what others do by default.
#[hpy_type]
pub(crate) enum Loud {
    Once = 1,
    Twice,
}

#[hpy_methods]
impl Loud {
    fn __repr__(&self) -> &'static str {
        match self {
            Loud::Once => "!",
            Loud::Twice => "!!",
        }
    }

    fn __int__(&self) -> i64 {
        match self {
            Loud::Once => 10,
            Loud::Twice => 20,
        }
    }
}

#[hpy_function]
pub(crate) fn next_color(color: Color) -> Color {
    match color {
        Color::Red => Color::Green,
        Color::Green => Color::Blue,
        Color::Blue => Color::Red,
    }
}

#[hpy_function]
pub(crate) fn plain(two: bool) -> Plain {
    if two { Plain::Two } else { Plain::One }
}

/// Shapes.
#[hpy_type(eq)]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Round.
    #[hpy(constructor = (radius = 1.0, *, solid = true))]
    Circle {
        /// From the middle.
        radius: f64,
        #[hpy(name = "solid")]
        filled: bool,
    },
    #[hpy(name = "Rect", constructor = (_0, /, *_1))]
    Rectangle(f64, Vec<f64>),
    Segment(i64, String),
    Empty {},
    Nothing,
}

#[hpy_function]
pub(crate) fn shape_debug(shape: Shape) -> String {
    format!("{shape:?}")
}

#[hpy_function]
pub(crate) fn make_shape(kind: u8) -> Shape {
    match kind {
        0 => Shape::Circle { radius: 2.0, filled: false },
        1 => Shape::Rectangle(1.0, vec![2.0, 3.0]),
        2 => Shape::Segment(7, "seven".to_owned()),
        3 => Shape::Empty {},
        _ => Shape::Nothing,
    }
}

/// Holds objects.
#[hpy_type]
pub(crate) enum Tree {
    Leaf { value: Field },
    Branch(Field<Tree>, Field<Tree>),
}

/// A way to go.
#[hpy_type(enum = "Enum", rename_all = "UPPERCASE")]
#[derive(Clone, Copy)]
pub(crate) enum Way {
    North,
    #[hpy(name = "Down")]
    South = 7,
    #[cfg(any())]
    Gone,
    East,
}

#[hpy_type(enum = "IntEnum", name = "Grade", module = "somewhere")]
pub(crate) enum Level {
    Low = -1,
    High,
}

#[hpy_function]
pub(crate) fn turn(way: Way) -> Option<Way> {
    match way {
        Way::North => Some(Way::East),
        Way::East => Some(Way::South),
        Way::South => None,
    }
}

#[hpy_function]
pub(crate) fn level(level: Option<Level>) -> Level {
    match level {
        Some(Level::Low) => Level::High,
        Some(Level::High) | None => Level::Low,
    }
}

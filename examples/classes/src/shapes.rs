//! Enums: without data, with data, and of Python's module `enum`.

use hpy_rs::prelude::*;

/// A class whose attributes are its only objects.
#[hpy_type(eq, eq_int, hash, frozen, rename_all = "UPPERCASE")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Color {
    Red = 1,
    Green,
    Blue,
}

#[hpy_methods]
impl Color {
    /// Enums have methods, too.
    fn next(&self) -> Color {
        match self {
            Color::Red => Color::Green,
            Color::Green => Color::Blue,
            Color::Blue => Color::Red,
        }
    }
}

/// A class that Python's module `enum` makes.
#[hpy_type(enum = "IntEnum", rename_all = "UPPERCASE")]
#[derive(Clone, Copy)]
pub(crate) enum Size {
    Small = 10,
    Large = 20,
}

/// The same of `Enum`, as the planets are not numbers.
#[hpy_type(enum = "Enum")]
#[derive(Clone, Copy)]
pub(crate) enum Planet {
    Mercury,
    Venus,
}

/// Each variant is a class of its own that derives from this one.
#[hpy_type(eq)]
#[derive(Clone, PartialEq)]
pub(crate) enum Shape {
    /// A variant with a default.
    #[hpy(constructor = (radius = 1.0))]
    Circle {
        radius: f64,
    },
    /// One without names: `_0` and `_1`.
    Rectangle(f64, f64),
    Point {},
}

/// The area of a shape, in the units of a size.
#[hpy_function(signature = (shape, size = Size::Small))]
pub(crate) fn area(shape: &Shape, size: Size) -> f64 {
    let unit = match size {
        Size::Small => 1.0,
        Size::Large => 10.0,
    };
    let area = match shape {
        Shape::Circle { radius } => std::f64::consts::PI * radius * radius,
        Shape::Rectangle(width, height) => width * height,
        Shape::Point {} => 0.0,
    };
    area / unit
}

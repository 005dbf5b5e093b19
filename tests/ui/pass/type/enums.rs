//! Enums without and with data, with every option that an enum has.
#![deny(warnings)]
use hpy_rs::Field;
use hpy_rs::prelude::*;

#[hpy_type]
pub enum Plain {
    One,
}

#[hpy_type(eq, eq_int, ord, hash, str, frozen, rename_all = "SCREAMING_SNAKE_CASE", name = "Kolor")]
#[derive(PartialEq, PartialOrd, Hash)]
#[repr(u8)]
enum Color {
    DarkRed = 3,
    #[hpy(name = "GREEN")]
    Green,
    #[cfg(any())]
    Gone,
    Blue = 200,
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("color")
    }
}

#[hpy_type(eq_int)]
enum OnlyIntegers {
    A = -1,
    B,
}

/// Shapes.
#[hpy_type(eq, generic)]
#[derive(PartialEq, Clone)]
enum Shape {
    /// Round.
    #[hpy(constructor = (radius = Self::RADIUS, *, filled = true))]
    Circle { radius: f64, filled: bool },
    #[hpy(name = "Rect", constructor = (_0, /, *_1))]
    Rectangle(f64, Vec<f64>),
    #[cfg(any())]
    Gone(Missing),
    Nothing {},
    Empty(),
    Point,
}

impl Shape {
    const RADIUS: f64 = 1.0;
}

#[hpy_type]
enum Single {
    Node {
        #[hpy(name = "other")]
        next: Field<Self>,
        value: Option<String>,
    },
}

fn main() {
    let _ = (Color::DarkRed, Color::Green, Color::Blue, OnlyIntegers::A, OnlyIntegers::B, Plain::One);
    let _ = (Shape::Nothing {}, Shape::Empty(), Shape::Point);
    let _ = (Shape::Circle { radius: 1.0, filled: true }, Shape::Rectangle(1.0, vec![]));
    let _ = Single::Node { next: Field::empty(), value: None };
}

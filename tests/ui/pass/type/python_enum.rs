//! Enums that Python's module `enum` makes.
#![deny(warnings)]
use hpy_rs::prelude::*;

/// Documented.
#[hpy_type(enum = "Enum", name = "Direction", module = "geometry", rename_all = "UPPERCASE")]
enum Way {
    North,
    #[hpy(name = "S")]
    South = 7,
    #[cfg(any())]
    Gone,
    East,
}

#[hpy_type(enum = "IntEnum")]
enum Level {
    Low = -1,
    High,
}

#[hpy_function]
fn turn(way: Way) -> Option<Level> {
    match way {
        Way::North => Some(Level::Low),
        Way::South => Some(Level::High),
        Way::East => None,
    }
}

#[hpy_module]
mod geometry {
    #[hpy_export]
    use super::{Level, Way, turn};
}

fn main() {}

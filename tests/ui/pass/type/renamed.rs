//! Types where hpy-rs has another name; those inside of a module inherit it.
#![deny(warnings)]

use hpy_rs as renamed;

mod reexported {
    pub(crate) mod deps {
        pub(crate) use hpy_rs as python;
    }
}

#[renamed::hpy_type(crate = renamed, get_all, set_all, new = "from_fields", eq)]
#[derive(Clone, PartialEq)]
struct Point {
    x: f64,
}

#[renamed::hpy_type(crate = "crate::reexported::deps::python")]
enum Shape {
    Circle(f64),
    Point(Point),
}

#[derive(renamed::Traverse)]
#[hpy(crate = crate::reexported::deps::python)]
struct Links(renamed::Field);

#[renamed::hpy_type(crate = renamed, enum = "Enum")]
enum Way {
    North,
}

#[renamed::hpy_module(crate = crate::reexported::deps::python)]
mod outer {
    use crate::renamed::hpy_type;

    #[hpy_export]
    use super::{Point, Shape, Way};

    #[hpy_type(name = "Inner")]
    pub(crate) struct Inside {
        links: super::Links,
    }

    #[hpy_type]
    enum Color {
        Red,
    }

    pub(crate) fn inside() -> Inside {
        let _ = Color::Red;
        Inside { links: super::Links(hpy_rs::Field::empty()) }
    }
}

fn main() {
    let _ = (outer::inside(), Way::North, Shape::Circle(1.0), Shape::Point(Point { x: 1.0 }));
}

//! Structs of every shape, with every option that a struct has.
#![deny(warnings)]
use std::rc::Rc;

use hpy_rs::Field;
use hpy_rs::prelude::*;

/// Documented.
#[hpy_type(
    name = "Punkt",
    module = "geometry.plane",
    rename_all = "camelCase",
    eq,
    ord,
    str = "({x_axis}, {y:.2}) {{}}",
    match_args,
    generic,
    mapping
)]
#[derive(Clone, PartialEq, PartialOrd)]
pub struct Point {
    /// Along.
    #[hpy(get, set)]
    x_axis: f64,
    #[hpy(get, set, name = "ypsilon")]
    y: f64,
    #[hpy(get)]
    r#type: Option<String>,
    #[cfg(any())]
    #[hpy(get, set)]
    gone: Missing,
}

#[hpy_type(get_all, frozen, eq, hash, str, sequence)]
#[derive(PartialEq, Hash)]
struct Name {
    first: String,
    last: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.first, self.last)
    }
}

#[hpy_type(set_all, new = "from_fields")]
struct Node {
    #[hpy(get)]
    next: Field<Self>,
    #[hpy(get)]
    value: Field,
}

#[hpy_type]
struct Held {
    #[hpy(get)]
    maybe: Option<Field<Node>>,
    #[hpy(get, set)]
    kept: Py<PyList>,
    #[hpy(get)]
    perhaps: Option<Py<PyAny>>,
}

#[hpy_type(unsendable)]
struct Local(#[hpy(get, name = "number")] u8, Rc<u8>);

#[hpy_type(str = "{0}", new = "from_fields")]
struct Wrapped(u8);

#[hpy_type]
struct Unit;

#[hpy_type]
struct Base {
    #[hpy(get)]
    base: Point,
}

#[hpy_type(extends = self::Base, rename_all = "kebab-case", get_all)]
struct Derived {
    two_words: i64,
}

#[deprecated]
#[cfg(all())]
#[hpy_type(get_all)]
struct Old {
    value: u8,
}

fn main() {
    fn is_class<T: hpy_rs::HpyType>() {}
    is_class::<Point>();
    let made = Local(1, Rc::new(1));
    let _ = (made.0, made.1, Wrapped(1).0, Unit);
}

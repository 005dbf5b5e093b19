//! Members and variants with one name in Python.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    #[hpy(get)]
    x: f64,
    #[hpy(get, name = "x")]
    y: f64,
    #[hpy(name = "z", get)]
    #[cfg(unix)]
    unix: f64,
    #[hpy(get)]
    #[cfg(not(unix))]
    z: f64,
}

#[hpy_type(rename_all = "lowercase")]
enum Color {
    Red,
    RED,
}

#[hpy_type]
enum Shape {
    Circle {
        radius: f64,
        #[hpy(name = "radius")]
        size: f64,
    },
}

fn main() {}

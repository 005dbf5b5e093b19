//! Names that Python does not know.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[hpy(name = "class")]
    fn kind(&self) {}

    fn lambda(&self) {}

    #[getter]
    #[hpy(name = "a\0b")]
    fn x(&self) -> i64 {
        self.x
    }

    #[classattr]
    #[hpy(name = "1")]
    const ONE: i64 = 1;
}

fn main() {}

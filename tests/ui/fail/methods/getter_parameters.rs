//! Getters without, setters with one parameter, deleters without.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: i64,
}

#[hpy_methods]
impl Point {
    #[getter]
    fn x(&self, unit: &str) -> i64 {
        self.x
    }

    #[setter]
    fn set_x(&mut self) {}

    #[setter]
    fn set_y(&mut self, x: i64, y: i64) {}

    #[deleter]
    fn delete_x(&mut self, x: i64) {}
}

fn main() {}

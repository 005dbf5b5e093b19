//! A block with parameters, and types with arguments.
#![allow(unused)]

use hpy_rs::prelude::*;

struct Point;
struct Shape<T>(T);
struct Text<'a>(&'a str);

#[hpy_methods]
impl<T> Shape<T> {
    fn norm(&self) {}
}

#[hpy_methods]
impl<'a> Text<'a> {
    fn norm(&self) {}
}

#[hpy_methods]
impl Shape<i64> {
    fn norm(&self) {}
}

#[hpy_methods]
impl [Point] {
    fn norm(&self) {}
}

fn main() {}

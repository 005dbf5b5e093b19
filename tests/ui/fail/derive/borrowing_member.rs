use hpy_rs::prelude::*;

#[derive(FromPy)]
struct Person<'a> {
    name: &'a str,
}

fn main() {}

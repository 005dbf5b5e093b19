//! An enum without data that other threads must not touch.
use hpy_rs::prelude::*;

#[hpy_type(unsendable)]
enum Color {
    Red,
}

fn main() {}

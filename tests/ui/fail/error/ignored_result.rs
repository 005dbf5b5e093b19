//! A `Result` that nobody looks at.
#![deny(unused_must_use)]

use hpy_rs::prelude::*;

fn clear(list: &Handle<'_, PyList>) {
    list.call_method("clear", ());
}

fn main() {}

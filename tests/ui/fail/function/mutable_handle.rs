//! A handle by `&mut`.
use hpy_rs::prelude::*;

#[hpy_function]
fn clear(list: &mut Handle<'_, PyList>) {
    let _ = list;
}

fn main() {}

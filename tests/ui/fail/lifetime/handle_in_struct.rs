//! A1: a handle in a value that outlives the call.
use hpy_rs::prelude::*;

struct Kept {
    object: Handle<'static>,
}

#[hpy_function]
fn keep(object: Handle<'_>) -> bool {
    let kept = Box::new(Kept { object });
    Box::leak(kept).object.is_none()
}

fn main() {}

//! An argument that is closed by the callee.
use hpy_rs::prelude::*;

fn close<'ctx>(object: Borrowed<'_, 'ctx>) -> Handle<'ctx> {
    *object
}

fn main() {}

//! A1: an argument that is returned past the call.
use hpy_rs::prelude::*;

#[hpy_function(signature = (*objects))]
fn first(objects: Args<'_, '_>) -> Option<Borrowed<'static, 'static>> {
    objects.get(0)
}

fn main() {}

//! A default of a handle.
use hpy_rs::prelude::*;

#[hpy_function(signature = (list = None))]
fn call(list: &Handle<'_, PyList>) {
    let _ = (list,);
}

fn main() {}

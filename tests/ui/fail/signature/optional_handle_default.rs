//! A default of an optional handle that is not `None`.
use hpy_rs::prelude::*;

#[hpy_function(signature = (list = Some(3)))]
fn call(list: Option<&Handle<'_, PyList>>) {
    let _ = (list,);
}

fn main() {}

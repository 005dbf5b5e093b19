//! A parameter behind `**kwargs`.
use hpy_rs::prelude::*;

#[hpy_function(signature = (**kwargs, a))]
fn call(kwargs: Option<Handle<'_, PyDict>>, a: i64) {
    let _ = (kwargs, a,);
}

fn main() {}

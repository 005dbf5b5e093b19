//! A default of `*args`.
use hpy_rs::prelude::*;

#[hpy_function(signature = (*args = 1, **kwargs = None))]
fn call(args: Vec<i64>, kwargs: Option<Handle<'_, PyDict>>) {
    let _ = (args, kwargs,);
}

fn main() {}

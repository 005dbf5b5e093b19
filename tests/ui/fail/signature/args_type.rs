//! A type that `*args` cannot have.
use hpy_rs::prelude::*;

#[hpy_function(signature = (*args, **kwargs))]
fn call(args: String, kwargs: Vec<i64>) {
    let _ = (args, kwargs,);
}

fn main() {}

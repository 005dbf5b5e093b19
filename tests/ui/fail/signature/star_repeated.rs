//! `*` twice.
use hpy_rs::prelude::*;

#[hpy_function(signature = (a, *, b, *rest))]
fn call(a: i64, b: i64, rest: Args<'_, '_>) {
    let _ = (a, b, rest,);
}

fn main() {}

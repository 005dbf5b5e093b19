//! A default that fits neither an `Option` nor what is in it.
use hpy_rs::prelude::*;

#[hpy_function(signature = (count = "many", limit = String::new()))]
fn call(count: Option<i64>, limit: Option<i64>) {
    let _ = (count, limit);
}

fn main() {}

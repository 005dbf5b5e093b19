//! An async function.
use hpy_rs::prelude::*;

#[hpy_function]
async fn wait() {}

fn main() {}

//! Futures that cannot be woken by another thread, or end with what is no object.
use std::future::ready;
use std::rc::Rc;

use hpy_rs::prelude::*;

struct Foreign;

#[hpy_function]
async fn shared() -> i64 {
    let shared = Rc::new(1);
    ready(()).await;
    *shared
}

#[hpy_function]
async fn foreign() -> Foreign {
    Foreign
}

fn main() {}

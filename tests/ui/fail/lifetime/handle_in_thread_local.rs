//! A1: a handle kept in a thread-local.
use hpy_rs::prelude::*;

use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<Handle<'static>>> = const { RefCell::new(None) };
}

#[hpy_function]
fn keep(object: &Handle<'_>) {
    KEPT.with(|kept| *kept.borrow_mut() = Some(object.clone()));
}

fn main() {}

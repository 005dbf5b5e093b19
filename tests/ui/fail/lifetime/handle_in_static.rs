//! A1: a handle kept in a static.
use hpy_rs::prelude::*;

use std::sync::Mutex;

static KEPT: Mutex<Option<Handle<'static>>> = Mutex::new(None);

#[hpy_function]
fn keep(object: Handle<'_>) {
    if let Ok(mut kept) = KEPT.lock() {
        *kept = Some(object);
    }
}

fn main() {}

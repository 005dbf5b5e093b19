//! Types of the user's own that are called as hpy-rs's are: the message says what to do, as `aliased` does it.
#![allow(unused)]
use hpy_rs::prelude::{hpy_function, hpy_type};

mod my {
    #[derive(Clone)]
    #[super::hpy_type]
    pub struct Handle {
        width: i64,
    }

    #[derive(Clone)]
    #[super::hpy_type]
    pub struct Context {
        width: i64,
    }
}

use my::Handle;
use my::{Context as Other, Handle as Door};

#[hpy_function]
async fn alone(handle: Handle) {}

#[hpy_function]
async fn by_path(context: my::Context) {}

#[hpy_function]
async fn aliased(door: Door, other: Other) {}

fn main() {}

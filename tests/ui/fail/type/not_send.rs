//! A value that other threads must not touch.
use hpy_rs::prelude::*;

use std::rc::Rc;

#[hpy_type]
struct Shared {
    count: Rc<u8>,
}

fn main() {}

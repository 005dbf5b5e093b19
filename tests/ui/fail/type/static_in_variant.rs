//! A member of a variant that no argument can be.
use hpy_rs::prelude::*;

#[hpy_type]
enum Label {
    Text(&'static str),
}

fn main() {}

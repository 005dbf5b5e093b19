//! Options that `#[derive(Traverse)]` does not have.
use hpy_rs::prelude::*;

use hpy_rs::{Field, Traverse};

#[derive(Traverse)]
#[hpy(name = "Links")]
struct Links {
    field: Field,
}

fn main() {}

//! A member that is set and must not move.
use hpy_rs::prelude::*;

use hpy_rs::Field;

#[hpy_type]
struct Holder {
    #[hpy(set)]
    field: Option<Field>,
}

fn main() {}

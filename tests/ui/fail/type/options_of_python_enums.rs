//! Options that an enum of Python's own cannot have.
use hpy_rs::prelude::*;

#[hpy_type(enum = "Enum", frozen, eq, eq_int, ord, hash, str, mapping, sequence, generic, unsendable)]
enum Way {
    North,
}

fn main() {}

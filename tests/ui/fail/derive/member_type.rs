//! Each member is converted itself.
use hpy_rs::prelude::*;

struct Opaque;

#[derive(FromPy, IntoPy)]
struct Holder {
    opaque: Opaque,
}

fn main() {}

//! Members that no object can be converted to.
use hpy_rs::prelude::*;

struct Opaque;

#[hpy_type]
struct Holder {
    #[hpy(set)]
    opaque: Opaque,
}

fn main() {}

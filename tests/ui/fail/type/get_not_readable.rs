//! Members that Python cannot read.
use hpy_rs::prelude::*;

struct Opaque;

#[hpy_type]
struct Point;

#[hpy_type]
struct Holder {
    #[hpy(get)]
    opaque: Opaque,
    #[hpy(get)]
    point: Point,
    #[hpy(get)]
    optional: Option<Opaque>,
}

fn main() {}

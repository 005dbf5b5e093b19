//! The options of a derive are its own, and fit together.
use hpy_rs::prelude::*;

#[derive(FromPy)]
#[hpy(frozen)]
struct Wrong {
    #[hpy(get)]
    x: i64,
    #[hpy(attribute = x)]
    y: i64,
    #[hpy(attribute = "z", item)]
    z: i64,
}

#[derive(FromPy)]
struct Tuple(#[hpy(item = 1)] i64, #[hpy(default)] i64);

#[derive(FromPy)]
#[hpy(transparent)]
struct Two {
    x: i64,
    y: i64,
}

#[derive(FromPy)]
#[hpy(transparent)]
enum Either {
    Int(i64),
    #[hpy(transparent)]
    Pair(i64, i64),
}

fn main() {}

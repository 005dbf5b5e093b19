//! What stands for a missing member has its type.
use hpy_rs::prelude::*;

#[derive(FromPy)]
struct Holder {
    #[hpy(default)]
    object: Py<PyAny>,
    #[hpy(default = "5")]
    number: i64,
}

fn main() {}

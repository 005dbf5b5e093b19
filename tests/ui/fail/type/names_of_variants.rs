//! Names that no variant can have.
use hpy_rs::prelude::*;

#[hpy_type]
enum Answer {
    None,
    #[hpy(name = "not")]
    Not,
    #[hpy(name = "fine")]
    True,
}

fn main() {}

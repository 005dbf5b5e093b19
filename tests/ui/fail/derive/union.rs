use hpy_rs::prelude::*;

#[derive(FromPy)]
union Bits {
    whole: u32,
}

fn main() {}

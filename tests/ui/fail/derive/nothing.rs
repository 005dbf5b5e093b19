//! What has no members cannot be told from other objects.
use hpy_rs::prelude::*;

#[derive(FromPy)]
struct Unit;

#[derive(IntoPy)]
enum Level {
    Low(i64),
    High,
}

#[derive(IntoPy)]
enum Never {}

fn main() {}

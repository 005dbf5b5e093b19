//! An option of PyO3's that is none here.
use hpy_rs::prelude::*;

#[hpy_module(gil_used = false)]
mod geometry {}

fn main() {}

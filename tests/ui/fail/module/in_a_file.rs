//! A module whose content is in a file of its own.
use hpy_rs::prelude::*;

#[hpy_module]
mod shapes;

fn main() {}

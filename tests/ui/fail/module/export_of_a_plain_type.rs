//! A struct that is no class is exported.
#![allow(unused)]

use hpy_rs::prelude::*;

struct Area {}

#[hpy_module]
mod shapes {
    #[hpy_export]
    use super::Area;
}

fn main() {}

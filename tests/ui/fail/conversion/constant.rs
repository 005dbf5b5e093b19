//! A constant without `IntoPy`.
use hpy_rs::prelude::*;

pub struct Point;

#[hpy_module]
mod geometry {
    #[hpy_export]
    const ORIGIN: super::Point = super::Point;
}

fn main() {}

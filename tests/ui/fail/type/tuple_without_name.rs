//! Members of a tuple that have no name.
use hpy_rs::prelude::*;

#[hpy_type]
struct Point(#[hpy(get)] f64, f64);

#[hpy_type(get_all)]
struct Other(f64, #[hpy(name = "second")] f64);

fn main() {}

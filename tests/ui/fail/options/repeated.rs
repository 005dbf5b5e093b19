//! An option given twice.
use hpy_rs::prelude::*;

#[hpy_function(name = "sum", pass_module, name = "total")]
fn add(module: &Handle<'_, PyModule>) {
    let _ = module;
}

fn main() {}

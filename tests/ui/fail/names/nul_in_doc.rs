//! Doc texts that C strings cannot hold.
use hpy_rs::prelude::*;

#[doc = "One\0two"]
#[hpy_function]
fn one() {}

#[hpy_function(text_signature = "(\0)")]
fn two() {}

#[doc = "One\0two"]
#[hpy_module]
mod three {}

fn main() {}

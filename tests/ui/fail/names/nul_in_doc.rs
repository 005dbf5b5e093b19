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

#[doc = concat!("a", "\0")]
#[hpy_function]
fn four() {}

fn main() {}

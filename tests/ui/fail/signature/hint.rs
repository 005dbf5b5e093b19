//! Types for stubs that are no texts of one line.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_function(signature = (number: i64))]
fn a_type_of_rust(number: i64) {}

#[hpy_function(signature = (number: "", other))]
fn empty(number: i64, other: i64) {}

#[hpy_function(signature = (number) -> "int # or not")]
fn with_a_comment(number: i64) -> i64 {
    number
}

#[hpy_function(signature = (number) -> )]
fn nothing(number: i64) {}

#[hpy_function(signature = (number) -> "int" "str")]
fn too_much(number: i64) {}

fn main() {}

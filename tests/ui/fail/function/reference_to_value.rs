//! References to what is converted, which no object has in it.
#![allow(unused)]

use std::collections::HashMap;

use hpy_rs::prelude::*;

#[hpy_function]
fn shared(text: &String, numbers: &Vec<f64>, slice: &[f64], number: &i64, map: Option<&HashMap<String, i64>>) {}

#[hpy_function]
fn exclusive(bytes: &mut [u8], numbers: &mut Vec<f64>, text: &mut str) {}

/// Not these.
#[hpy_type]
struct Box {}

#[hpy_function]
fn fine(text: &str, bytes: &[u8], one: &Box, other: Option<&mut Box>) {}

fn main() {}

//! What PyO3 writes on a parameter.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_function]
async fn wait(#[pyo3(cancel_handle)] mut cancel: i64) {}

#[hpy_function]
fn convert(#[pyo3(from_py_with = number)] number: i64) {}

fn main() {}

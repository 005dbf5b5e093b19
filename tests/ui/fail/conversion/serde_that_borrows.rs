//! Of the objects in a list or a dict nothing can be borrowed: they may go while the value is there.
use hpy_rs::prelude::*;
use hpy_rs::serde::Serde;
use serde::Deserialize;

#[derive(Deserialize)]
struct Config<'a> {
    name: &'a str,
}

#[hpy_function]
fn name_of(config: Serde<Config<'_>>) -> String {
    config.name.to_owned()
}

fn main() {}

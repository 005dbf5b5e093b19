//! Error types that are no Python exceptions: each message is about the error, not the whole result.
#![allow(unused)]
use std::error::Error;
use std::result::Result;

use hpy_rs::prelude::{hpy_function, hpy_methods, hpy_type};

#[hpy_function]
fn of_any(number: i64) -> Result<i64, Box<dyn Error>> {
    Ok(number)
}

#[hpy_type]
struct Shelf {
    books: Vec<String>,
}

#[hpy_methods]
impl Shelf {
    #[new]
    fn new() -> Result<Self, String> {
        Ok(Shelf { books: Vec::new() })
    }

    fn first(&self) -> Result<String, String> {
        self.books.first().cloned().ok_or_else(|| "it is empty".to_owned())
    }

    fn __len__(&self) -> Result<usize, String> {
        Ok(self.books.len())
    }

    fn __next__(&self) -> Result<Option<i64>, String> {
        Ok(None)
    }

    #[classattr]
    fn limit() -> Result<i64, String> {
        Ok(3)
    }
}

fn main() {}

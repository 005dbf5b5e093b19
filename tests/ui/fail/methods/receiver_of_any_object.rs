//! Handles of any object in the place of `self`.
#![allow(unused)]
use hpy_rs::prelude::*;

#[hpy_type]
struct Account {
    balance: i64,
}

#[hpy_methods]
impl Account {
    fn by_reference(slf: &Handle<'_>) -> i64 {
        0
    }

    fn by_value(slf: Handle<'_, PyAny>) -> i64 {
        0
    }

    #[getter]
    fn borrowed(slf: Borrowed<'_, '_>) -> i64 {
        0
    }

    async fn kept(slf: Py) -> i64 {
        0
    }
}

fn main() {}

//! Names of the module that types have, too.

use std::time::Duration;

use hpy_rs::prelude::*;

/// Has methods of the names of types.
#[hpy_type]
pub(crate) struct Clash {}

#[hpy_methods]
impl Clash {
    #[new]
    fn new() -> Self {
        Clash {}
    }

    fn int(&self, text: &str) -> i64 {
        text.parse().unwrap_or(0)
    }

    fn str(&self) -> String {
        String::new()
    }

    #[getter]
    fn property(&self) -> i64 {
        0
    }

    fn typing(&self, object: Handle<'_>) -> Vec<i64> {
        let _ = object;
        Vec::new()
    }

    #[getter]
    fn datetime(&self) -> Duration {
        Duration::ZERO
    }
}

#[hpy_function]
pub(crate) fn list() -> Vec<i64> {
    Vec::new()
}

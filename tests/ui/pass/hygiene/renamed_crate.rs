//! hpy-rs under another name: an alias in scope, or a path through another crate's re-export.

use hpy_rs as renamed;

mod reexported {
    pub(crate) mod deps {
        pub(crate) use hpy_rs as python;
    }
}

#[renamed::hpy_function(crate = renamed)]
fn by_path() -> i64 {
    1
}

#[renamed::hpy_function(crate = "crate::reexported::deps::python", signature = (a = 1, /))]
fn by_string(a: i64) -> i64 {
    a
}

/// What is inside inherits the option.
#[renamed::hpy_module(crate = crate::reexported::deps::python)]
mod outer {
    use crate::renamed::{hpy_function, hpy_module};

    #[hpy_export]
    use super::{by_path, by_string};

    #[hpy_export]
    const LIMIT: i64 = 3;

    #[hpy_function]
    fn inside() {}

    #[hpy_module]
    mod inner {}
}

fn main() {}

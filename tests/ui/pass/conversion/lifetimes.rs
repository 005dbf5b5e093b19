//! The lifetime of handles in a derive: of any name, found by the types that have it, or called `'ctx`.
#![allow(unused)]

use std::borrow::Cow;

use hpy_rs::prelude::*;
use hpy_rs::types::PySlice;

#[derive(FromPy, IntoPy)]
struct Options<'py> {
    names: Handle<'py, PyList>,
    default: Option<Handle<'py>>,
    width: usize,
}

#[derive(FromPy)]
enum Index<'a, 'py> {
    Position(isize),
    Range(Borrowed<'a, 'py, PySlice>),
    Key(&'a str),
}

/// One that another derive has made: only the name says whose lifetime it is.
#[derive(FromPy, IntoPy)]
struct Nested<'ctx> {
    options: Options<'ctx>,
}

/// Borrowed from Rust: of no call.
#[derive(IntoPy)]
struct Report<'a> {
    name: &'a str,
    text: Cow<'a, str>,
}

#[derive(IntoPy)]
struct Found<'text, 'py>(&'text str, Vec<Handle<'py>>);

#[derive(FromPy)]
struct Both<'h> {
    both: [Handle<'h>; 2],
}

mod own {
    use hpy_rs::prelude::*;

    /// Only called like one of hpy-rs: its lifetime is another one.
    pub struct Handle<'a>(pub &'a str);

    impl<'a, 'ctx> FromPy<'a, 'ctx> for Handle<'a> {
        fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
            <&'a str>::from_py(object).map(Handle)
        }
    }
}

#[derive(FromPy)]
#[hpy(transparent)]
struct Lookalike<'a>(own::Handle<'a>);

#[hpy_function]
fn nested<'py>(nested: Nested<'py>, index: Index<'_, 'py>) -> Options<'py> {
    nested.options
}

fn main() {}

//! JSON as Python's `ujson` does it, in safe Rust: one file for CPython, PyPy and GraalPy.
#![forbid(unsafe_code)]
#![expect(
    clippy::inline_always,
    reason = "parts of the loops that everything goes through, which keep values in registers"
)]

mod decode;
mod encode;
mod file;
mod function;
mod scan;
mod unicode;
mod wtf8;

use hpy_rs::prelude::*;

hpy_rs::create_exception!(ujson, JSONDecodeError, PyValueError, "A text is not JSON.");

/// Fast JSON encoder and decoder, with the functions and options of the ujson package.
#[hpy_module(type_stub = "encode = dumps\ndecode = loads")]
mod ujson {
    use hpy_rs::prelude::*;

    #[hpy_export]
    use super::JSONDecodeError;
    #[hpy_export]
    use super::function::{dump, dumps, load, loads};

    #[hpy_export]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// The functions go by a second name each.
    #[hpy_init]
    fn add_names(module: &Handle<'_, PyModule>) -> Result<()> {
        module.add("encode", module.get_attr("dumps")?)?;
        module.add("decode", module.get_attr("loads")?)
    }
}

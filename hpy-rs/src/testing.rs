//! An interpreter for `cargo test`: with the feature `embed`, in a build for one CPython.
//!
//! A test has nobody who calls it from Python, so it asks for a context here. A crate switches the feature on by one of its own, for
//! tests alone: a module built with it would bring an interpreter of its own, and is refused by `cargo xtask build`.
#![expect(unsafe_code, reason = "makes a context for a test")]

use hpy_sys::api;

use crate::Result;
use crate::context::{self, Context};
use crate::error::raised;

/// Runs a test with a context of an interpreter in this program, which is started by the first of them. One test runs at a
/// time, as everywhere in CPython.
///
/// # Panics
/// With the text of the error that `test` returns, and with the panics of `test`. When the interpreter is not the CPython that
/// this was built for.
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::testing::with_interpreter;
///
/// with_interpreter(|ctx| {
///     let list = PyList::new(ctx, [1, 2, 3])?;
///     assert_eq!(list.call_method("index", (2,))?.extract::<usize>()?, 1);
///     Ok(())
/// });
/// ```
pub fn with_interpreter<R>(test: impl for<'ctx> FnOnce(Context<'ctx>) -> Result<R>) -> R {
    let run = |raw| {
        // SAFETY: the context is valid as long as this closure runs, and `test` cannot name a longer lifetime.
        let ctx = unsafe { Context::from_raw(raw) };
        context::state::learn(ctx);
        let _end = End(ctx, raised::mark(ctx));
        test(ctx).map_err(|error| error.describe(ctx))
    };
    let outcome = api::with_interpreter(run);
    match outcome {
        Ok(Ok(result)) => result,
        Ok(Err(error)) => panic!("the test returned an error: {error}"),
        Err(error) => panic!("{error}"),
    }
}

/// Lets go of errors that were forgotten, also when a test panics.
struct End<'ctx>(Context<'ctx>, raised::Mark);

impl Drop for End<'_> {
    fn drop(&mut self) {
        if !raised::none_since(self.0, self.1) {
            // SAFETY: the context is still valid, and the mark was taken when the test began.
            unsafe { raised::release_since(self.1) };
        }
    }
}

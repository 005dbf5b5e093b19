//! Threads of Rust that nobody waits for.

use std::thread;

use hpy_rs::prelude::*;

/// Calls again and again, on a thread of its own, as long as there is a way in.
#[hpy_function]
pub(crate) fn call_for_ever(ctx: Context<'_>, callable: Py) -> Result<()> {
    let python = ctx.interpreter()?;
    thread::spawn(move || while python.try_attach(|ctx| drop(callable.call(ctx, ()))).is_some() {});
    Ok(())
}

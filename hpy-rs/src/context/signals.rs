//! [`Context::check_signals`]: lets Ctrl-C stop a long loop.

use super::Context;
use crate::{Result, calls};

impl Context<'_> {
    /// Runs the Python handlers of signals that have come in, as the interpreter does between two instructions.
    ///
    /// Call it now and then in a loop that runs for long without calling Python.
    ///
    /// # Errors
    /// What a handler raises; for Ctrl-C that is `KeyboardInterrupt`.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_function]
    /// fn spin(ctx: Context<'_>, rounds: u64) -> Result<()> {
    ///     for round in 0..rounds {
    ///         if round % 1024 == 0 {
    ///             ctx.check_signals()?;
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn check_signals(self) -> Result<()> {
        calls::object::check_signals(self)
    }
}

//! [`Context::check_signals`]: lets Ctrl-C stop a long loop.

use hpy_sys::api::{self, Runtime};

use super::Context;
use crate::handle::Global;
use crate::types::PyDict;
use crate::{Result, calls};

/// A Python function with a loop.
static LOOP: Global = Global::new();

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
        if api::runtime() == Runtime::PyPy {
            // Its PyErr_CheckSignals does nothing: handlers run when Python code jumps back, in a loop.
            let make = || self.eval("lambda: [None for _ in (1,)]", Some(&PyDict::new(self)?), None);
            return LOOP.get_or_try_init(self, make)?.call(()).map(drop);
        }
        calls::object::check_signals(self)
    }
}

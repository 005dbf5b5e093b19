//! `cargo xtask bless`: lets trybuild write down what the compiler says now.

use anyhow::{Result, bail};

use crate::workspace;

/// Runs the compile-fail tests so that they overwrite what they expect.
///
/// # Errors
/// When they do not run, or something fails that cannot be blessed.
pub(crate) fn run() -> Result<()> {
    let mut cargo = workspace::cargo();
    let status =
        cargo.args(["test", "--package", "hpy-tests", "--test", "ui"]).env("TRYBUILD", "overwrite").status()?;
    if !status.success() {
        bail!("the compile-fail tests do not pass");
    }
    println!("now read the difference: git diff tests/ui");
    Ok(())
}

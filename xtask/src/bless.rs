//! `cargo xtask bless`: writes down what the compiler says now, and what type stubs are.

use anyhow::{Result, bail};

use crate::test::type_stubs;
use crate::workspace;

/// Runs the compile-fail tests so that they overwrite what they expect, and makes the type stubs that are expected.
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
    type_stubs::bless()?;
    println!("now read the difference: git diff tests/ui tests/type-stubs");
    Ok(())
}

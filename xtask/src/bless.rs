//! `cargo xtask bless`: writes down what the compiler says now, what the macros expand to, and what type stubs are.

use anyhow::{Result, bail};

use crate::test::type_stubs;
use crate::workspace;

/// Runs the compile-fail tests and those of expansions so that they overwrite what they expect, and makes the type stubs that are expected.
///
/// # Errors
/// When they do not run, or something fails that cannot be blessed.
pub(crate) fn run() -> Result<()> {
    for target in [["hpy-tests", "--test=ui"], ["hpy-macros", "--lib"]] {
        let mut cargo = workspace::cargo();
        let status = cargo.args(["test", "--package"]).args(target).env("TRYBUILD", "overwrite").status()?;
        if !status.success() {
            bail!("the tests of {} do not pass", target[0]);
        }
    }
    type_stubs::bless()?;
    println!("now read the difference: git diff tests/ui hpy-macros/src/tests tests/type-stubs");
    Ok(())
}

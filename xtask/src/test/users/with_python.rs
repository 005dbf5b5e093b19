//! A crate whose tests have an interpreter inside: a unit test and one in its documentation.

use anyhow::{Result, bail};

use super::super::gates;
use super::guide::{self, BUILDS};
use super::project::Project;
use crate::interpreters::Interpreter;

/// Runs both; with `all` cargo also runs what is left without the feature.
pub(super) fn check(interpreter: &Interpreter, all: bool) -> Result<()> {
    let project = Project::new(interpreter, "numbers")?;
    let library = guide::block(BUILDS, "rust", "with_interpreter")?;
    project.write_crate("numbers", &guide::block(BUILDS, "toml", "with-python")?, &library)?;
    let said = project.run(&guide::block(BUILDS, "sh", "with-python")?)?;
    if gates::count(&said) != (2, 0) {
        bail!("not two tests have passed:\n{said}");
    }
    if all {
        project.run("cargo test --target-dir target/without")?;
    }
    Ok(())
}

//! A module of C with its own `PyInit`, one of whose functions is in Rust.

use anyhow::{Result, bail};

use super::guide::{self, BUILDS};
use super::project::Project;
use crate::interpreters::Interpreter;

const USE: &str = "import squares as s; print(s.square(-12), s.twice(4)); s.square('no number')";

/// Builds and imports it.
pub(super) fn check(interpreter: &Interpreter) -> Result<()> {
    let project = Project::new(interpreter, "squares")?;
    let static_library = "[lib]\ncrate-type = [\"staticlib\"]\n";
    project.write_crate("squares", static_library, &guide::block(BUILDS, "rust", "fn square")?)?;
    project.write("squares.c", &guide::block(BUILDS, "c", "PyInit_squares")?)?;
    project.run(&guide::block(BUILDS, "sh", "squares.c")?)?;
    let (succeeded, said) = project.attempt(&format!("python3 -c \"{USE}\""))?;
    if succeeded || !["144 8\n", "\nTypeError: must be int, not str"].iter().all(|line| said.contains(line)) {
        bail!("it says {said}");
    }
    Ok(())
}

//! Type stubs: `NAME.pyi`, which a library says itself that was built with them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Profile, Target, artifact};
use crate::{process, workspace};

/// The library of the crate at `path` with its type stubs, built fast: it is asked, not used.
///
/// # Errors
/// When it does not build.
pub(crate) fn library(path: &Path) -> Result<PathBuf> {
    artifact::build(path, &Target::with_type_stubs(), Profile::Dev)
}

/// Has the stubs of all modules of a library written into the folder `out`; gives the paths of the files, one a line.
///
/// # Errors
/// When there is no Python to load the library.
pub(crate) fn write(library: &Path, out: &Path) -> Result<String> {
    let mut python = process::python("python3");
    process::output(python.arg(workspace::root().join("python/type_stubs.py")).args([library, out]))
}

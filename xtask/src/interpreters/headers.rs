//! The C headers of an interpreter, for building extensions against it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::catalogue::{self, Source};
use super::debian::{Archive, find};
use super::{Implementation, Interpreter};
use crate::process;

/// The folders to search for `Python.h` and what it includes.
///
/// # Errors
/// When the interpreter has no headers and none can be fetched for it.
pub(crate) fn c_api(interpreter: &Interpreter) -> Result<Vec<PathBuf>> {
    let own = ask(interpreter, "import sysconfig; print(sysconfig.get_path('include'))")?;
    if own.join("Python.h").exists() {
        return Ok(vec![own]);
    }
    if interpreter.implementation != Implementation::PyPy {
        bail!("{} has no Python.h", interpreter.name);
    }
    // Debian puts them into a package of their own, but for one.
    Ok(vec![pypy(&interpreter.name)?, own])
}

/// The folder of the package `hpy`, which has HPy's headers in `devel/include` and, that of PyPI, what is compiled into
/// an extension in `devel/src/runtime`.
///
/// # Errors
/// When the interpreter has no such package.
pub(crate) fn hpy(interpreter: &Interpreter) -> Result<PathBuf> {
    const ASK: &str = "from importlib.util import find_spec; print(find_spec('hpy').submodule_search_locations[0])";
    let package = ask(interpreter, ASK)?;
    if !package.join("devel/include/hpy.h").exists() {
        bail!("the hpy of {} has no headers", interpreter.name);
    }
    Ok(package)
}

fn ask(interpreter: &Interpreter, code: &str) -> Result<PathBuf> {
    let said = process::output(process::python(&interpreter.program).args(["-c", code]))?;
    Ok(PathBuf::from(said.trim()))
}

/// The headers of a PyPy from Debian, unpacked beside it.
fn pypy(name: &str) -> Result<PathBuf> {
    let cache = Cache::open()?;
    let entry = format!("{name}-headers");
    let folder_of = |folder: &Path| {
        let header = find(folder, &|path| path.ends_with("Python.h"));
        Some(header?.parent()?.to_owned())
    };
    if let Some(folder) = folder_of(&cache.folder(&entry)) {
        return Ok(folder);
    }
    let _lock = cache.lock()?;
    let wanted = catalogue::all().into_iter().find(|wanted| wanted.name == name);
    let Some(Source::Debian(debian)) = wanted.map(|wanted| wanted.source) else {
        bail!("{name} has no headers, and it is not from Debian");
    };
    println!("{entry}: fetching");
    let archive = Archive::new(&cache);
    let folder = cache.build(&entry, |staging| archive.unpack(debian.suite, &["pypy3-dev".to_owned()], staging))?;
    folder_of(&folder).context("pypy3-dev has no Python.h")
}

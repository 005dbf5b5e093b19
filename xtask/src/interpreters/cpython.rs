//! CPythons of the machine, and the virtual environments that give them `hpy`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use crate::process::{self, End};

/// The last release of `hpy` on PyPI; later ones would be another ABI until proven otherwise.
const HPY: &str = "hpy==0.9.0";

/// The one that has numpy as well, for `examples/grid`: one of those that run all tests.
const WITH_NUMPY: &str = "cpython3.12";

/// Every `python3.MINOR` that starts, on PATH and under pyenv, real binaries only, best first.
pub(super) fn on_machine(minor: u8) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for candidate in path_candidates(minor).into_iter().chain(pyenv_candidates(minor)) {
        if let Some(real) = resolve(&candidate, minor)
            && !found.contains(&real)
        {
            found.push(real);
        }
    }
    found
}

/// Makes a virtual environment for `python` with `hpy` in it; gives its interpreter.
pub(super) fn with_hpy(cache: &Cache, name: &str, python: &Path) -> Result<PathBuf> {
    if name == WITH_NUMPY
        && let Ok(found) = venv(cache, name, python, &[HPY, "numpy"])
    {
        return Ok(found);
    }
    venv(cache, name, python, &[HPY])
        .with_context(|| format!("pip cannot install {HPY}, which from 3.12 on needs a C compiler"))
}

/// A virtual environment of the newest CPython that can have one, with these packages of PyPI; gives its interpreter.
pub(super) fn with(cache: &Cache, name: &str, packages: &[&str]) -> Result<PathBuf> {
    let program = cache.folder(name).join("bin/python");
    if program.exists() {
        return Ok(program);
    }
    let mut reason = "there is no Python 3 to install it with".to_owned();
    for python in (8..=15).rev().flat_map(on_machine) {
        match venv(cache, name, &python, packages) {
            Ok(program) => return Ok(program),
            Err(error) => reason = format!("{error:#}"),
        }
    }
    bail!("{name} cannot be had: {reason}")
}

fn venv(cache: &Cache, name: &str, python: &Path, packages: &[&str]) -> Result<PathBuf> {
    let folder = cache.build(name, |staging| {
        process::output(process::python(python).args(["-m", "venv"]).arg(staging))?;
        let mut pip = process::python(staging.join("bin/python"));
        pip.args(["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]).args(packages);
        process::output(&mut pip)?;
        Ok(())
    })?;
    Ok(folder.join("bin/python"))
}

fn path_candidates(minor: u8) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|dir| dir.join(format!("python3.{minor}"))).filter(|file| file.exists()).collect()
}

fn pyenv_candidates(minor: u8) -> Vec<PathBuf> {
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyenv"));
    let Some(root) = env::var_os("PYENV_ROOT").map(PathBuf::from).or(home) else {
        return Vec::new();
    };
    let Ok(versions) = fs::read_dir(root.join("versions")) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = versions
        .flatten()
        .map(|version| version.path().join(format!("bin/python3.{minor}")))
        .filter(|file| file.exists())
        .collect();
    found.sort();
    found
}

/// The binary behind a candidate: a pyenv shim or a virtual environment answers with what it stands for.
fn resolve(candidate: &Path, minor: u8) -> Option<PathBuf> {
    const ASK: &str = "import sys; print(getattr(sys, '_base_executable', None) or sys.executable); \
                       print(sys.implementation.name, '%d.%d' % sys.version_info[:2])";
    let mut command = process::python(candidate);
    command.args(["-c", ASK]);
    let finished = process::run_limited(&mut command, Duration::from_mins(3)).ok()?;
    let End::Exited(status) = finished.end else {
        return None;
    };
    let mut lines = finished.output.lines();
    let real = PathBuf::from(lines.next()?);
    let right = lines.next()? == format!("cpython 3.{minor}");
    (status.success() && right && real.exists()).then_some(real)
}

//! A free-threaded CPython: Debian has none, but the sources to build one of.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::catalogue::Wanted;
use super::debian::Archive;
use crate::process;

/// What building takes; modules of the standard library that need more are left out, as no test needs them.
const TOOLS: [&str; 4] = ["cc", "make", "tar", "xz"];

/// Builds the interpreter of a source package, without its lock, and gives its program.
pub(super) fn build(
    cache: &Cache,
    archive: &Archive<'_>,
    wanted: &Wanted,
    suite: &'static str,
    package: &str,
) -> Result<PathBuf> {
    require_tools()?;
    let name = &wanted.name;
    let package = package.replace("{}", &format!("{}.{}", wanted.python.0, wanted.python.1));
    let folder = cache.folder(name);
    let folder = cache.build(name, |staging| {
        let sources = tempfile::Builder::new().prefix("build-").tempdir_in(staging)?;
        archive.unpack_source(suite, &package, sources.path())?;
        println!("{name}: configuring");
        process::output(&mut configure(sources.path(), &folder)).context("CPython cannot be configured")?;
        println!("{name}: compiling, which takes some five minutes");
        process::output(make(sources.path()).arg("-j2")).context("CPython does not build")?;
        println!("{name}: installing");
        install(sources.path(), staging, &folder)
    })?;
    Ok(folder.join(format!("bin/python3.{}t", wanted.python.1)))
}

fn require_tools() -> Result<()> {
    let path = env::var_os("PATH").unwrap_or_default();
    let is_missing = |tool: &&str| !env::split_paths(&path).any(|folder| folder.join(tool).exists());
    let missing: Vec<_> = TOOLS.into_iter().filter(is_missing).collect();
    if !missing.is_empty() {
        bail!("building CPython takes {}, and there is no {} here", TOOLS.join(", "), missing.join(", "));
    }
    Ok(())
}

/// Optimised as CPython is by default, so that recursion ends where it does for others, but without a profile, which takes long.
fn configure(sources: &Path, folder: &Path) -> Command {
    let mut command = Command::new(sources.join("configure"));
    command.current_dir(sources).arg("--disable-gil").arg(format!("--prefix={}", folder.display()));
    command.args(["--with-ensurepip=no", "--without-static-libpython", "--disable-test-modules"]);
    command
}

fn make(sources: &Path) -> Command {
    let mut command = Command::new("make");
    command.current_dir(sources);
    command
}

/// Installs what was built for the folder called `folder` into `staging`, which will be called so.
fn install(sources: &Path, staging: &Path, folder: &Path) -> Result<()> {
    let root = sources.join("root");
    let destination = format!("DESTDIR={}", root.display());
    process::output(make(sources).args(["install", &destination])).context("CPython cannot be installed")?;
    let installed = root.join(folder.strip_prefix("/")?);
    for part in ["bin", "include", "lib"] {
        std::fs::rename(installed.join(part), staging.join(part)).with_context(|| format!("nothing in {part}"))?;
    }
    Ok(())
}

//! `cargo xtask interpreters`: every Python that a file built with hpy-rs must run on.
//!
//! Found on the machine or, with `--fetch`, unpacked once into the user's cache folder, without root. What
//! counts is that it starts: each one is run before it is reported, and what cannot be had is reported with
//! the reason.

mod cache;
mod catalogue;
mod cpython;
mod debian;
mod fetch;
mod from_source;
pub(crate) mod headers;
mod java;
mod listing;
mod maven;
mod sources;
mod verify;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

/// The options of `cargo xtask interpreters`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Fetch what is not there into the cache folder: `$HPY_RS_CACHE`, else `hpy-rs` in the user's caches
    #[arg(long)]
    pub(crate) fetch: bool,
    /// Only those whose name contains NAME; may be repeated. `jit` are GraalPys with the Graal compiler switched on, for
    /// measuring, `debug` is a debug build of CPython, `freethreaded` are CPythons without their lock, which are built here: those
    /// must be asked for
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,
}

/// Whose Python it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Implementation {
    /// The reference implementation.
    CPython,
    /// PyPy.
    PyPy,
    /// GraalPy.
    GraalPy,
}

impl Implementation {
    /// Its name as people write it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::CPython => "CPython",
            Self::PyPy => "PyPy",
            Self::GraalPy => "GraalPy",
        }
    }
}

/// An interpreter that was started and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Interpreter {
    /// Its name here, such as `cpython3.11` or `graalpy24`.
    pub(crate) name: String,
    /// Whose Python it is.
    pub(crate) implementation: Implementation,
    /// The Python language version.
    pub(crate) python: (u8, u8, u8),
    /// The implementation's own version.
    pub(crate) release: String,
    /// The version of its HPy, where it has one.
    pub(crate) hpy: Option<String>,
    /// Whether its threads run at the same time.
    #[serde(default)]
    pub(crate) free_threaded: bool,
    /// What to start: a binary, or a script of ours.
    pub(crate) program: PathBuf,
}

impl Interpreter {
    /// Whether a universal file is loaded through its HPy unless told otherwise: where that is a part of the interpreter.
    pub(crate) fn prefers_hpy(&self) -> bool {
        self.implementation != Implementation::CPython && self.has_working_hpy()
    }

    /// Whether a universal file can be loaded through its HPy.
    ///
    /// CPython's stops at 3.12: from 3.13 on `hpy` 0.9.0 crashes with types.
    pub(crate) fn has_working_hpy(&self) -> bool {
        let usable = self.implementation != Implementation::CPython || self.python < (3, 13, 0);
        usable && self.hpy.is_some()
    }

    /// Where it keeps HPy's C headers: a folder with `hpy.h`, or on GraalPy the jar that holds them.
    pub(crate) fn hpy_headers(&self) -> Option<PathBuf> {
        let folder = self.program.parent()?.parent()?;
        let wanted = |path: &Path| match self.implementation {
            Implementation::GraalPy => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with("python-resources-") && name.ends_with(".jar")
            }
            _ => path.ends_with("hpy/devel/include/hpy.h"),
        };
        let found = debian::find(folder, &wanted)?;
        if self.implementation == Implementation::GraalPy { Some(found) } else { found.parent().map(Path::to_owned) }
    }
}

/// What became of one name of the catalogue.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The name.
    pub(crate) name: String,
    /// The interpreter, or why there is none.
    pub(crate) outcome: Result<Interpreter, String>,
    /// Anything more that a reader of the table should know.
    pub(crate) note: Option<String>,
}

/// The interpreters that were found.
pub(crate) fn found(entries: &[Entry]) -> impl Iterator<Item = &Interpreter> {
    entries.iter().filter_map(|entry| entry.outcome.as_ref().ok())
}

/// Finds, and where asked fetches, the interpreters that `args` names.
///
/// # Errors
/// When the cache folder cannot be used, or no interpreter has such a name. A single interpreter that cannot
/// be had is not an error but an entry that says why.
pub(crate) fn obtain(args: &Args) -> Result<Vec<Entry>> {
    let wanted: Vec<_> = catalogue::all().into_iter().filter(|wanted| wanted.is_named(&args.only)).collect();
    if wanted.is_empty() {
        bail!("no interpreter is called like that; there are {}", names().join(", "));
    }
    let cache = cache::Cache::open()?;
    fetch::all(&cache, &wanted, args.fetch)
}

/// A CPython with these packages of PyPI, in a virtual environment called `name` in the cache folder.
///
/// # Errors
/// When there is no CPython that can have one, or pip finds no packages.
pub(crate) fn python_with(name: &str, packages: &[&str]) -> Result<PathBuf> {
    let cache = cache::Cache::open()?;
    let _lock = cache.lock()?;
    cpython::with(&cache, name, packages)
}

/// Every name of the catalogue.
pub(crate) fn names() -> Vec<String> {
    catalogue::all().into_iter().map(|wanted| wanted.name).collect()
}

/// Runs the command: prints the table.
///
/// # Errors
/// As [`obtain`], and when not one interpreter was found.
pub(crate) fn run(args: &Args) -> Result<()> {
    let entries = obtain(args)?;
    println!("{}", listing::render(&entries));
    if entries.iter().all(|entry| entry.outcome.is_err()) {
        bail!("no interpreter at all was found");
    }
    Ok(())
}

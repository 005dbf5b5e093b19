//! `cargo xtask build`: from a crate to the files that Python imports, `NAME.hpy0.so` and `NAME.py`.
//!
//! The library is copied as cargo made it, after a look at its symbols: what a file lacks is said here, not
//! by an interpreter at run time.

mod artifact;
mod exports;
mod stub;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::workspace;

/// The options of `cargo xtask build`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the crate, such as examples/ujson
    #[arg(value_name = "CRATE")]
    path: PathBuf,
    /// Which interface between the library and the interpreter to build for
    #[arg(long, value_enum, default_value_t = Abi::Universal)]
    abi: Abi,
    /// Where the files go; by default a folder of the crate's name in target/universal
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build with cargo's dev profile: fast to build, slow to run, with debug assertions
    #[arg(long)]
    debug: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Abi {
    /// One file for every interpreter
    Universal,
    /// One file for one CPython
    Cpython,
    /// One file for every CPython from 3.9 on
    Abi3,
}

/// Which of cargo's profiles to build with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// What is shipped.
    Release,
    /// With debug assertions.
    Dev,
    /// With `AddressSanitizer`, for tests.
    Sanitized,
}

impl Profile {
    /// The folder of cargo's that it builds in.
    fn target(self) -> PathBuf {
        match self {
            Self::Release | Self::Dev => workspace::target(),
            Self::Sanitized => workspace::target().join("sanitized"),
        }
    }
}

/// A module that was built.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    /// Its name in Python.
    pub(crate) name: String,
    /// The library, beside its stub.
    pub(crate) library: PathBuf,
}

/// Runs the command: builds, and says what was written.
///
/// # Errors
/// As [`universal`], and for an ABI that cannot be built yet.
pub(crate) fn run(args: &Args) -> Result<()> {
    if args.abi != Abi::Universal {
        bail!("--abi cpython and --abi abi3 come with a later issue; --abi universal is there");
    }
    let path = fs::canonicalize(&args.path).with_context(|| format!("no crate at {}", args.path.display()))?;
    let profile = if args.debug { Profile::Dev } else { Profile::Release };
    let out = args.out.clone().unwrap_or_else(|| default_out(&path, profile));
    for module in universal(&path, &out, profile)? {
        println!("{} {}", module.library.display(), module.library.with_file_name(stub::file(&module.name)).display());
    }
    Ok(())
}

/// Where the files of the crate at `path` go unless told otherwise.
pub(crate) fn default_out(path: &Path, profile: Profile) -> PathBuf {
    profile.target().join("universal").join(path.file_name().unwrap_or_default())
}

/// Builds the crate at `path` and writes a library and a stub for each of its modules into `out`.
///
/// # Errors
/// When the crate does not build, is no `cdylib`, has no module, lacks an entry point of one, or wants a
/// symbol of Python that is not there on every interpreter.
pub(crate) fn universal(path: &Path, out: &Path, profile: Profile) -> Result<Vec<Module>> {
    let library = artifact::build(path, profile)?;
    let exports::Found { modules, needs_door } = exports::look(&library)?;
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let written = modules.into_iter().map(|name| write(&library, &name, needs_door, out));
    written.collect()
}

fn write(library: &Path, name: &str, needs_door: bool, out: &Path) -> Result<Module> {
    let target = out.join(format!("{name}.hpy0.so"));
    // To a new name first: an interpreter that has the old file mapped must not see it change.
    let partial = out.join(format!(".{name}.hpy0.so.partial"));
    fs::copy(library, &partial).with_context(|| format!("cannot write {}", partial.display()))?;
    fs::rename(&partial, &target)?;
    fs::write(out.join(stub::file(name)), stub::text(name, needs_door))?;
    Ok(Module { name: name.to_owned(), library: target })
}

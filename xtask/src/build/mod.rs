//! `cargo xtask build`: from a crate to the files that Python imports: `NAME.hpy0.so` and `NAME.py`, or for CPython alone
//! `NAME.cpython-3X-….so` or `NAME.abi3.so`.
//!
//! The library is copied as cargo made it, after a look at its symbols: what a file lacks is said here, not
//! by an interpreter at run time.

mod artifact;
mod exports;
mod stub;
mod target;
pub(crate) mod type_stubs;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use stub::Doors;
pub(crate) use target::{Abi, Target};

/// The options of `cargo xtask build`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the crate, such as examples/ujson
    #[arg(value_name = "CRATE")]
    path: PathBuf,
    /// Which interface between the library and the interpreter to build for
    #[arg(long, value_enum, default_value_t = Abi::Universal)]
    abi: Abi,
    /// The CPython that --abi cpython is for, or --abi abi3 is built with, by default `python3`
    #[arg(long, value_name = "EXE")]
    python: Option<PathBuf>,
    /// Where the files go; by default a folder of the crate's name in target/universal, or what the interface is called
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build with cargo's dev profile: fast to build, slow to run, with debug assertions
    #[arg(long)]
    debug: bool,
    /// Write type stubs beside the files: NAME.pyi, for editors and type checkers. The crate is built once more for that
    #[arg(long)]
    type_stubs: bool,
}

/// Which of cargo's profiles to build with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// What is shipped.
    Release,
    /// As fast, but for what optimising across crates brings, and built in a fraction of the time.
    Quick,
    /// With debug assertions.
    Dev,
    /// With `AddressSanitizer`, for tests.
    Sanitized,
}

/// A module that was built.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    /// The library, of a universal one beside its stub.
    pub(crate) library: PathBuf,
    /// The stub, if it has one.
    stub: Option<PathBuf>,
}

/// Runs the command: builds, and says what was written.
///
/// # Errors
/// As [`build`].
pub(crate) fn run(args: &Args) -> Result<()> {
    let path = fs::canonicalize(&args.path).with_context(|| format!("no crate at {}", args.path.display()))?;
    let target = target(args.abi, args.python.as_deref())?;
    let out = args.out.clone().unwrap_or_else(|| target.default_out(&path, Profile::Release));
    let profile = if args.debug { Profile::Dev } else { Profile::Release };
    for module in build(&path, &target, &out, profile)? {
        let stub = module.stub.map(|stub| format!(" {}", stub.display())).unwrap_or_default();
        println!("{}{stub}", module.library.display());
    }
    if args.type_stubs {
        print!("{}", type_stubs::write(&type_stubs::library(&path)?, &out)?);
    }
    Ok(())
}

fn target(abi: Abi, python: Option<&Path>) -> Result<Target> {
    match (abi, python) {
        (Abi::Universal, Some(_)) => {
            bail!("--python is for --abi cpython and --abi abi3: a universal file is for every interpreter")
        }
        (Abi::Universal, None) => Ok(Target::universal()),
        (Abi::Cpython, python) => Target::cpython(python.unwrap_or(Path::new("python3"))),
        (Abi::Abi3, python) => Ok(Target::abi3(python.map(Path::to_owned))),
    }
}

/// Builds the crate at `path` and writes the files of each of its modules into `out`: a library, and of a universal one a stub.
///
/// # Errors
/// When the crate does not build, is no `cdylib`, has no module, lacks an entry point of one, or is not what `target` says: a
/// universal one that wants symbols of Python, one for CPython that is universal, or one for a CPython that keeps to the stable ABI.
pub(crate) fn build(path: &Path, target: &Target, out: &Path, profile: Profile) -> Result<Vec<Module>> {
    let library = artifact::build(path, target, profile)?;
    let found = exports::look(&library, target.abi)?;
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let written = found.modules.iter().map(|name| write(&library, target, name, found.doors, out));
    written.collect()
}

fn write(library: &Path, target: &Target, name: &str, doors: Doors, out: &Path) -> Result<Module> {
    let file = target.file(name);
    let place = out.join(&file);
    // To a new name first: an interpreter that has the old file mapped must not see it change.
    let partial = out.join(format!(".{file}.partial"));
    fs::copy(library, &partial).with_context(|| format!("cannot write {}", partial.display()))?;
    fs::rename(&partial, &place)?;
    if target.abi != Abi::Universal {
        return Ok(Module { library: place, stub: None });
    }
    let stub = out.join(stub::file(name));
    fs::write(&stub, stub::text(name, doors))?;
    Ok(Module { library: place, stub: Some(stub) })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Abi, target};

    #[test]
    fn a_python_is_for_a_build_for_cpython() {
        let python = Some(Path::new("python3"));
        assert!(target(Abi::Universal, python).unwrap_err().to_string().contains("--abi cpython"));
        assert!(target(Abi::Universal, None).is_ok() && target(Abi::Abi3, python).is_ok());
    }
}

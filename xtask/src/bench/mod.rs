//! `cargo xtask bench`: the micro suite, side by side in one run.
//!
//! The same functions and class several times: on the C API, on HPy in C (and some of it with the checks that PyPy leaves to
//! extensions), on PyO3, and on hpy-rs through either door and built for CPython alone. What they are and how they are timed is in `xtask/bench`; here
//! they are built and run, and the numbers become tables.

mod documents;
mod instructions;
mod peers;
mod report;
mod size;
mod statistics;
mod timing;
mod variant;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use crate::interpreters::{self, Implementation, Interpreter};
use crate::{build, workspace};
use report::Measured;
use variant::Built;

/// The options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag on the command line")]
pub(crate) struct Args {
    /// Only operations whose name matches
    #[arg(long, value_name = "REGEX", default_value = "")]
    only: String,
    /// Interpreters whose name contains NAME instead of a CPython and PyPy 7.3; may be repeated
    #[arg(long, value_name = "NAME")]
    python: Vec<String>,
    /// Also GraalPy 23.1 with its compiler switched on
    #[arg(long)]
    graalpy: bool,
    /// Also count instructions under valgrind, on CPython
    #[arg(long)]
    callgrind: bool,
    /// Leave the times out
    #[arg(long, requires = "callgrind")]
    no_times: bool,
    /// Instead measure how long a module of many functions and classes takes to build and how large it is, and on PyO3
    #[arg(long, conflicts_with_all = ["only", "graalpy", "callgrind", "reps", "json"])]
    size: bool,
    /// Instead time JSON documents: examples/ujson, and ujson and orjson of PyPI, and json
    #[arg(long, conflicts_with_all = ["size", "callgrind"])]
    documents: bool,
    /// How often each operation is timed
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u32).range(3..))]
    reps: u32,
    /// Write the numbers to FILE as well
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fetch no interpreter: go on with those that are there
    #[arg(long)]
    no_fetch: bool,
}

/// Where the suite lies.
fn suite() -> PathBuf {
    workspace::root().join("xtask/bench")
}

/// Where everything is built.
fn target() -> PathBuf {
    workspace::target().join("bench")
}

/// Runs the command.
///
/// # Errors
/// When our own module does not build, no interpreter was found, or an interpreter or a module fails.
pub(crate) fn run(args: &Args) -> Result<()> {
    if args.size {
        let interpreters = chosen(args)?;
        println!("\n{}", size::run(&interpreters[0])?);
        return Ok(());
    }
    if args.documents {
        return documents::run(args);
    }
    println!("building xtask/bench/ours");
    let ours = build::build(
        &suite().join("ours"),
        &build::Target::universal(),
        &target().join("ours"),
        build::Profile::Release,
    )?;
    let ours = &ours.first().context("xtask/bench/ours has no module")?.library;
    each(args, |interpreter| on(interpreter, ours, args), report::render)
}

/// Measures on the interpreters that were chosen, prints what comes out and writes the numbers.
fn each<M: Serialize>(
    args: &Args,
    measure: impl Fn(&Interpreter) -> Result<M>,
    render: impl Fn(&M) -> String,
) -> Result<()> {
    println!("looking for interpreters");
    let mut all = Vec::new();
    for interpreter in chosen(args)? {
        let measured = measure(&interpreter).with_context(|| interpreter.name.clone())?;
        println!("\n{}", render(&measured));
        all.push(measured);
    }
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&all)?;
        fs::write(file, text + "\n").with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// The interpreters to measure on: those asked for, or CPython 3.11 (else the newest with `hpy`) and PyPy 7.3.
fn chosen(args: &Args) -> Result<Vec<Interpreter>> {
    let mut found = Vec::new();
    if args.python.is_empty() {
        let mut cpythons = obtain(args, &["cpython3.11"])?;
        if cpythons.is_empty() {
            cpythons = obtain(args, &["cpython3."])?;
        }
        cpythons.retain(Interpreter::has_working_hpy);
        found.extend(cpythons.pop());
        found.extend(obtain(args, &["pypy7.3"])?);
    } else {
        let names: Vec<&str> = args.python.iter().map(String::as_str).collect();
        found.extend(obtain(args, &names)?);
    }
    if args.graalpy {
        found.extend(obtain(args, &["graalpy23-jit"])?);
    }
    if found.is_empty() {
        bail!("no interpreter to measure on was found");
    }
    Ok(found)
}

fn obtain(args: &Args, names: &[&str]) -> Result<Vec<Interpreter>> {
    let only: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let entries = interpreters::obtain(&interpreters::Args { fetch: !args.no_fetch, only })?;
    let mut found = Vec::new();
    for entry in entries {
        match entry.outcome {
            Ok(interpreter) => found.push(interpreter),
            Err(reason) => println!("{}: {}", entry.name, reason.lines().next().unwrap_or_default()),
        }
    }
    Ok(found)
}

/// Builds all variants for an interpreter and measures them.
fn on(interpreter: &Interpreter, ours: &Path, args: &Args) -> Result<Measured> {
    println!("{}: building the peers", interpreter.name);
    let folder = target().join(&interpreter.name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut notes = Vec::new();
    let built: Vec<Built> = variant::ALL
        .iter()
        .filter(|variant| variant.fits(interpreter.implementation))
        .filter_map(|&variant| match peers::build(variant, interpreter, ours, &folder) {
            Ok(library) => Some(Built { variant, library }),
            Err(error) => {
                notes.push(format!("no {}: {error:#}", variant.title()));
                None
            }
        })
        .collect();
    let times = if args.no_times { Vec::new() } else { timing::run(interpreter, &built, &args.only, args.reps)? };
    let counts = args.callgrind && interpreter.implementation == Implementation::CPython;
    let instructions = if counts { instructions::run(interpreter, &built, &args.only, &folder)? } else { Vec::new() };
    Ok(Measured::new(interpreter, notes, times, instructions))
}

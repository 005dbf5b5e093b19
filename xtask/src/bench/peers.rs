//! Building the variants for one interpreter.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::variant::Variant;
use super::{suite, target};
use crate::build::{self, Target};
use crate::interpreters::{self, Implementation, Interpreter, headers};
use crate::{process, workspace};

/// What of HPy is compiled into an extension: its argument parser and the like.
const HPY_RUNTIME: [&str; 5] = ["argparse.c", "buildvalue.c", "format.c", "helpers.c", "structseq.c"];

/// Builds a variant for an interpreter into `folder`; `ours` is our own library, which fits all.
pub(super) fn build(variant: Variant, interpreter: &Interpreter, ours: &Path, folder: &Path) -> Result<PathBuf> {
    if variant.is_loaded_by_hpy() && !interpreter.has_working_hpy() {
        bail!("{} has no HPy", interpreter.name);
    }
    match variant {
        Variant::CApi => c_api(interpreter, folder),
        Variant::HpyC => hpy_in_c(interpreter, folder, "micro_hpyc"),
        Variant::Checked => hpy_in_c(interpreter, folder, "micro_checked"),
        Variant::PyO3 => pyo3(interpreter, folder),
        Variant::PyO3Abi3 => pyo3_abi3(interpreter, folder),
        Variant::Cpython => linked(&Target::cpython(&interpreter.program)?, folder),
        Variant::Abi3 => linked(&Target::abi3(Some(interpreter.program.clone())), folder),
        // The module of a file is found by its name. Two files, because one refuses two doors in one process.
        Variant::Ours => copied(ours, &folder.join("micro.hpy0.so")),
        Variant::Own => copied(ours, &folder.join("micro.so")),
    }
}

/// Our own module for CPython alone.
fn linked(target: &Target, folder: &Path) -> Result<PathBuf> {
    let out = folder.join(target.abi.word());
    let modules = build::build(&suite().join("ours"), target, &out, build::Profile::Release)?;
    Ok(modules.into_iter().next().context("xtask/bench/ours has no module")?.library)
}

fn copied(from: &Path, to: &Path) -> Result<PathBuf> {
    fs::copy(from, to).with_context(|| format!("cannot write {}", to.display()))?;
    Ok(to.to_owned())
}

fn c_api(interpreter: &Interpreter, folder: &Path) -> Result<PathBuf> {
    let library = folder.join("micro_capi.so");
    let mut command = compiler();
    for include in headers::c_api(interpreter)? {
        command.arg("-I").arg(include);
    }
    process::output(command.arg(suite().join("peers/capi/micro_capi.c")).arg("-o").arg(&library))?;
    Ok(library)
}

fn hpy_in_c(interpreter: &Interpreter, folder: &Path, name: &str) -> Result<PathBuf> {
    let library = folder.join(format!("{name}.hpy0.so"));
    let package = hpy_package()?;
    // PyPy's own headers: its table is shifted. GraalPy has hpy's table and no headers.
    let own =
        if interpreter.implementation == Implementation::PyPy { headers::hpy(interpreter)? } else { package.clone() };
    let mut command = compiler();
    command.args(["-DHPY", "-DHPY_ABI_UNIVERSAL", "-I"]).arg(own.join("devel/include"));
    command.arg(suite().join(format!("peers/hpyc/{name}.c")));
    command.args(HPY_RUNTIME.map(|file| package.join("devel/src/runtime").join(file)));
    process::output(command.arg("-o").arg(&library))?;
    Ok(library)
}

/// The package `hpy` of a CPython: the only one with the sources that are compiled into an extension.
fn hpy_package() -> Result<PathBuf> {
    let only = vec!["cpython3.".to_owned()];
    let entries = interpreters::obtain(&interpreters::Args { fetch: false, only })?;
    let with_hpy = entries.into_iter().filter_map(|entry| entry.outcome.ok()).find(|found| found.hpy.is_some());
    headers::hpy(&with_hpy.context("no CPython with hpy, whose sources HPy in C needs")?)
}

fn compiler() -> Command {
    let mut command = Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()));
    command.args(["-O3", "-DNDEBUG", "-fwrapv", "-fPIC", "-shared"]);
    command
}

fn pyo3(interpreter: &Interpreter, folder: &Path) -> Result<PathBuf> {
    let out = target().join(format!("pyo3-{}", interpreter.name));
    release_build(&suite().join("peers/pyo3"), &out, interpreter, &[])?;
    copied(&out.join("release/libmicro_pyo3.so"), &folder.join("micro_pyo3.so"))
}

fn pyo3_abi3(interpreter: &Interpreter, folder: &Path) -> Result<PathBuf> {
    let out = target().join("pyo3-abi3");
    // For 3.9 it cannot convert to `&str`, which the suite does.
    release_build(&suite().join("peers/pyo3"), &out, interpreter, &["--features", "pyo3/abi3-py310"])?;
    copied(&out.join("release/libmicro_pyo3.so"), &folder.join("micro_pyo3.abi3.so"))
}

/// Builds a crate of its own workspace into `out`; one on PyO3 for this interpreter.
pub(super) fn release_build(krate: &Path, out: &Path, interpreter: &Interpreter, options: &[&str]) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--release", "--quiet", "--manifest-path"]).arg(krate.join("Cargo.toml")).args(options);
    cargo.env("CARGO_TARGET_DIR", out).env("PYO3_PYTHON", &interpreter.program);
    // Python's symbols come from the interpreter that loads it, not from a libpython.
    cargo.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    process::output(&mut cargo).map(drop)
}

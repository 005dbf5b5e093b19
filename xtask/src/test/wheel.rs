//! One wheel for every interpreter: `examples/hello` is built into one, installed by each, and used.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::gates::{self, Gate};
use crate::interpreters::{self, Entry, Implementation, Interpreter, found};
use crate::{process, workspace};

/// Builds the wheel, tests the hook that does, and has the wheel installed and used by a CPython and the `PyPy`s; with `all` by all that can, which
/// takes a `GraalPy` a minute.
pub(super) fn run(entries: &[Entry], all: bool) -> Vec<Gate> {
    let folder = workspace::target().join("wheel");
    let mut built = None;
    let mut gates = vec![Gate::of("a wheel of hello", || {
        built = Some(build(&folder)?);
        Ok(())
    })];
    if let Some((python, wheel)) = built {
        gates.push(what_the_hook_makes_of_libraries(&python));
        gates.extend(chosen(entries, all).into_iter().map(|interpreter| {
            let place = folder.join(&interpreter.name);
            let work = || install_and_use(interpreter, &python, &wheel, &place);
            Gate::of(&format!("the wheel on {}", interpreter.name), work)
        }));
    }
    gates
}

/// The tests of the hook by itself.
fn what_the_hook_makes_of_libraries(python: &Path) -> Gate {
    let mut tests = process::python(python);
    tests.arg(workspace::root().join("tests/wheel/test_hook.py")).env("PYTHONPATH", workspace::root().join("python"));
    gates::command("the hook for wheels", tests)
}

/// Those whose Python the pip of the day still supports, or that bring one.
fn chosen(entries: &[Entry], all: bool) -> Vec<&Interpreter> {
    let found: Vec<&Interpreter> = found(entries).collect();
    let is_cpython = |one: &&&Interpreter| one.implementation == Implementation::CPython && !one.free_threaded;
    let newest = found.iter().filter(is_cpython).max_by_key(|one| one.python).map(|one| one.name.clone());
    let is_chosen = |one: &&Interpreter| match one.implementation {
        Implementation::CPython => Some(&one.name) == newest.as_ref() || (all && one.python >= (3, 10, 0)),
        Implementation::PyPy => true,
        Implementation::GraalPy => all,
    };
    found.into_iter().filter(is_chosen).collect()
}

/// The wheel, and a CPython whose pip can install it.
fn build(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let python = interpreters::python_with("wheels", &["pip>=25.3", "hatchling", "pyelftools"])?;
    let _ = std::fs::remove_dir_all(folder);
    let mut pip = pip(&python);
    // The hook asks cargo where the library is; the wheel is then of what cargo has built already.
    pip.args(["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir"]).arg(folder);
    process::output(pip.arg(workspace::root().join("examples/hello")))?;
    let wheels = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let wheel = wheels.into_iter().next().context("pip has made no wheel")?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy();
    if !name.contains("-py3-none-linux") {
        bail!("{name} is not for every interpreter");
    }
    let listing = process::output(process::python(&python).args(["-m", "zipfile", "-l"]).arg(&wheel))?;
    if !listing.contains("hello-stubs/__init__.pyi") {
        bail!("it has no type stubs:\n{listing}");
    }
    Ok((python, wheel))
}

fn install_and_use(interpreter: &Interpreter, python: &Path, wheel: &Path, folder: &Path) -> Result<()> {
    const USE: &str = "import hello; print(hello.greet('you'), hello.Greeter('Salut').greet('toi'))";
    let mut program = interpreter.program.clone();
    let mut import = if interpreter.implementation == Implementation::GraalPy {
        // Its own pip knows which wheels it takes; others read its `sys.maxsize` and take it for 32 bits.
        process::output(process::python(&program).args(["-m", "venv"]).arg(folder))?;
        program = folder.join("bin/python");
        process::output(pip(&program).args(["install", "--no-index", "--no-deps"]).arg(wheel))?;
        process::python(&program)
    } else {
        let mut pip = pip(python);
        pip.arg("--python").arg(&program).args(["install", "--no-index", "--no-deps", "--target"]);
        process::output(pip.arg(folder).arg(wheel))?;
        let mut import = process::python(&program);
        import.env("PYTHONPATH", folder);
        import
    };
    let said = process::output(import.current_dir(folder).args(["-c", USE]))?;
    if said.trim() != "Hello, you! Salut, toi!" {
        bail!("it says {said}");
    }
    Ok(())
}

fn pip(python: &Path) -> Command {
    let mut pip = process::python(python);
    pip.args(["-m", "pip", "--disable-pip-version-check", "--quiet"]);
    pip
}

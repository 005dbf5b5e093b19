//! A file that was built without a door of its own: where HPy is, it works, and elsewhere its stub says what is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::gates::{self, Gate};
use super::report::Report;
use crate::build::{self, Profile, Target};
use crate::interpreters::{Entry, Implementation, Interpreter, found};
use crate::{process, workspace};

/// The lints of such a build, and `examples/hello` built so: imported where HPy is a part of the interpreter, and by a CPython that
/// has none. Which of the two is not there is said.
pub(super) fn run(entries: &[Entry], report: &mut Report) {
    let mut clippy = workspace::cargo();
    clippy.args(["clippy", "-p", "hpy-sys", "-p", "hpy-rs", "--no-default-features"]);
    clippy.arg("--target-dir").arg(folder().join("clippy")).args(["--", "-D", "warnings"]);
    report.gates.push(gates::command("clippy without the own door", clippy));
    let (with_hpy, without) = choose(entries, report);
    report.gates.push(Gate::of("a file without its own door", || import(with_hpy, without)));
}

/// An interpreter with an HPy of its own, and a CPython without one.
fn choose<'a>(entries: &'a [Entry], report: &mut Report) -> (Option<&'a Interpreter>, Option<&'a Interpreter>) {
    let with_hpy = found(entries).find(|one| one.prefers_hpy());
    if with_hpy.is_none() {
        report.leave_out("a file without its own door, through HPy", "no PyPy or GraalPy with an HPy was found");
    }
    let is_without = |one: &&Interpreter| one.implementation == Implementation::CPython && !one.has_working_hpy();
    let without = found(entries).find(is_without);
    if without.is_none() {
        report.leave_out("a file without its own door, where no HPy is", "no CPython without an HPy was found");
    }
    (with_hpy, without)
}

fn folder() -> PathBuf {
    workspace::target().join("without-own-door")
}

fn import(with_hpy: Option<&Interpreter>, without: Option<&Interpreter>) -> Result<()> {
    let out = folder().join("hello");
    let hello = folder().join("crate");
    write(&hello)?;
    build::build(&hello, &Target::universal(), &out, Profile::Dev)?;
    if let Some(interpreter) = with_hpy {
        let said = process::output(&mut greet(interpreter, &out))?;
        if said.trim() != "Hello, you! by hpy" {
            bail!("on {} it says {said}", interpreter.name);
        }
    }
    if let Some(interpreter) = without {
        let done = greet(interpreter, &out).output().context("cannot start Python")?;
        let said = String::from_utf8_lossy(&done.stderr);
        if done.status.success() || !said.contains("built without a door of its own, and needs an HPy") {
            bail!("on {} it says {said}", interpreter.name);
        }
    }
    Ok(())
}

/// A crate of the sources of `examples/hello`, and a workspace of its own: features are for all of a workspace.
fn write(folder: &Path) -> Result<()> {
    let root = workspace::root();
    let manifest = format!(
        "[package]\nname = 'hello'\nversion = '0.0.0'\nedition = '2024'\n\
         [lib]\ncrate-type = ['cdylib']\npath = '{}'\n\
         [dependencies]\nhpy-rs = {{ path = '{}', default-features = false }}\n[workspace]\n",
        root.join("examples/hello/src/lib.rs").display(),
        root.join("hpy-rs").display()
    );
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

fn greet(interpreter: &Interpreter, folder: &Path) -> Command {
    let mut python = process::python(&interpreter.program);
    python.args(["-c", "import hello; print(hello.greet('you'), 'by', hello.__hpy_rs_door__)"]);
    python.env("PYTHONPATH", folder).env_remove("HPY_RS_DOOR").env_remove("HPY");
    python
}

#[cfg(test)]
mod tests {
    use super::super::report::Report;
    use super::choose;

    #[test]
    fn an_interpreter_that_is_not_there_is_said() {
        let mut report = Report::default();
        assert!(matches!(choose(&[], &mut report), (None, None)));
        let said: Vec<_> = report.not_run.iter().map(|(_, why)| why.as_str()).collect();
        assert_eq!(said, ["no PyPy or GraalPy with an HPy was found", "no CPython without an HPy was found"]);
    }
}

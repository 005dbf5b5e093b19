//! A file that was built without a door of its own: where HPy is, it works, and elsewhere its stub says what is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::gates::{self, Gate};
use crate::build::{self, Profile, Target};
use crate::interpreters::{Entry, Implementation, Interpreter, found};
use crate::{process, workspace};

/// The lints of such a build, and `examples/hello` built so: imported where HPy is a part of the interpreter, and by a CPython that
/// has none.
pub(super) fn run(entries: &[Entry]) -> Vec<Gate> {
    let mut clippy = workspace::cargo();
    clippy.args(["clippy", "-p", "hpy-sys", "-p", "hpy-rs", "--no-default-features"]);
    clippy.arg("--target-dir").arg(folder().join("clippy")).args(["--", "-D", "warnings"]);
    let mut gates = vec![gates::command("clippy without the own door", clippy)];
    gates.push(Gate::of("a file without its own door", || import(entries)));
    gates
}

fn folder() -> PathBuf {
    workspace::target().join("without-own-door")
}

fn import(entries: &[Entry]) -> Result<()> {
    let out = folder().join("hello");
    let hello = folder().join("crate");
    write(&hello)?;
    build::build(&hello, &Target::universal(), &out, Profile::Dev)?;
    let found = || found(entries);
    let with_hpy = found().find(|one| one.prefers_hpy());
    if let Some(interpreter) = with_hpy {
        let said = process::output(&mut greet(interpreter, &out))?;
        if said.trim() != "Hello, you! by hpy" {
            bail!("on {} it says {said}", interpreter.name);
        }
    }
    let without = found().find(|one| one.implementation == Implementation::CPython && !one.has_working_hpy());
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

//! The README's crate built for CPython alone: by cargo, by maturin, and by the hook of hatchling.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::guide::{self, BUILDS, README, WHEELS};
use super::project::Project;
use crate::interpreters::Interpreter;
use crate::workspace;

const USE: &str = "import geometry; print(geometry.add(2, b=3), geometry.Point(3, y=4).norm())";

/// A kind of file: what is in the name of its wheel, and what ends its own.
struct Kind {
    tag: String,
    suffix: String,
}

/// Both kinds by each of them, installed and used.
pub(super) fn check(interpreter: &Interpreter) -> Result<()> {
    let project = Project::new(interpreter, "geometry")?;
    project.remove(&["venv", "dist", "pyproject.toml", "target/wheels"]);
    project.write_manifest(&guide::block(README, "toml", "geometry")?)?;
    project.write("src/lib.rs", &guide::block(README, "rust", "mod geometry")?)?;
    project.run("python3 -m venv venv")?;
    project.run("venv/bin/python3 -m pip install --quiet maturin")?;
    let suffix = project.run("python3 -c \"import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))\"")?;
    let version = format!("cp3{}", interpreter.python.1);
    let cpython = Kind { tag: format!("-{version}-{version}-"), suffix: suffix.trim().to_owned() };
    let abi3 = Kind { tag: "-cp39-abi3-".to_owned(), suffix: ".abi3.so".to_owned() };
    let kinds = [cpython, abi3];
    by_cargo(&project, &kinds).context("by cargo")?;
    by_maturin(&project, &kinds).context("by maturin")?;
    by_hook(&project, kinds).context("by the hook")
}

/// The files of both kinds, of which Python takes that for one CPython first.
fn by_cargo(project: &Project, kinds: &[Kind]) -> Result<()> {
    project.run(&guide::block(BUILDS, "sh", "libNAME")?.replace("NAME", "geometry"))?;
    for Kind { suffix, .. } in kinds {
        used(project, ".", &format!("geometry{suffix}"))?;
        project.remove(&[&format!("geometry{suffix}")]);
    }
    Ok(())
}

/// A wheel of each kind, installed by its name.
fn by_maturin(project: &Project, kinds: &[Kind]) -> Result<()> {
    project.run(&guide::block(BUILDS, "sh", "maturin")?)?;
    for Kind { tag, .. } in kinds {
        let wheel = wheel(project, "target/wheels", tag)?;
        project.run(&format!("python3 -m pip install --no-index --force-reinstall '{}'", wheel.display()))?;
        used(project, "venv", "")?;
    }
    Ok(())
}

/// Both kinds beside that for every interpreter: pip takes the one that fits best of those that are left.
fn by_hook(project: &Project, [cpython, abi3]: [Kind; 2]) -> Result<()> {
    project.write("pyproject.toml", &guide::block(WHEELS, "toml", "bypass-selection")?)?;
    fs::copy(workspace::root().join("python/hatch_build.py"), project.folder.join("hatch_build.py"))?;
    project.run(&guide::block(WHEELS, "sh", "HPY_RS_ABI")?)?;
    project.run("python3 -m pip wheel . --no-deps -w dist")?;
    let universal = Kind { tag: "-py3-none-".to_owned(), suffix: ".hpy0.so".to_owned() };
    for Kind { tag, suffix } in [cpython, abi3, universal] {
        project.run("python3 -m pip install --no-index --find-links dist --force-reinstall geometry")?;
        used(project, "venv", &format!("geometry{suffix}"))?;
        fs::remove_file(wheel(project, "dist", &tag)?)?;
    }
    Ok(())
}

/// The one wheel in a folder with this tag.
fn wheel(project: &Project, folder: &str, tag: &str) -> Result<PathBuf> {
    let entries = fs::read_dir(project.folder.join(folder)).with_context(|| format!("cannot read {folder}"))?;
    let mut wheels: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    wheels.retain(|wheel| wheel.to_string_lossy().contains(tag));
    match &wheels[..] {
        [wheel] => Ok(wheel.clone()),
        found => bail!("there are {} wheels with {tag} in {folder}", found.len()),
    }
}

/// Uses the module that Python finds from `folder`; its file must be called `file`.
fn used(project: &Project, folder: &str, file: &str) -> Result<()> {
    let said = project.run(&format!("cd {folder}; python3 -c \"{USE}; print(geometry.__file__)\""))?;
    if !said.starts_with("5 5.0\n") || !said.trim().ends_with(file) {
        bail!("{file} says {said}");
    }
    Ok(())
}

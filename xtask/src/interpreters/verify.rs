//! Starting an interpreter and asking it what it is: the only proof that counts.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::catalogue::{Source, Wanted};
use super::{Implementation, Interpreter};
use crate::process;

const PROBE: &str = include_str!("probe.py");

#[derive(Debug, Deserialize)]
struct Answer {
    implementation: String,
    python: (u8, u8, u8),
    release: Option<String>,
    hpy: Option<String>,
    free_threaded: bool,
}

/// Starts `program` and checks that it is what `wanted` asks for.
pub(super) fn start(program: &Path, wanted: &Wanted) -> Result<Interpreter> {
    let answer = ask(program)?;
    let implementation = match answer.implementation.as_str() {
        "cpython" => Implementation::CPython,
        "pypy" => Implementation::PyPy,
        "graalpy" => Implementation::GraalPy,
        other => bail!("{} is a Python of an unknown kind, {other}", program.display()),
    };
    let (major, minor, micro) = answer.python;
    if implementation != wanted.implementation || (major, minor) != wanted.python {
        bail!("{} is {} {major}.{minor}, not {}", program.display(), answer.implementation, wanted.name);
    }
    if answer.free_threaded != wanted.source.is_free_threaded() {
        let what = if answer.free_threaded { "is" } else { "is not" };
        bail!("{} {what} a free-threaded build", program.display());
    }
    let release = match &wanted.source {
        // GraalPy does not know its own version to the last digit; whoever fetched it does.
        Source::Maven(maven) => maven.version.to_owned(),
        _ => answer.release.unwrap_or_else(|| format!("{major}.{minor}.{micro}")),
    };
    Ok(Interpreter {
        name: wanted.name.clone(),
        implementation,
        python: answer.python,
        release,
        hpy: answer.hpy,
        free_threaded: answer.free_threaded,
        program: program.to_owned(),
    })
}

fn ask(program: &Path) -> Result<Answer> {
    let mut command = process::python(program);
    // Not the current folder: a Java virtual machine that dies leaves a log there.
    command.current_dir(std::env::temp_dir()).arg("-c").arg(PROBE);
    let output = process::output_limited(&mut command, Duration::from_mins(15))
        .with_context(|| format!("{} does not start", program.display()))?;
    let line = output.lines().find_map(|line| line.strip_prefix("hpy-rs-probe "));
    let said = || process::excerpt(&output, 2, 2);
    let line = line.with_context(|| format!("{} gave no answer: {}", program.display(), said()))?;
    serde_json::from_str(line).with_context(|| format!("{} answered {line}", program.display()))
}

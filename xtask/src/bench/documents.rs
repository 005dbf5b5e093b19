//! `cargo xtask bench --documents`: `examples/ujson` beside PyPI's ujson, orjson and the interpreter's own json.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use super::statistics::{geometric_mean, median_and_spread};
use super::timing::{Row, rows, samples, script};
use super::{Args, each, obtain, target};
use crate::interpreters::{Interpreter, headers};
use crate::process;
use crate::table::align;
use crate::{build, workspace};

/// Our module, in the tables and for the script, which imports what the name starts with.
const OURS: &str = "ujson-rs";
/// What we are compared with, the first one being the measure.
const PEERS: [&str; 3] = ["ujson", "json", "orjson"];

/// What was measured on one interpreter.
#[derive(Debug, Serialize)]
struct Measured {
    interpreter: String,
    release: String,
    /// Microseconds of a call, by library.
    medians: Vec<Row<f64, String>>,
    notes: Vec<String>,
}

/// Measures on all interpreters, prints the tables and writes the numbers.
///
/// # Errors
/// When the example does not build, no interpreter was found, or one fails.
pub(super) fn run(args: &Args) -> Result<()> {
    let example = workspace::root().join("examples/ujson");
    println!("building examples/ujson");
    let out = target().join("ujson");
    build::build(&example, &build::Target::universal(), &out, build::Profile::Release)?;
    each(args, |interpreter| on(interpreter, &out, args), render)
}

fn on(interpreter: &Interpreter, ours: &Path, args: &Args) -> Result<Measured> {
    println!("{}: installing the peers", interpreter.name);
    let folder = target().join(&interpreter.name).join("json-peers");
    let mut libraries = vec![format!("{OURS}={}", ours.display())];
    let mut notes = Vec::new();
    for peer in PEERS {
        if peer == "json" {
            libraries.push(format!("{peer}="));
            continue;
        }
        match install(peer, interpreter, &folder.join(peer), args) {
            Ok(path) => libraries.push(format!("{peer}={}", path.display())),
            Err(error) => notes.push(format!("no {peer}: {}", format!("{error:#}").lines().last().unwrap_or_default())),
        }
    }
    let samples = samples(interpreter, &libraries, args.reps, |libraries, repetitions| {
        println!("{}: timing {}", interpreter.name, libraries.join(", "));
        let mut command = script(interpreter, "documents.py", &args.only, repetitions);
        rows(command.arg(workspace::root().join("examples/ujson/data")).args(libraries))
    })?;
    let median = |(library, values): (String, Vec<f64>)| (library, median_and_spread(&values).0);
    let medians = samples.into_iter().map(|row: Row<Vec<f64>, String>| Row {
        operation: row.operation,
        variants: row.variants.into_iter().map(median).collect(),
    });
    Ok(Measured {
        interpreter: interpreter.implementation.title().to_owned(),
        release: interpreter.release.clone(),
        medians: medians.collect(),
        notes,
    })
}

/// Installs a package of PyPI for an interpreter into a folder, by the pip of a CPython.
fn install(package: &str, interpreter: &Interpreter, folder: &Path, args: &Args) -> Result<PathBuf> {
    if folder.exists() {
        return Ok(folder.to_owned());
    }
    let cpythons = obtain(args, &["cpython3."])?;
    let with_pip =
        cpythons.iter().find(|cpython| cpython.has_working_hpy()).context("no CPython whose pip could be used")?;
    let mut pip = process::python(&with_pip.program);
    pip.args(["-m", "pip", "--disable-pip-version-check", "--python"]).arg(&interpreter.program);
    pip.args(["install", "--quiet", "--no-compile", "--target"]).arg(folder);
    // A package with no wheel for this interpreter may be built from C, but not from Rust, for which it must be patient.
    pip.args(["--only-binary", "orjson", package]);
    let includes: Vec<String> =
        headers::c_api(interpreter)?.iter().map(|path| format!("-I{}", path.display())).collect();
    let flags = format!("-O3 {}", includes.join(" "));
    process::output(pip.env("CFLAGS", &flags).env("CXXFLAGS", &flags))?;
    Ok(folder.to_owned())
}

fn render(measured: &Measured) -> String {
    let mut table = vec![vec!["OPERATION".to_owned(), format!("{OURS} us")]];
    table[0].extend(PEERS.map(|peer| format!("{peer} [times ours]")));
    let mut ratios = BTreeMap::<&str, Vec<f64>>::new();
    for Row { operation, variants } in &measured.medians {
        let ours = variants.get(OURS).copied().unwrap_or(f64::NAN);
        let mut row = vec![operation.clone(), format!("{ours:9.1}")];
        for peer in PEERS {
            row.push(match variants.get(peer) {
                Some(time) => {
                    ratios.entry(peer).or_default().push(time / ours);
                    format!("{time:9.1} [{:5.2}]", time / ours)
                }
                None => "-".to_owned(),
            });
        }
        table.push(row);
    }
    let mean = |peer: &str| ratios.get(peer).and_then(|ratios| geometric_mean(ratios));
    let mut means = vec!["geometric mean".to_owned(), String::new()];
    means.extend(PEERS.map(|peer| mean(peer).map_or("-".to_owned(), |mean| format!("{:9} [{mean:5.2}]", ""))));
    table.push(means);
    let Measured { interpreter, release, notes, .. } = measured;
    let mut lines = vec![format!("{interpreter} {release}: microseconds of processor time, medians")];
    lines.extend(align(&table));
    lines.extend(notes.iter().cloned());
    lines.join("\n")
}

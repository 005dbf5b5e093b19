//! `cargo xtask bench --documents`: `examples/ujson` beside PyPI's ujson, orjson and the interpreter's own json.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::statistics::{geometric_mean, median_and_spread};
use super::{Args, chosen, obtain, suite, target};
use crate::interpreters::{Implementation, Interpreter, headers};
use crate::process::{self, End};
use crate::table::align;
use crate::{build, workspace};

/// Our module, in the tables and for the script, which imports what the name starts with.
const OURS: &str = "ujson-rs";
/// What we are compared with, the first one being the measure.
const PEERS: [&str; 3] = ["ujson", "json", "orjson"];
/// How many processes each library gets where there is a JIT.
const PROCESSES: u32 = 3;
const LIMIT: Duration = Duration::from_mins(30);

type Samples = BTreeMap<String, Vec<f64>>;

/// What was measured on one interpreter.
#[derive(Debug, Serialize)]
struct Measured {
    interpreter: String,
    release: String,
    /// Microseconds of a call, by operation and library.
    medians: Vec<(String, BTreeMap<String, f64>)>,
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
    let mut all = Vec::new();
    for interpreter in chosen(args)? {
        let measured = on(&interpreter, &out, args).with_context(|| interpreter.name.clone())?;
        println!("\n{}", render(&measured));
        all.push(measured);
    }
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&all)?;
        fs::write(file, text + "\n").with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
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
    let mut samples: Vec<(String, Samples)> = Vec::new();
    if interpreter.implementation == Implementation::CPython {
        merge(&mut samples, once(interpreter, &libraries, args, args.reps)?);
    } else {
        // A process for each, and several: what a JIT does for one library it would do to the others.
        for _ in 0..PROCESSES {
            for library in &libraries {
                let library = std::slice::from_ref(library);
                merge(&mut samples, once(interpreter, library, args, args.reps.div_ceil(PROCESSES))?);
            }
        }
    }
    let median = |(library, values): (String, Vec<f64>)| (library, median_and_spread(&values).0);
    let medians = samples.into_iter().map(|(name, row)| (name, row.into_iter().map(median).collect())).collect();
    let release = interpreter.release.clone();
    Ok(Measured { interpreter: interpreter.implementation.title().to_owned(), release, medians, notes })
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

fn once(interpreter: &Interpreter, libraries: &[String], args: &Args, reps: u32) -> Result<Vec<(String, Samples)>> {
    println!("{}: timing {}", interpreter.name, libraries.join(", "));
    let mut command = process::python(&interpreter.program);
    command.current_dir(env::temp_dir()).env("PYPY_GC_NURSERY", "4MB").arg(suite().join("documents.py"));
    command.args(["--only", &args.only, "--reps", &reps.to_string()]);
    command.arg(workspace::root().join("examples/ujson/data")).args(libraries);
    let finished = process::run_limited(&mut command, LIMIT)?;
    let said = || process::excerpt(&finished.output, 2, 6);
    match finished.end {
        End::Exited(status) if status.success() => {}
        End::Exited(status) => bail!("{status}: {}", said()),
        End::TimedOut => bail!("not done after half an hour: {}", said()),
    }
    let lines = finished.output.lines().filter(|line| line.starts_with("[\""));
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("the script wrote {line}"))).collect()
}

fn merge(all: &mut Vec<(String, Samples)>, more: Vec<(String, Samples)>) {
    for (operation, samples) in more {
        match all.iter_mut().find(|(known, _)| *known == operation) {
            Some((_, known)) => {
                for (library, values) in samples {
                    known.entry(library).or_default().extend(values);
                }
            }
            None => all.push((operation, samples)),
        }
    }
}

fn render(measured: &Measured) -> String {
    let [first, second, third] = PEERS;
    let head = ["OPERATION".to_owned(), format!("{OURS} us")];
    let head = [head.as_slice(), &[first, second, third].map(|peer| format!("{peer} [times ours]"))].concat();
    let mut table = vec![row_of(head)];
    let mut ratios = BTreeMap::<&str, Vec<f64>>::new();
    for (operation, medians) in &measured.medians {
        let ours = medians.get(OURS).copied().unwrap_or(f64::NAN);
        let mut row = vec![operation.clone(), format!("{ours:9.1}")];
        for peer in PEERS {
            row.push(match medians.get(peer) {
                Some(time) => {
                    ratios.entry(peer).or_default().push(time / ours);
                    format!("{time:9.1} [{:5.2}]", time / ours)
                }
                None => "-".to_owned(),
            });
        }
        table.push(row_of(row));
    }
    let mean = |peer: &str| ratios.get(peer).and_then(|ratios| geometric_mean(ratios));
    let means = PEERS.map(|peer| mean(peer).map_or("-".to_owned(), |mean| format!("{:9} [{mean:5.2}]", "")));
    table.push(row_of([&["geometric mean".to_owned(), String::new()], means.as_slice()].concat()));
    let Measured { interpreter, release, notes, .. } = measured;
    let mut lines = vec![format!("{interpreter} {release}: microseconds of processor time, medians")];
    lines.extend(align(&table));
    lines.extend(notes.iter().cloned());
    lines.join("\n")
}

/// A row of the table, whose columns are as many as there are libraries and one.
fn row_of(cells: Vec<String>) -> [String; PEERS.len() + 2] {
    let mut cells = cells.into_iter();
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

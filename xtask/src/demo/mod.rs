//! `cargo xtask demo`: one file, built once, decodes and encodes a real document on every interpreter.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::interpreters::{self, Entry, Implementation, Interpreter};
use crate::table::align;
use crate::{build, process, workspace};

const SCRIPT: &str = include_str!("ujson.py");

/// The options of `cargo xtask demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document to decode and encode
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// Also through the other door where the interpreter has HPy
    #[arg(long)]
    both_doors: bool,
    /// Only interpreters whose name contains NAME; may be repeated
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Fetch no interpreter: go on with those that are there
    #[arg(long)]
    no_fetch: bool,
}

/// What the script says: times in milliseconds.
#[derive(Debug, Deserialize)]
struct Answer {
    door: String,
    loads: Pair,
    dumps: Pair,
    equal: bool,
}

#[derive(Debug, Deserialize)]
struct Pair {
    ours: f64,
    json: f64,
}

type Row = [String; 6];

/// Runs the command: builds, runs, prints the table.
///
/// # Errors
/// When the example does not build, or one of the interpreters that there are does not get its result right.
pub(crate) fn run(args: &Args) -> Result<()> {
    let example = workspace::root().join("examples/ujson");
    let document = match &args.document {
        Some(document) => {
            fs::canonicalize(document).with_context(|| format!("no document at {}", document.display()))?
        }
        None => example.join("data/citm_catalog.json"),
    };
    let universal = build::Target::universal();
    let out = universal.default_out(&example, build::Profile::Release);
    println!("building examples/ujson");
    build::build(&example, &universal, &out, build::Profile::Release)?;
    println!("looking for interpreters");
    let only = args.only.clone();
    let entries = interpreters::obtain(&interpreters::Args { fetch: !args.no_fetch, only })?;
    let (rows, failed) = everywhere(&entries, &out, &document, args.both_doors);
    println!("\n{}", report(&rows, &out, &document)?);
    if failed > 0 {
        bail!("{failed} of {} did not get it right", rows.len());
    }
    Ok(())
}

/// One after the other, since this measures.
fn everywhere(entries: &[Entry], out: &Path, document: &Path, both_doors: bool) -> (Vec<Row>, usize) {
    let mut rows = Vec::new();
    let mut failed = 0;
    for entry in entries {
        let interpreter = match &entry.outcome {
            Ok(interpreter) => interpreter,
            Err(reason) => {
                let reason = reason.lines().collect::<Vec<_>>().join(" ");
                rows.push(without_numbers(&entry.name, "-", format!("not had: {reason}")));
                continue;
            }
        };
        let doors: &[Option<&str>] = match (both_doors, interpreter.prefers_hpy()) {
            (true, true) => &[None, Some("own")],
            (true, false) if interpreter.has_working_hpy() => &[None, Some("hpy")],
            _ => &[None],
        };
        for door in doors {
            println!("{}{}", entry.name, door.map(|door| format!(" {door}")).unwrap_or_default());
            let row = match measure(interpreter, *door, out, document) {
                Ok(answer) => {
                    failed += usize::from(!answer.equal);
                    row(&title(interpreter), &answer)
                }
                Err(error) => {
                    failed += 1;
                    without_numbers(
                        &title(interpreter),
                        door.unwrap_or("-"),
                        format!("FAILED: {error:#}").replace('\n', " | "),
                    )
                }
            };
            rows.push(row);
        }
    }
    (rows, failed)
}

fn title(interpreter: &Interpreter) -> String {
    let (major, minor, _) = interpreter.python;
    match interpreter.implementation {
        Implementation::CPython => format!("CPython {}", interpreter.release),
        other => format!("{} {} ({major}.{minor})", other.title(), interpreter.release),
    }
}

fn measure(interpreter: &Interpreter, door: Option<&str>, out: &Path, document: &Path) -> Result<Answer> {
    let mut command = process::python(&interpreter.program);
    command.current_dir(env::temp_dir()).env("PYTHONPATH", out).args(["-c", SCRIPT]).arg(document);
    if let Some(door) = door {
        command.env("HPY_RS_DOOR", door);
    }
    let output = process::output_limited(&mut command, Duration::from_mins(5))?;
    let line = output.lines().find_map(|line| line.strip_prefix("hpy-rs-demo "));
    Ok(serde_json::from_str(line.with_context(|| process::excerpt(&output, 3, 5))?)?)
}

fn row(name: &str, answer: &Answer) -> Row {
    let times = |pair: &Pair| format!("{:8.2} / {:8.2}", pair.ours, pair.json);
    let faster = (answer.loads.json / answer.loads.ours, answer.dumps.json / answer.dumps.ours);
    [
        name.to_owned(),
        answer.door.clone(),
        times(&answer.loads),
        times(&answer.dumps),
        format!("{:.2}x / {:.2}x", faster.0, faster.1),
        if answer.equal { "equal" } else { "NOT EQUAL" }.to_owned(),
    ]
}

fn without_numbers(name: &str, door: &str, why: String) -> Row {
    [name.to_owned(), door.to_owned(), "-".to_owned(), "-".to_owned(), "-".to_owned(), why]
}

fn report(rows: &[Row], out: &Path, document: &Path) -> Result<String> {
    let head = ["INTERPRETER", "DOOR", "LOADS MS ours / json", "DUMPS MS ours / json", "TIMES AS FAST", "RESULT"];
    let mut table = vec![head.map(str::to_owned)];
    table.extend_from_slice(rows);
    let library = out.join("ujson.hpy0.so");
    let size = |path: &Path| fs::metadata(path).map(|data| data.len() / 1024);
    Ok(format!(
        "{} ({} KiB) on {} ({} KiB), against each interpreter's own json; GraalPy without its compiler\n\n{}",
        library.display(),
        size(&library)?,
        document.file_name().unwrap_or_default().to_string_lossy(),
        size(document)?,
        align(&table).join("\n")
    ))
}

//! Running `timing.py`: nanoseconds per operation.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::statistics::median_and_spread;
use super::suite;
use super::variant::{Built, Variant};
use crate::interpreters::{Implementation, Interpreter};
use crate::process::{self, End};

/// How many processes each variant gets where it has processes of its own: a JIT decides differently each time. One takes a
/// `GraalPy` minutes.
fn processes(interpreter: &Interpreter) -> u32 {
    if interpreter.implementation == Implementation::GraalPy { 1 } else { 3 }
}

const LIMIT: Duration = Duration::from_mins(30);

/// What was measured of an operation, by variant.
#[derive(Debug, Serialize)]
pub(super) struct Row<T> {
    pub(super) operation: String,
    pub(super) variants: BTreeMap<Variant, T>,
}

/// Nanoseconds, the loop included.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Time {
    pub(super) median: f64,
    /// The middle half of the samples, as a share of the median.
    pub(super) spread: f64,
}

/// Times all variants.
pub(super) fn run(interpreter: &Interpreter, built: &[Built], only: &str, repetitions: u32) -> Result<Vec<Row<Time>>> {
    let mut samples: Vec<Row<Vec<f64>>> = Vec::new();
    if interpreter.implementation == Implementation::CPython {
        println!("{}: timing", interpreter.name);
        let all: Vec<&Built> = built.iter().collect();
        merge(&mut samples, once(interpreter, &all, only, repetitions)?);
    } else {
        // A process for each: what a JIT and a garbage collector do for one variant they would do to the others.
        let processes = processes(interpreter);
        for round in 1..=processes {
            for variant in built {
                println!("{}: timing {}, process {round} of {processes}", interpreter.name, variant.variant.title());
                merge(&mut samples, once(interpreter, &[variant], only, repetitions.div_ceil(processes))?);
            }
        }
    }
    Ok(samples.into_iter().map(summary).collect())
}

fn once(interpreter: &Interpreter, built: &[&Built], only: &str, repetitions: u32) -> Result<Vec<Row<Vec<f64>>>> {
    let mut command = process::python(&interpreter.program);
    // Otherwise PyPy makes it as large as half of the third cache, which virtual machines overstate.
    command.env("PYPY_GC_NURSERY", "4MB");
    command.arg(suite().join("timing.py")).args(["--only", only, "--reps", &repetitions.to_string()]);
    command.args(built.iter().map(|variant| variant.argument()));
    rows(&mut command)
}

/// Runs a script of the suite, which writes one line of JSON for each operation.
pub(super) fn rows<T: DeserializeOwned>(command: &mut std::process::Command) -> Result<Vec<Row<T>>> {
    let finished = process::run_limited(command.current_dir(std::env::temp_dir()), LIMIT)?;
    let said = || process::excerpt(&finished.output, 2, 4);
    match finished.end {
        End::Exited(status) if status.success() => {}
        End::Exited(status) => bail!("{status}: {}", said()),
        End::TimedOut => bail!("not done after half an hour: {}", said()),
    }
    let lines = finished.output.lines().filter(|line| line.starts_with("[\""));
    let rows = lines.map(|line| {
        let (operation, variants) = serde_json::from_str(line).with_context(|| format!("the script wrote {line}"))?;
        Ok(Row { operation, variants })
    });
    rows.collect()
}

fn merge(samples: &mut Vec<Row<Vec<f64>>>, rows: Vec<Row<Vec<f64>>>) {
    for row in rows {
        match samples.iter_mut().find(|known| known.operation == row.operation) {
            Some(known) => {
                for (variant, values) in row.variants {
                    known.variants.entry(variant).or_default().extend(values);
                }
            }
            None => samples.push(row),
        }
    }
}

fn summary(row: Row<Vec<f64>>) -> Row<Time> {
    let times = row.variants.into_iter().map(|(variant, values)| {
        let (median, spread) = median_and_spread(&values);
        (variant, Time { median, spread })
    });
    Row { operation: row.operation, variants: times.collect() }
}

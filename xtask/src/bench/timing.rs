//! Running `timing.py`: nanoseconds per operation. What `documents.py` writes is read and brought together in the same way.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::statistics::median_and_spread;
use super::suite;
use super::variant::{Built, Variant};
use crate::interpreters::{Implementation, Interpreter};
use crate::process;

const LIMIT: Duration = Duration::from_mins(30);

/// What was measured of an operation, by what it was done with.
#[derive(Debug, Serialize)]
pub(super) struct Row<T, K: Ord = Variant> {
    pub(super) operation: String,
    pub(super) variants: BTreeMap<K, T>,
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
    let samples = samples(interpreter, built, repetitions, |built, repetitions| {
        let titles: Vec<&str> = built.iter().map(|one| one.variant.title()).collect();
        println!("{}: timing {}", interpreter.name, titles.join(", "));
        let mut command = script(interpreter, "timing.py", only, repetitions);
        command.args(built.iter().map(Built::argument));
        rows(&mut command)
    })?;
    Ok(samples.into_iter().map(summary).collect())
}

/// The samples of `all`, as `once` takes them of some: on CPython of all in one process, where they take turns. Elsewhere each has
/// processes of its own, since what a JIT and a garbage collector do for one they would do to the others. They are more than one,
/// as a JIT decides differently each time, but on `GraalPy`, where one takes minutes.
pub(super) fn samples<T, K: Ord>(
    interpreter: &Interpreter,
    all: &[T],
    repetitions: u32,
    once: impl Fn(&[T], u32) -> Result<Vec<Row<Vec<f64>, K>>>,
) -> Result<Vec<Row<Vec<f64>, K>>> {
    let processes = match interpreter.implementation {
        Implementation::CPython => return once(all, repetitions),
        Implementation::PyPy => 3,
        Implementation::GraalPy => 1,
    };
    let mut samples = Vec::new();
    for _ in 0..processes {
        for one in all.chunks(1) {
            merge(&mut samples, once(one, repetitions.div_ceil(processes))?);
        }
    }
    Ok(samples)
}

/// The command that runs a script of the suite for the operations whose names match.
pub(super) fn script(interpreter: &Interpreter, name: &str, only: &str, repetitions: u32) -> Command {
    let mut command = process::python(&interpreter.program);
    // Otherwise PyPy makes it as large as half of the third cache, which virtual machines overstate.
    command.env("PYPY_GC_NURSERY", "4MB");
    command.arg(suite().join(name)).args(["--only", only, "--reps", &repetitions.to_string()]);
    command
}

/// Runs a script of the suite, which writes one line of JSON for each operation.
pub(super) fn rows<T: DeserializeOwned, K: DeserializeOwned + Ord>(command: &mut Command) -> Result<Vec<Row<T, K>>> {
    let output = process::output_limited(command.current_dir(std::env::temp_dir()), LIMIT)?;
    let lines = output.lines().filter(|line| line.starts_with("[\""));
    let rows = lines.map(|line| {
        let (operation, variants) = serde_json::from_str(line).with_context(|| format!("the script wrote {line}"))?;
        Ok(Row { operation, variants })
    });
    rows.collect()
}

fn merge<K: Ord>(samples: &mut Vec<Row<Vec<f64>, K>>, rows: Vec<Row<Vec<f64>, K>>) {
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

//! `cargo xtask hostile`: everything that is known to break bindings like these, tried on each kind of interpreter.
//!
//! A file of probes in `tests/hostile` is a file of tests to the runner; each probe starts a process of its own, but on
//! GraalPy, which takes too long to start and is started again when a probe ends it.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::{close, files, interpreters_named, plan, run_python};
use crate::interpreters;

/// The options of `cargo xtask hostile`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Every interpreter, through both doors; without it the oldest and the newest CPython with HPy, PyPy, GraalPy, and one
    /// CPython through the own door
    #[arg(long)]
    all: bool,
    /// Instead of the probes, make and drop millions of objects, and see what is left
    #[arg(long)]
    soak: bool,
    /// Only runs whose line, such as `pypy7.3 hpy debug test_payload.py`, has TEXT in it; may be repeated, and then each
    /// must be in it
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Fetch no interpreter: go on with those that are there
    #[arg(long)]
    no_fetch: bool,
}

/// Runs the command.
///
/// # Errors
/// When a probe did not end as it must; the report has said which.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let only = interpreters_named(&args.only);
    let entries = interpreters::obtain(&interpreters::Args { fetch: !args.no_fetch, only })?;
    let plan = plan::make_hostile(&entries, args.all);
    let mut report = Report::default();
    run_python(plan, &files::find_probes(args.soak)?, &args.only, &mut report)?;
    close(&report, start)
}

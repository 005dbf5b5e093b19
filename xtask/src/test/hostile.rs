//! `cargo xtask hostile`: everything that is known to break bindings like these, tried on each kind of interpreter.
//!
//! A file of probes in `tests/hostile` is a file of tests to the runner; each probe starts a process of its own, but on
//! GraalPy, which takes too long to start and is started again when a probe ends it.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::selection::Selection;
use super::{close, files, plan, run_python};

/// The options of `cargo xtask hostile`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Every interpreter, through both doors; without it the oldest and the newest CPython with HPy through both, PyPy, GraalPy,
    /// and the newest CPython
    #[arg(long)]
    all: bool,
    /// Instead of the probes, make and drop millions of objects, and see what is left
    #[arg(long)]
    soak: bool,
    #[command(flatten)]
    selection: Selection,
}

/// Runs the command.
///
/// # Errors
/// When a probe did not end as it must; the report has said which.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let plan = plan::make_hostile(&args.selection.obtain()?, args.all);
    let mut report = Report::default();
    let command = if args.soak { "soak" } else { "hostile" };
    run_python(command, plan, &files::find_probes(args.soak)?, &args.selection, &mut report)?;
    close(&report, start)
}

//! `cargo xtask deep`: the tests again, while a tool looks on that sees more than they do. Takes its time.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::watch::Watch;
use super::{close, files, interpreters_named, plan, run_python};
use crate::interpreters;

/// The build of CPython that counts references.
const DEBUG_BUILD: &str = "debug";

/// The options of `cargo xtask deep`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Who looks on
    #[arg(value_enum)]
    watch: Watch,
    /// Only runs whose line, such as `cpython3.12 hpy valgrind test_calls.py`, has TEXT in it; may be repeated, and then each
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
/// When a test failed, or somebody who looked on has found something; the report has said what.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let only = match args.watch {
        Watch::References => vec![DEBUG_BUILD.to_owned()],
        Watch::Valgrind | Watch::Address => interpreters_named(&args.only),
    };
    let entries = interpreters::obtain(&interpreters::Args { fetch: !args.no_fetch, only })?;
    let mut found = files::find()?;
    if !args.watch.follows_processes() {
        found.leave_probes_out();
    }
    let mut report = Report::default();
    run_python(plan::make_deep(&entries, args.watch), &found, &args.only, &mut report)?;
    close(&report, start)
}

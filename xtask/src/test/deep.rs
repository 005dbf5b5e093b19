//! `cargo xtask deep`: the tests again, while a tool looks on that sees more than they do. Takes its time.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::selection::Selection;
use super::watch::Watch;
use super::{close, files, plan, run_python};

/// The build of CPython that counts references.
const DEBUG_BUILD: &str = "debug";

/// The options of `cargo xtask deep`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Who looks on
    #[arg(value_enum)]
    watch: Watch,
    #[command(flatten)]
    selection: Selection,
}

/// Runs the command.
///
/// # Errors
/// When a test failed, or somebody who looked on has found something; the report has said what.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let entries = match args.watch {
        Watch::References => args.selection.obtain_only(vec![DEBUG_BUILD.to_owned()]),
        Watch::Valgrind | Watch::Address => args.selection.obtain(),
    }?;
    let mut found = files::find()?;
    if !args.watch.follows_processes() {
        found.leave_probes_out();
    }
    let mut report = Report::default();
    run_python(plan::make_deep(&entries, args.watch), &found, &args.selection, &mut report)?;
    close(&report, start)
}

//! `cargo xtask deep`: the tests again, while a tool looks on that sees more than they do. Takes its time.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::watch::Watch;
use super::{Choice, close, files, interpreters_named, plan, run_python};
use crate::interpreters;

/// The build of CPython that counts references.
const DEBUG_BUILD: &str = "debug";

/// The options of `cargo xtask deep`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Who looks on
    #[arg(value_enum)]
    watch: Watch,
    #[command(flatten)]
    choice: Choice,
}

/// Runs the command.
///
/// # Errors
/// When a test failed, or somebody who looked on has found something; the report has said what.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let only = match args.watch {
        Watch::References => vec![DEBUG_BUILD.to_owned()],
        Watch::Valgrind | Watch::Address => interpreters_named(&args.choice.only),
    };
    let entries = interpreters::obtain(&interpreters::Args { fetch: !args.choice.no_fetch, only })?;
    let mut found = files::find()?;
    if !args.watch.follows_processes() {
        found.leave_probes_out();
    }
    let mut report = Report::default();
    run_python(args.watch.word(), plan::make_deep(&entries, args.watch), &found, &args.choice, &mut report)?;
    close(&report, start)
}

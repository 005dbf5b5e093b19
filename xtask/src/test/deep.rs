//! `cargo xtask deep`: the tests again, while a tool looks on that sees more than they do, or on an interpreter that takes long
//! to get. Takes its time.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::watch::Watch;
use super::{close, files, interpreters_named, plan, run_python};
use crate::interpreters;

/// The build of CPython that counts references.
const DEBUG_BUILD: &str = "debug";
/// The builds of CPython without its lock.
const FREE_THREADED_BUILD: &str = "freethreaded";

/// What makes it deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Job {
    /// A debug build of CPython counts references: each test runs again and again, and may leave none behind
    References,
    /// valgrind sees every access to memory, the interpreter's as well
    Valgrind,
    /// `AddressSanitizer` is built into the extensions; gcc's library for it is needed
    Address,
    /// Free-threaded CPythons run the tests, built of Debian's sources when they are first asked for; a C compiler is needed
    #[value(name = "freethreaded")]
    FreeThreaded,
}

impl Job {
    /// Who looks on.
    fn watch(self) -> Option<Watch> {
        match self {
            Self::References => Some(Watch::References),
            Self::Valgrind => Some(Watch::Valgrind),
            Self::Address => Some(Watch::Address),
            Self::FreeThreaded => None,
        }
    }

    /// The interpreters to look for.
    fn interpreters(self, only: &[String]) -> Vec<String> {
        match self {
            Self::References => vec![DEBUG_BUILD.to_owned()],
            Self::FreeThreaded => vec![FREE_THREADED_BUILD.to_owned()],
            Self::Valgrind | Self::Address => interpreters_named(only),
        }
    }
}

/// The options of `cargo xtask deep`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What makes it deep
    #[arg(value_enum)]
    job: Job,
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
    let only = args.job.interpreters(&args.only);
    let entries = interpreters::obtain(&interpreters::Args { fetch: !args.no_fetch, only })?;
    let mut found = files::find()?;
    let plan = match args.job.watch() {
        Some(watch) => {
            if !watch.follows_processes() {
                found.leave_probes_out();
            }
            plan::make_deep(&entries, watch)
        }
        None => plan::make(&entries, true),
    };
    let mut report = Report::default();
    run_python(plan, &found, &args.only, &mut report)?;
    close(&report, start)
}

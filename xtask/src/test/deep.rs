//! `cargo xtask deep`: the tests again, while a tool looks on that sees more than they do, or on an interpreter that takes long
//! to get. Takes its time.

use std::time::Instant;

use anyhow::Result;

use super::report::Report;
use super::selection::Selection;
use super::watch::Watch;
use super::{close, files, plan, run_python};

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

    /// What its journal is called.
    fn word(self) -> &'static str {
        self.watch().map_or(FREE_THREADED_BUILD, Watch::word)
    }

    /// The builds of CPython that it is for; `None` for any interpreter.
    fn build(self) -> Option<&'static str> {
        match self {
            Self::References => Some(DEBUG_BUILD),
            Self::FreeThreaded => Some(FREE_THREADED_BUILD),
            Self::Valgrind | Self::Address => None,
        }
    }
}

/// The options of `cargo xtask deep`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What makes it deep
    #[arg(value_enum)]
    job: Job,
    #[command(flatten)]
    selection: Selection,
}

/// Runs the command.
///
/// # Errors
/// When a test failed, or somebody who looked on has found something; the report has said what.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let entries = match args.job.build() {
        Some(build) => args.selection.obtain_only(vec![build.to_owned()]),
        None => args.selection.obtain(),
    }?;
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
    run_python(args.job.word(), plan, &found, &args.selection, &mut report)?;
    close(&report, start)
}

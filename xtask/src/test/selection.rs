//! Which of the planned runs are asked for, and the interpreters that they need.

use anyhow::Result;

use crate::interpreters::{self, Entry};

/// The options that all commands have which run Python tests.
#[derive(Debug, clap::Args)]
pub(crate) struct Selection {
    /// Only Python runs whose line, such as `pypy7.3 hpy debug test_calls.py`, has TEXT in it; may be repeated, and then each
    /// must be in it
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Go on behind the last run of this command: take over which files passed, and run those that failed or were not reached
    #[arg(long)]
    pub(super) resume: bool,
    /// Fetch no interpreter: go on with those that are there
    #[arg(long)]
    no_fetch: bool,
}

impl Selection {
    /// Whether some are asked for by their lines.
    pub(super) fn is_narrow(&self) -> bool {
        !self.only.is_empty()
    }

    /// Whether the run with this line is asked for.
    pub(super) fn has(&self, line: &str) -> bool {
        self.only.iter().all(|text| line.contains(text))
    }

    /// The interpreters whose names the lines begin with, or all.
    pub(super) fn obtain(&self) -> Result<Vec<Entry>> {
        let first = |text: &String| text.split(' ').next().map(str::to_owned);
        let is_part = |word: &String| interpreters::names().iter().any(|name| name.contains(word));
        self.obtain_only(self.only.iter().filter_map(first).filter(is_part).collect())
    }

    /// The interpreters whose names have one of these words in them.
    pub(super) fn obtain_only(&self, only: Vec<String>) -> Result<Vec<Entry>> {
        interpreters::obtain(&interpreters::Args { fetch: !self.no_fetch, only })
    }
}

//! One test file on one interpreter: a process, and another one for what is left when a test ends it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Task;
use super::events::Told;
use super::plan::Extent;
use super::watch::{self, Watch};
use crate::process::{self, End, Finished};

/// After so many deaths the rest of a file is given up.
const DEATHS: usize = 5;

/// What became of a file on an interpreter.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) setting: String,
    pub(super) interpreter: String,
    pub(super) deployment: &'static str,
    pub(super) extent: Extent,
    pub(super) file: String,
    pub(super) passed: usize,
    /// Tests and what went wrong.
    pub(super) failed: Vec<(String, String)>,
    /// Reasons and how often each was given.
    pub(super) skipped: BTreeMap<String, usize>,
    /// What it has measured.
    pub(super) figures: Vec<String>,
    pub(super) took: Duration,
}

/// Runs a file as its setting says.
pub(super) fn run(task: &Task<'_>) -> Run {
    let Task { setting, file, .. } = task;
    let start = Instant::now();
    let mut run = Run {
        setting: setting.to_string(),
        interpreter: setting.interpreter.name.clone(),
        deployment: setting.deployment(),
        extent: setting.extent,
        file: file.to_string(),
        passed: 0,
        failed: Vec::new(),
        skipped: BTreeMap::new(),
        figures: Vec::new(),
        took: Duration::ZERO,
    };
    let mut after = None;
    for _ in 0..=DEATHS {
        match attempt(task, after.as_deref()) {
            Ok(attempt) => after = run.add(attempt),
            Err(error) => {
                run.failed.push((run.file.clone(), format!("{error:#}")));
                after = None;
            }
        }
        if after.is_none() {
            break;
        }
    }
    if let Some(last) = after {
        run.failed.push((run.file.clone(), format!("given up after {last}: too many tests ended the process")));
    }
    run.took = start.elapsed();
    run
}

/// A process and what it told.
struct Attempt {
    told: Told,
    finished: Finished,
    /// What a Java virtual machine wrote down when it died.
    last_words: String,
}

impl Run {
    /// Adds what a process told; gives the test behind which to go on, if it did not come to its end.
    fn add(&mut self, attempt: Attempt) -> Option<String> {
        let Attempt { told, finished, last_words } = attempt;
        self.passed += told.passed;
        let figures = finished.output.lines().filter_map(|line| line.strip_prefix("figure: "));
        self.figures.extend(figures.map(str::to_owned));
        self.failed.extend(told.failed);
        for (reason, count) in told.skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
        let how = match &finished.end {
            End::Exited(status) if told.done && matches!(status.code(), Some(0 | 1)) => return None,
            End::Exited(status) => ended(*status),
            End::TimedOut => "its time was over".to_owned(),
        };
        // Only what was said since the last test began; the rest is told with its own tests.
        let said = finished.output.rsplit("\ntest ").next().unwrap_or(&finished.output);
        let said = format!("{}\n{last_words}", process::excerpt(said, 8, 20));
        if told.done {
            let last = told.last.unwrap_or_else(|| self.file.clone());
            self.failed.push((self.file.clone(), format!("the process ended badly after {last}: {how}\n{said}")));
            return None;
        }
        let Some(test) = told.running else {
            self.failed.push((self.file.clone(), format!("the process ended outside of a test: {how}\n{said}")));
            return None;
        };
        self.failed.push((test.clone(), format!("the test ended the process: {how}\n{said}")));
        Some(test)
    }
}

fn ended(status: ExitStatus) -> String {
    match status.signal() {
        Some(signal) => format!("signal {signal}"),
        None => format!("{status}"),
    }
}

fn attempt(task: &Task<'_>, after: Option<&str>) -> Result<Attempt> {
    let Task { setting, file, target } = task;
    // A folder of its own: what a dying process leaves behind must not lie about in the tree.
    let folder = tempfile::Builder::new().prefix("hpy-rs-test-").tempdir()?;
    let results = folder.path().join("results.json");
    let mut command = watch::command(setting)?;
    command.current_dir(folder.path()).arg(&file.path).arg("--json").arg(&results);
    if let Some(after) = after {
        command.args(["--after", after]);
    }
    command
        .env("PYTHONPATH", env::join_paths(file.search(target, setting.profile()))?)
        .env("PYTHONIOENCODING", "utf-8");
    command.env("HPY_RS_EXPECTED_DOOR", setting.door.word()).env("HPY_RS_PYTHON", &setting.interpreter.program);
    command.env("HPY_RS_SYMBOLIZER", env::current_exe().context("cannot find myself")?);
    command.env("HPY_RS_EXPECTED_ABI", setting.abi.word());
    if !setting.takes_its_door_by_itself() {
        command.env("HPY_RS_DOOR", setting.door.word());
    }
    if setting.all_probes {
        command.env("HPY_RS_PROBES", "all");
    }
    if setting.debug {
        command.env("HPY", "debug");
    }
    let fast = if setting.is_fast() { Duration::from_mins(10) } else { Duration::from_mins(15) };
    let limit = setting.watch.map_or(fast, Watch::patience);
    let finished = process::run_limited(&mut command, limit)?;
    let told = Told::read(&fs::read_to_string(&results).unwrap_or_default());
    Ok(Attempt { told, finished, last_words: last_words(folder.path()) })
}

/// The lines that matter of a `hs_err_pid` file.
fn last_words(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    let mut logs = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("hs_err_pid"));
    let Some(text) = logs.find_map(|log| fs::read_to_string(log.path()).ok()) else { return String::new() };
    let frames = text.lines().filter(|line| line.starts_with("# ") || line.starts_with("C  ["));
    frames.take(20).collect::<Vec<_>>().join("\n")
}

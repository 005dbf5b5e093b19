//! Test files on one interpreter: a process, and another one for what is left when a test ends it.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::Task;
use super::events::Told;
use super::files::TestFile;
use super::setting::{Extent, Setting};
use super::watch::{self, Watch};
use crate::process::{self, End, Finished};

/// After so many deaths the rest of a file is given up.
const DEATHS: usize = 5;

/// What became of a file on an interpreter.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) setting: String,
    pub(super) interpreter: String,
    pub(super) deployment: String,
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

/// Runs files as their setting says; the tests are told which `pythons` there are.
pub(super) fn run(task: &Task<'_>, pythons: &OsStr) -> Vec<Run> {
    let mut runs: Vec<Run> = task.files.iter().map(|file| Run::new(task.setting, file)).collect();
    let (mut over, mut deaths) = (0, 0);
    let mut after: Option<String> = None;
    while over < runs.len() {
        let left = &mut runs[over..];
        let ended = match attempt(task, over, after.as_deref(), pythons) {
            Ok(attempt) => attempt.tell(left),
            Err(error) => {
                left[0].fail(format!("{error:#}"));
                Ended { over: 1, after: None }
            }
        };
        deaths = if ended.over == 0 { deaths + 1 } else { usize::from(ended.after.is_some()) };
        (over, after) = (over + ended.over, ended.after);
        if let Some(last) = after.take_if(|_| deaths > DEATHS) {
            runs[over].fail(format!("given up after {last}: too many tests ended the process"));
            (over, deaths) = (over + 1, 0);
        }
    }
    runs
}

/// A process and what it told.
struct Attempt {
    /// File by file; all but the last one came to their end.
    told: Vec<Told>,
    finished: Finished,
    /// What a Java virtual machine wrote down when it died.
    last_words: String,
    took: Duration,
}

/// How far a process came.
struct Ended {
    /// So many files are over.
    over: usize,
    /// The test that ended it, behind which to go on in the next file.
    after: Option<String>,
}

impl Run {
    fn new(setting: &Setting, file: &TestFile) -> Self {
        Self {
            setting: setting.to_string(),
            interpreter: setting.interpreter.name.clone(),
            deployment: setting.deployment().to_owned(),
            extent: setting.extent,
            file: file.to_string(),
            passed: 0,
            failed: Vec::new(),
            skipped: BTreeMap::new(),
            figures: Vec::new(),
            took: Duration::ZERO,
        }
    }

    /// Notes a failure that is none of a test.
    fn fail(&mut self, detail: String) {
        self.failed.push((self.file.clone(), detail));
    }

    fn add(&mut self, told: Told) {
        self.passed += told.passed;
        self.failed.extend(told.failed);
        for (reason, count) in told.skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
        self.took += told.took;
    }
}

impl Attempt {
    /// Adds what the process told to the files that it ran.
    fn tell(self, runs: &mut [Run]) -> Ended {
        let Self { told, finished, last_words, took } = self;
        let over = told.iter().filter(|file| file.done).count();
        let running = told.get(over).and_then(|file| file.running.clone());
        let last = told.last().and_then(|file| file.last.clone()).unwrap_or_default();
        // The first one gets what it took to start.
        runs[0].took += took.saturating_sub(told.iter().map(|file| file.took).sum());
        let figures = finished.output.lines().filter_map(|line| line.strip_prefix("figure: "));
        runs[0].figures.extend(figures.map(str::to_owned));
        for (run, told) in runs.iter_mut().zip(told) {
            run.add(told);
        }
        let how = match &finished.end {
            End::Exited(status) if over == runs.len() && matches!(status.code(), Some(0 | 1)) => {
                return Ended { over, after: None };
            }
            End::Exited(status) => ended(*status),
            End::TimedOut => "its time was over".to_owned(),
        };
        // Only what was said since the last test began; the rest is told with its own tests.
        let said = finished.output.rsplit("\ntest ").next().unwrap_or(&finished.output);
        let said = format!("{}\n{last_words}", process::excerpt(said, 8, 20));
        match (runs.get_mut(over), running) {
            (Some(run), Some(test)) => {
                run.failed.push((test.clone(), format!("the test ended the process: {how}\n{said}")));
                Ended { over, after: Some(test) }
            }
            (Some(run), None) => {
                run.fail(format!("the process ended outside of a test: {how}\n{said}"));
                Ended { over: over + 1, after: None }
            }
            (None, _) => {
                runs[over - 1].fail(format!("the process ended badly after {last}: {how}\n{said}"));
                Ended { over, after: None }
            }
        }
    }
}

fn ended(status: ExitStatus) -> String {
    match status.signal() {
        Some(signal) => format!("signal {signal}"),
        None => format!("{status}"),
    }
}

/// Starts a process for the files from number `over` on.
fn attempt(task: &Task<'_>, over: usize, after: Option<&str>, pythons: &OsStr) -> Result<Attempt> {
    let Task { setting, target, .. } = task;
    let (files, start) = (&task.files[over..], Instant::now());
    // A folder of its own: what a dying process leaves behind must not lie about in the tree.
    let folder = tempfile::Builder::new().prefix("hpy-rs-test-").tempdir()?;
    let results = folder.path().join("results.json");
    let mut command = watch::command(setting)?;
    command.current_dir(folder.path()).args(files.iter().map(|file| &file.path)).arg("--json").arg(&results);
    if let Some(after) = after {
        command.args(["--after", after]);
    }
    let search = files.iter().flat_map(|file| file.search(target, setting.profile()));
    command.env("PYTHONPATH", env::join_paths(search)?).env("PYTHONIOENCODING", "utf-8");
    command.env("HPY_RS_EXPECTED_DOOR", setting.door.word()).env("HPY_RS_PYTHON", &setting.interpreter.program);
    command.env("HPY_RS_SYMBOLIZER", env::current_exe().context("cannot find myself")?);
    command.env("HPY_RS_EXPECTED_ABI", setting.abi.word()).env("HPY_RS_PYTHONS", pythons);
    if !setting.takes_its_door_by_itself() {
        command.env("HPY_RS_DOOR", setting.door.word());
    }
    if setting.all_probes {
        command.env("HPY_RS_PROBES", "all");
    }
    if setting.debug {
        command.env("HPY", "debug");
    }
    let finished = process::run_limited(&mut command, patience(setting, files))?;
    let told = Told::read(&fs::read_to_string(&results).unwrap_or_default());
    Ok(Attempt { told, finished, last_words: last_words(folder.path()), took: start.elapsed() })
}

/// How long a process may take.
fn patience(setting: &Setting, files: &[&TestFile]) -> Duration {
    let to_start = Duration::from_mins(if setting.is_fast() { 26 } else { 31 });
    let usual = to_start + files.iter().map(|_| Duration::from_mins(4)).sum::<Duration>();
    setting.watch.map_or(usual, Watch::patience)
}

/// The lines that matter of a `hs_err_pid` file.
fn last_words(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    let mut logs = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("hs_err_pid"));
    let Some(text) = logs.find_map(|log| fs::read_to_string(log.path()).ok()) else { return String::new() };
    let frames = text.lines().filter(|line| line.starts_with("# ") || line.starts_with("C  ["));
    frames.take(20).collect::<Vec<_>>().join("\n")
}

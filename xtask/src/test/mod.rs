//! `cargo xtask test`: everything that must hold, in one command.
//!
//! First the gates of the Rust side, then the Python twin tests on the interpreters of the plan. It closes
//! with a table of what ran where and why anything did not, and one line, `N passed, N failed`.

mod cpythons;
pub(crate) mod deep;
mod events;
mod features;
mod files;
mod gates;
pub(crate) mod hostile;
mod journal;
mod linked;
mod plan;
mod python;
mod report;
mod selection;
mod setting;
pub(crate) mod type_stubs;
mod users;
mod watch;
mod wheel;
mod without_own_door;

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::env;
use std::path::Path;
use std::ptr;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::build::{Profile, Target};
use crate::interpreters;
use crate::parallel::in_parallel;
use crate::workspace;
use files::{Found, TestFile};
use journal::Journal;
use plan::Plan;
use report::Report;
use selection::Selection;
use setting::Setting;

/// So many processes of tests at once: a GraalPy takes much memory.
const WORKERS: usize = 2;

/// The options of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Every test file on every interpreter, through both doors; without it that is done on a few of them
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    selection: Selection,
    /// Leave the Rust side out, as `--only` does, too
    #[arg(long)]
    python_only: bool,
    /// Leave the Python side out
    #[arg(long, conflicts_with_all = ["python_only", "only", "resume"])]
    rust_only: bool,
}

/// Runs the command.
///
/// # Errors
/// When anything failed; the report has said what.
pub(crate) fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let mut report = Report::default();
    println!("looking for interpreters");
    let entries = if args.rust_only {
        interpreters::obtain(&interpreters::Args { fetch: false, only: Vec::new() })?
    } else {
        args.selection.obtain()?
    };
    if !args.python_only && !args.selection.is_narrow() {
        gates::run(&entries, &mut report);
        linked::run(&entries, args.all, &mut report);
        users::run(&entries, args.all, &mut report);
        report.gates.extend(wheel::run(&entries, args.all));
        without_own_door::run(&entries, &mut report);
        report.gates.extend(type_stubs::run(args.all));
        if args.all {
            report.gates.extend(features::run());
        }
    }
    if !args.rust_only {
        run_python("test", plan::make(&entries, args.all), &files::find()?, &args.selection, &mut report)?;
    }
    close(&report, start)
}

/// Prints the table and the sums.
fn close(report: &Report, start: Instant) -> Result<()> {
    println!("\n{}\nthis took {} s\n", report.table(), start.elapsed().as_secs());
    let (passed, failed) = report.totals();
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        bail!("not everything passed");
    }
    if passed == 0 {
        bail!("nothing was run");
    }
    Ok(())
}

/// Runs what the plan and the user have chosen, and keeps under the name of the command what passed.
fn run_python(command: &str, plan: Plan, found: &Found, selection: &Selection, report: &mut Report) -> Result<()> {
    let mut journal = Journal::open(&workspace::target().join("passed").join(command), selection.resume)?;
    report.not_run.extend(plan.skipped);
    report.order = plan.settings.iter().map(ToString::to_string).collect();
    let pythons: BTreeSet<_> = plan.settings.iter().map(|setting| &setting.interpreter.program).collect();
    let pythons = env::join_paths(pythons)?;
    let mut tasks: Vec<(&Setting, &TestFile)> = Vec::new();
    for setting in &plan.settings {
        tasks.extend(found.tests.iter().filter(|file| setting.runs(file)).map(|file| (setting, file)));
    }
    tasks.retain(|(setting, file)| selection.has(&format!("{setting} {file}")));
    tasks.retain(|(setting, file)| {
        let known = journal.take(&setting.to_string(), &file.to_string());
        let is_new = known.is_none();
        report.runs.extend(known);
        is_new
    });
    report.taken_over = report.runs.len();
    let mut tasks = built(tasks, report)?;
    // What takes longest first, so that no worker is left alone with it at the end.
    tasks.sort_by_key(|task| task.setting.is_fast());
    let progress = report::Progress::new(tasks.iter().map(|task| task.files.len()).sum());
    let runs = in_parallel(WORKERS, &tasks, |task| {
        let runs = python::run(task, &pythons);
        for run in &runs {
            progress.show(run);
            if let Err(error) = journal.note(run) {
                println!("--resume will not know of it: {error:#}");
            }
        }
        runs
    })?;
    report.runs.extend(runs.into_iter().flatten());
    Ok(())
}

/// Files to run in one process as a setting says, with extensions that are there.
struct Task<'a> {
    setting: &'a Setting,
    files: Vec<&'a TestFile>,
    target: Target,
}

impl Task<'_> {
    /// Whether `file`, which `setting` runs, can be run by the same process.
    fn takes(&self, setting: &Setting, file: &TestFile) -> bool {
        let is_beside = self.files.iter().all(|own| own.is_beside(file));
        is_beside && ptr::eq(self.setting, setting) && self.files.len() < setting.files_at_once()
    }
}

/// Builds what the tests of `chosen` import; leaves out those whose extensions do not build.
fn built<'a>(chosen: Vec<(&'a Setting, &'a TestFile)>, report: &mut Report) -> Result<Vec<Task<'a>>> {
    let mut tasks = Vec::new();
    let mut targets: BTreeMap<String, Target> = BTreeMap::new();
    let mut builds: Vec<(Target, Profile, &Path, bool)> = Vec::new();
    for (setting, file) in chosen {
        let target = match targets.entry(setting.to_string()) {
            btree_map::Entry::Occupied(known) => known.get().clone(),
            btree_map::Entry::Vacant(place) => place.insert(setting.target()?).clone(),
        };
        let profile = setting.profile();
        let is_known = |(known, with, folder, _): &&(Target, Profile, &Path, bool)| {
            *known == target && *with == profile && *folder == file.folder
        };
        let is_there = if let Some((.., is_there)) = builds.iter().find(is_known) {
            *is_there
        } else {
            let gate = files::build(&file.folder, &target, profile)?;
            let is_there = gate.failed == 0;
            if !is_there {
                report.not_run.push((format!("tests of {}", gate.name), "it does not build".to_owned()));
            }
            report.gates.push(gate);
            builds.push((target.clone(), profile, &file.folder, is_there));
            is_there
        };
        if is_there {
            match tasks.last_mut().filter(|task: &&mut Task<'_>| task.takes(setting, file)) {
                Some(task) => task.files.push(file),
                None => tasks.push(Task { setting, files: vec![file], target }),
            }
        }
    }
    Ok(tasks)
}

//! What the run says: progress while it goes on, a table and the failures when it is over.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::gates::Gate;
use super::python::Run;
use super::setting::Extent;
use crate::table::align;

/// Everything that ran.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) gates: Vec<Gate>,
    pub(super) runs: Vec<Run>,
    /// How many of these runs are not of this time.
    pub(super) taken_over: usize,
    /// The settings as the plan has them.
    pub(super) order: Vec<String>,
    /// Interpreters, or what is missing of one, or gates, and why.
    pub(super) not_run: Vec<(String, String)>,
}

/// Counts the files as they are done.
#[derive(Debug)]
pub(super) struct Progress {
    done: AtomicUsize,
    all: usize,
}

impl Progress {
    pub(super) fn new(all: usize) -> Self {
        Self { done: AtomicUsize::new(0), all }
    }

    /// Says that a file is done, and what failed in it.
    pub(super) fn show(&self, run: &Run) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let skipped: usize = run.skipped.values().sum();
        let failed = run.failed.len();
        let mut text = format!(
            "[{done}/{}] {} {}: {} passed, {failed} failed, {skipped} skipped ({:.1} s)",
            self.all,
            run.setting,
            run.file,
            run.passed,
            run.took.as_secs_f32()
        );
        for (test, detail) in &run.failed {
            let detail = detail.trim_end().replace('\n', "\n    ");
            // Writing to a string cannot fail.
            let _ = write!(text, "\n  FAILED {test} ({} {})\n    {detail}", run.setting, run.file);
        }
        println!("{text}");
    }
}

/// The sums of a setting's files.
#[derive(Debug, Default)]
struct Sums {
    extent: Option<Extent>,
    files: usize,
    passed: usize,
    failed: usize,
    skipped: usize,
    took: Duration,
}

impl Report {
    /// Notes that something was left out which belongs to what was asked for.
    pub(super) fn leave_out(&mut self, what: &str, why: &str) {
        println!("{what}: not run: {why}");
        self.not_run.push((what.to_owned(), why.to_owned()));
    }

    /// How many tests passed and failed.
    pub(super) fn totals(&self) -> (usize, usize) {
        let gates = self.gates.iter().map(|gate| (gate.passed, gate.failed));
        let runs = self.runs.iter().map(|run| (run.passed, run.failed.len()));
        gates.chain(runs).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// The table, what did not run, what was left out, what failed.
    pub(super) fn table(&self) -> String {
        let mut lines = align(&self.rows());
        lines.push(String::new());
        lines.extend(align(&self.deployments()));
        let taken_over = (self.taken_over > 0).then(|| format!("{} files, of runs before this one", self.taken_over));
        lines.extend(section("taken over", taken_over));
        lines.extend(section("not run", self.not_run.iter().map(|(what, why)| format!("{what}: {}", one_line(why)))));
        lines.extend(section("figures", self.figures()));
        lines.extend(section("left out", self.left_out()));
        lines.extend(section("failed", self.failures()));
        lines.join("\n")
    }

    fn rows(&self) -> Vec<[String; 7]> {
        let mut rows = vec![["WHAT", "EXTENT", "FILES", "PASSED", "FAILED", "SKIPPED", "SECONDS"].map(str::to_owned)];
        for gate in &self.gates {
            let took = format!("{:.0}", gate.took.as_secs_f32());
            let (passed, failed) = (gate.passed.to_string(), gate.failed.to_string());
            rows.push([gate.name.clone(), String::new(), String::new(), passed, failed, "0".to_owned(), took]);
        }
        for (setting, sums) in self.settings() {
            let extent = sums.extent.map_or("", Extent::word).to_owned();
            let took = format!("{:.0}", sums.took.as_secs_f32());
            let numbers = [sums.files, sums.passed, sums.failed, sums.skipped].map(|number| number.to_string());
            let [files, passed, failed, skipped] = numbers;
            rows.push([setting, extent, files, passed, failed, skipped, took]);
        }
        rows
    }

    /// What passed of what ran, a line for each interpreter and a column for each way into it.
    fn deployments(&self) -> Vec<[String; 7]> {
        const WAYS: [&str; 6] = ["hpy", "hpy debug", "own", "own debug", "cpython", "abi3"];
        let mut rows: Vec<[String; 7]> = Vec::new();
        let mut interpreters: Vec<&str> = Vec::new();
        for name in self.order.iter().filter_map(|setting| setting.split(' ').next()) {
            if !interpreters.contains(&name) {
                interpreters.push(name);
            }
        }
        if !self.runs.is_empty() {
            rows.push(["PASSED", "HPY", "HPY DEBUG", "OWN DOOR", "OWN DEBUG", "CPYTHON", "ABI3"].map(str::to_owned));
        }
        for interpreter in interpreters {
            let cells = WAYS.map(|way| self.passed(interpreter, way));
            if cells.iter().any(|cell| cell != "-") {
                let [hpy, debug, own, own_debug, cpython, abi3] = cells;
                rows.push([interpreter.to_owned(), hpy, debug, own, own_debug, cpython, abi3]);
            }
        }
        rows
    }

    /// How many tests passed, of how many if some failed.
    fn passed(&self, interpreter: &str, way: &str) -> String {
        let runs = || self.runs.iter().filter(|run| run.interpreter == interpreter && run.deployment == way);
        let passed: usize = runs().map(|run| run.passed).sum();
        match runs().map(|run| run.failed.len()).sum::<usize>() {
            _ if runs().next().is_none() => "-".to_owned(),
            0 => passed.to_string(),
            failed => format!("{passed} of {}", passed + failed),
        }
    }

    /// The sums of the settings that ran, in the order of the plan.
    fn settings(&self) -> Vec<(String, Sums)> {
        let sums = |name: &String| {
            let mut sums = Sums::default();
            for run in self.runs.iter().filter(|run| run.setting == *name) {
                sums.extent = Some(run.extent);
                sums.files += 1;
                sums.passed += run.passed;
                sums.failed += run.failed.len();
                sums.skipped += run.skipped.values().sum::<usize>();
                sums.took += run.took;
            }
            (name.clone(), sums)
        };
        self.order.iter().map(sums).filter(|(_, sums)| sums.files > 0).collect()
    }

    fn figures(&self) -> Vec<String> {
        let of = |run: &Run| run.figures.iter().map(|figure| format!("{}: {figure}", run.setting)).collect::<Vec<_>>();
        self.runs.iter().flat_map(of).collect()
    }

    fn left_out(&self) -> Vec<String> {
        let mut reasons: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
        for run in &self.runs {
            for (reason, count) in &run.skipped {
                let (sum, settings) = reasons.entry(reason).or_default();
                *sum += count;
                if !settings.contains(&run.setting.as_str()) {
                    settings.push(&run.setting);
                }
            }
        }
        let line = |(reason, (count, settings)): (&str, (usize, Vec<&str>))| {
            format!("{count} x {} [{}]", one_line(reason), settings.join(", "))
        };
        reasons.into_iter().map(line).collect()
    }

    fn failures(&self) -> Vec<String> {
        let gates = self.gates.iter().filter(|gate| gate.failed > 0).map(|gate| gate.name.clone());
        let runs = self.runs.iter().flat_map(|run| {
            run.failed
                .iter()
                .map(move |(test, detail)| format!("{} {} {test}: {}", run.setting, run.file, gist(detail)))
        });
        gates.chain(runs).collect()
    }
}

fn section(title: &str, lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = lines.into_iter().map(|line| format!("  {line}")).collect();
    if !lines.is_empty() {
        lines.insert(0, format!("{title}:"));
    }
    lines
}

/// The line of a failure that says most: the end of a traceback, else the beginning.
fn gist(detail: &str) -> &str {
    let mut lines = detail.lines().filter(|line| !line.trim().is_empty());
    let is_traceback = detail.contains("Traceback (most recent call last):");
    if is_traceback { lines.rfind(|line| !line.starts_with(' ')) } else { lines.next() }.unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::gist;

    #[test]
    fn the_gist_of_a_traceback_is_its_end() {
        let detail = "sub (i=1)\nTraceback (most recent call last):\n  File \"x\", line 1\nValueError: why\n\n";
        assert_eq!(gist(detail), "ValueError: why");
        assert_eq!(gist("the test ended the process: signal 6\nsaid\n"), "the test ended the process: signal 6");
    }
}

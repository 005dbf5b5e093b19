//! What passed, kept while a run goes on, so that the next one can go on behind it: a line of JSON for each file.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};

use super::python::Run;

/// The file that is written to, and what stood there before.
#[derive(Debug)]
pub(super) struct Journal {
    file: Mutex<File>,
    /// What passed in the runs that this one goes on behind.
    known: Vec<Run>,
}

impl Journal {
    /// Opens the journal at `path`; unless it is to `resume`, what stood there is forgotten.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub(super) fn open(path: &Path, resume: bool) -> Result<Self> {
        let said = || format!("cannot keep {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(path)).with_context(said)?;
        let text = if resume && path.exists() { fs::read_to_string(path).with_context(said)? } else { String::new() };
        let known = read(&text);
        let mut file = File::create(path).with_context(said)?;
        for run in &known {
            write(&mut file, run)?;
        }
        Ok(Self { file: Mutex::new(file), known })
    }

    /// Takes out what is known of a file as a setting runs it.
    pub(super) fn take(&mut self, setting: &str, file: &str) -> Option<Run> {
        let at = self.known.iter().rposition(|run| run.setting == setting && run.file == file)?;
        Some(self.known.swap_remove(at))
    }

    /// Notes a file in which nothing failed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn note(&self, run: &Run) -> Result<()> {
        if run.failed.is_empty() {
            write(&mut *self.file.lock().map_err(|_| anyhow!("a worker panicked"))?, run)?;
        }
        Ok(())
    }
}

/// In one piece: a run that is cut off leaves whole lines.
fn write(file: &mut File, run: &Run) -> Result<()> {
    Ok(file.write_all((serde_json::to_string(run)? + "\n").as_bytes())?)
}

/// The lines that are whole.
fn read(text: &str) -> Vec<Run> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use super::super::python::Run;
    use super::super::setting::Extent;
    use super::Journal;

    fn run(file: &str, failed: Vec<(String, String)>) -> Run {
        Run {
            setting: "pypy8 own".to_owned(),
            interpreter: "pypy8".to_owned(),
            deployment: "own".to_owned(),
            extent: Extent::Full,
            file: file.to_owned(),
            passed: 3,
            failed,
            skipped: BTreeMap::from([("why".to_owned(), 2)]),
            figures: Vec::new(),
            took: Duration::from_secs(1),
        }
    }

    #[test]
    fn what_passed_is_taken_over_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept/journal");
        let journal = Journal::open(&path, false).unwrap();
        journal.note(&run("test_a.py", Vec::new())).unwrap();
        journal.note(&run("test_b.py", vec![("b".to_owned(), "why".to_owned())])).unwrap();
        std::fs::write(&path, std::fs::read_to_string(&path).unwrap() + "{\"setting\": \"pypy8 o").unwrap();
        let mut journal = Journal::open(&path, true).unwrap();
        let known = journal.take("pypy8 own", "test_a.py").unwrap();
        assert_eq!((known.passed, known.skipped.get("why")), (3, Some(&2)));
        assert!(journal.take("pypy8 own", "test_a.py").is_none());
        assert!(journal.take("pypy8 own", "test_b.py").is_none());
    }

    #[test]
    fn a_run_of_its_own_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        Journal::open(&path, false).unwrap().note(&run("test_a.py", Vec::new())).unwrap();
        assert!(Journal::open(&path, false).unwrap().take("pypy8 own", "test_a.py").is_none());
        assert!(Journal::open(&path, true).unwrap().take("pypy8 own", "test_a.py").is_none());
    }
}

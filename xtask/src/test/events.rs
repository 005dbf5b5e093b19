//! What the Python driver writes: a line of JSON for each test that starts and for each that ends, and behind the last of a file.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;

/// A line of it.
#[derive(Debug, Deserialize)]
struct Event {
    test: String,
    outcome: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    seconds: f64,
}

/// What a process told of a file.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) passed: usize,
    /// Tests and what went wrong.
    pub(super) failed: Vec<(String, String)>,
    /// Reasons and how often each was given.
    pub(super) skipped: BTreeMap<String, usize>,
    /// The test that started and did not end.
    pub(super) running: Option<String>,
    /// The last test that ended.
    pub(super) last: Option<String>,
    /// Whether it came to its end.
    pub(super) done: bool,
    /// How long that took.
    pub(super) took: Duration,
}

impl Told {
    /// Reads the lines, file by file; one that is cut off ends them.
    pub(super) fn read(text: &str) -> Vec<Self> {
        let mut files: Vec<Self> = Vec::new();
        for event in text.lines().map_while(|line| serde_json::from_str::<Event>(line).ok()) {
            match files.last_mut().filter(|file| !file.done) {
                Some(file) => file.add(event),
                None => files.push(Self::begin(event)),
            }
        }
        files
    }

    fn begin(event: Event) -> Self {
        let mut told = Self::default();
        told.add(event);
        told
    }

    fn add(&mut self, event: Event) {
        match event.outcome.as_str() {
            "started" => {
                self.running = Some(event.test);
                return;
            }
            "done" => {
                self.done = true;
                self.took = Duration::try_from_secs_f64(event.seconds).unwrap_or_default();
                return;
            }
            "passed" => self.passed += 1,
            "skipped" => *self.skipped.entry(event.detail).or_default() += 1,
            _ => self.failed.push((event.test.clone(), event.detail)),
        }
        self.running = None;
        self.last = Some(event.test);
    }
}

#[cfg(test)]
mod tests {
    use super::Told;

    #[test]
    fn a_test_that_did_not_end_is_known() {
        let told = Told::read(
            "{\"test\": \"a\", \"outcome\": \"started\"}\n{\"test\": \"a\", \"outcome\": \"passed\"}\n\
             {\"test\": \"b\", \"outcome\": \"started\"}\n{\"test\": \"b\", \"outc",
        );
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((told.passed, told.running.as_deref(), told.last.as_deref()), (1, Some("b"), Some("a")));
        assert!(!told.done);
    }

    #[test]
    fn reasons_are_counted() {
        let line = "{\"test\": \"a\", \"outcome\": \"skipped\", \"detail\": \"why\"}\n";
        let told =
            Told::read(&(line.repeat(2) + "{\"test\": \"f\", \"outcome\": \"done\", \"seconds\": 2.5}\n" + line));
        let [told, next] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((told.took.as_millis(), next.done, next.skipped.get("why")), (2500, false, Some(&1)));
        assert_eq!(told.skipped.get("why"), Some(&2));
        assert!(told.done && told.failed.is_empty());
    }
}

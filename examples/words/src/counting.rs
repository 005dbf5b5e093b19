//! Counting, which knows nothing of Python.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::{fs, io, thread};

/// How often each word was seen.
pub(crate) type Counts = HashMap<String, u64>;

/// The words of a text: what is between white space, without the punctuation around it.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let trimmed = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed.filter(|word| !word.is_empty())
}

/// Counts the words of a text, in lower case.
pub(crate) fn in_text(text: &str) -> Counts {
    let mut counts = Counts::new();
    for word in words(text) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Counts the words of files, several files at once.
pub(crate) fn in_files(paths: Vec<PathBuf>, threads: usize) -> io::Result<Counts> {
    let next = Mutex::new(paths.into_iter());
    let take = || next.lock().ok()?.next();
    let work = || -> io::Result<Counts> {
        let mut counts = Counts::new();
        while let Some(path) = take() {
            add(&mut counts, in_text(&fs::read_to_string(&path)?));
        }
        Ok(counts)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.clamp(1, 64)).map(|_| scope.spawn(work)).collect();
        let mut counts = Counts::new();
        for worker in workers {
            let part = worker.join().map_err(|_| io::Error::other("a worker panicked"))?;
            add(&mut counts, part?);
        }
        Ok(counts)
    })
}

/// Adds one count to another.
pub(crate) fn add(counts: &mut Counts, more: Counts) {
    for (word, count) in more {
        *counts.entry(word).or_default() += count;
    }
}

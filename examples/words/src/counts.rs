//! The class that holds counts.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hpy_rs::prelude::*;

use crate::counting;

/// How often each word was seen so far: a mapping.
///
/// It is `frozen`, and what changes is behind a lock: so threads of Python can add to one object at once. A `&mut self`
/// method would raise `RuntimeError` in the second thread.
#[hpy_type(mapping, frozen)]
pub(crate) struct Counts {
    counts: Mutex<counting::Counts>,
}

impl Counts {
    /// Nobody who has the lock waits for the interpreter, or has it for long, so one may wait for the lock in a call.
    fn lock(&self) -> MutexGuard<'_, counting::Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[hpy_methods]
impl Counts {
    #[new]
    fn new() -> Self {
        Counts { counts: Mutex::new(counting::Counts::new()) }
    }

    /// Counts the words of a text. Other threads of Python run meanwhile.
    #[hpy(signature = (text, /))]
    fn add(&self, ctx: Context<'_>, text: &str) {
        ctx.detach(|| {
            let found = counting::in_text(text);
            counting::add(&mut self.lock(), found);
        });
    }

    /// Counts the words of files, in this many threads; all of them, or none if one cannot be read.
    #[hpy(signature = (paths, threads = 2))]
    fn add_files(&self, ctx: Context<'_>, paths: Vec<PathBuf>, threads: usize) -> Result<()> {
        ctx.detach(|| {
            let found = counting::in_files(paths, threads)?;
            counting::add(&mut self.lock(), found);
            Ok(())
        })
    }

    /// The words seen most often, with their counts.
    #[hpy(signature = (limit = 10))]
    fn most_common(&self, limit: usize) -> Vec<(String, u64)> {
        let mut all: Vec<_> = self.lock().iter().map(|(word, count)| (word.clone(), *count)).collect();
        all.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        all.truncate(limit);
        all
    }

    fn keys(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    fn __len__(&self) -> usize {
        self.lock().len()
    }

    fn __contains__(&self, word: &str) -> bool {
        self.lock().contains_key(word)
    }

    fn __getitem__(&self, word: &str) -> Result<u64> {
        self.lock().get(word).copied().ok_or_else(|| PyKeyError::new(word.to_owned()))
    }

    fn __iter__<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.keys().into_py(ctx)?.call_method("__iter__", ())
    }
}

//! [`Sink`]: where the errors of an item gather, so that a user sees all of them at once.

use syn::Error;

/// Must be emptied by [`finish`](Sink::finish): in the crate's own tests, dropping it otherwise panics.
pub(crate) struct Sink {
    errors: Vec<Error>,
    is_finished: bool,
}

impl Sink {
    pub(crate) fn new() -> Self {
        Sink { errors: Vec::new(), is_finished: false }
    }

    /// Notes an error and goes on.
    pub(crate) fn report(&mut self, error: Error) {
        self.errors.push(error);
    }

    /// The value, or a noted error.
    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.report(error)).ok()
    }

    /// Whether nothing was noted so far: the gate between two stages.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// All errors as one, if there are any.
    pub(crate) fn finish(mut self) -> Option<Error> {
        self.is_finished = true;
        std::mem::take(&mut self.errors).into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        })
    }
}

#[cfg(test)]
impl Drop for Sink {
    fn drop(&mut self) {
        assert!(self.is_finished || std::thread::panicking(), "a sink was dropped with its errors");
    }
}

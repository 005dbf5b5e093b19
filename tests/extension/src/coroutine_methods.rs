//! `async fn` methods with `&self` and `&mut self`.

use std::future;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

use hpy_rs::Interpreter;
use hpy_rs::prelude::*;

use crate::coroutines::{Counted, pause};

async fn pause_often(times: usize) {
    for _ in 0..times {
        pause().await;
    }
}

/// A value that needs no drop.
#[hpy_type]
pub(crate) struct Tank {
    #[hpy(get, set)]
    level: i64,
}

#[hpy_methods]
impl Tank {
    #[new]
    fn new(level: i64) -> Self {
        Tank { level }
    }

    fn look(&self) -> i64 {
        self.level
    }

    fn change(&mut self, by: i64) -> i64 {
        self.level += by;
        self.level
    }

    #[hpy(signature = (pauses = 1, *, times = 1))]
    async fn read(&self, pauses: usize, times: i64) -> i64 {
        let _counted = Counted;
        pause_often(pauses).await;
        self.level * times
    }

    async fn fill(&mut self, by: i64, pauses: usize) -> Result<i64> {
        let _counted = Counted;
        for _ in 0..pauses {
            self.level += by;
            pause().await;
        }
        if by < 0 { Err(PyValueError::new(format!("down to {}", self.level))) } else { Ok(self.level) }
    }

    async fn read_for_ever(&self) {
        let _counted = Counted;
        future::pending::<()>().await;
    }

    async fn fill_for_ever(&mut self) {
        let _full = Full(self);
        future::pending::<()>().await;
    }

    /// Calls while it is borrowed.
    async fn fill_by(&mut self, python: Interpreter, by: Py) -> Result<i64> {
        self.level += python.attach(|ctx| by.call(ctx, ())?.extract::<i64>())?;
        pause().await;
        self.level += python.attach(|ctx| by.call(ctx, ())?.extract::<i64>())?;
        Ok(self.level)
    }
}

/// Uses what is borrowed when the future is dropped.
struct Full<'a>(&'a mut Tank);

impl Drop for Full<'_> {
    fn drop(&mut self) {
        self.0.level = 100;
        drop(Counted);
    }
}

/// A value that must be dropped, whose readers nobody counts.
#[hpy_type(frozen)]
pub(crate) struct Meter {
    name: String,
    reads: AtomicI64,
}

#[hpy_methods]
impl Meter {
    #[new]
    fn new(name: String) -> Self {
        Meter { name, reads: AtomicI64::new(0) }
    }

    async fn read(&self, prefix: String) -> String {
        let _counted = Counted;
        pause().await;
        format!("{prefix}{} {}", self.name, self.reads.fetch_add(1, SeqCst))
    }

    async fn read_for_ever(&self) -> usize {
        let _counted = Counted;
        future::pending::<()>().await;
        self.name.len()
    }
}

/// Counts when its value goes.
#[hpy_type]
pub(crate) struct Countable {
    counted: Counted,
}

#[hpy_methods]
impl Countable {
    #[new]
    fn new() -> Self {
        Countable { counted: Counted }
    }

    async fn pause(&self, times: usize) {
        let _ = &self.counted;
        pause_often(times).await;
    }
}

/// Extends another class, and refers to an object.
#[hpy_type(extends = Meter, frozen)]
pub(crate) struct PairedMeter {
    #[hpy(get)]
    other: Field<Meter>,
}

#[hpy_methods]
impl PairedMeter {
    #[new]
    fn new(other: &Handle<'_, Meter>, name: String) -> Result<(Self, Meter)> {
        Ok((PairedMeter { other: Field::new(other)? }, Meter::new(name)))
    }

    async fn other_later(slf: Py<Self>, python: Interpreter) -> Result<Py> {
        pause().await;
        python.attach(|ctx| slf.get_attr(ctx, "other")?.to_py())
    }

    async fn is_set(&self) -> bool {
        pause().await;
        true
    }
}

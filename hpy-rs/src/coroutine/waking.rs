//! [`Waking`]: what a future is woken by, on any thread. It does not call Python, nor wait for it.

use std::mem;
use std::sync::{Arc, Mutex};
use std::task::Wake;

use super::alarm::{self, Bell, bell_of};
use super::lock;
use crate::Result;
use crate::handle::{Handle, Py};
use crate::types::{PyDict, PyTuple};

/// The state of a future between two polls.
#[derive(Debug, Default)]
pub(super) struct Waking(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Whether it was woken since the last poll began.
    is_woken: bool,
    waiter: Option<Waiter>,
}

/// What Python code awaits meanwhile, by a weak reference, and the alarm of its loop.
#[derive(Debug)]
struct Waiter {
    reference: Py,
    bell: Arc<Bell>,
}

impl Waking {
    /// Forgets all: a poll begins, or the future has ended.
    pub(super) fn rest(&self) {
        // Dropped when the lock is released.
        let _before = mem::take(&mut *lock(&self.0));
    }

    /// What is to be awaited until it is woken; `None` if it was.
    pub(super) fn awaited<'ctx>(&self, names: &Handle<'ctx, PyDict>) -> Result<Option<Handle<'ctx>>> {
        if lock(&self.0).is_woken {
            return Ok(None);
        }
        let suspend = names.get_item("suspend")?;
        let mut parts = suspend.call(())?;
        if parts.is_none() {
            // Made here, as HPy's debug modes do not bear that Python code which Rust has called calls Rust.
            names.get_item("install")?.call(alarm::make(parts.ctx())?)?;
            parts = suspend.call(())?;
        }
        let parts = parts.cast_into::<PyTuple>()?;
        let (alarm, reference, awaited) = (parts.get(0)?, parts.get(1)?, parts.get(2)?);
        if alarm.is_none() {
            return Ok(Some(awaited));
        }
        let bell = bell_of(&alarm)?;
        let waiter = Waiter { reference: reference.to_py()?, bell };
        Ok(self.wait(waiter).then_some(awaited))
    }

    /// False if it was woken before there was anything to raise the alarm for.
    fn wait(&self, waiter: Waiter) -> bool {
        let mut state = lock(&self.0);
        let waits = !state.is_woken;
        let unused = if waits { state.waiter.replace(waiter) } else { Some(waiter) };
        drop(state);
        drop(unused);
        waits
    }
}

impl Wake for Waking {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut state = lock(&self.0);
        state.is_woken = true;
        let waiter = state.waiter.take();
        drop(state);
        if let Some(Waiter { reference, bell }) = waiter {
            bell.ring(reference);
        }
    }
}

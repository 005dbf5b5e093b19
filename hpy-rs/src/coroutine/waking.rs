//! [`Waking`]: what a future is woken by, on any thread. It does not call Python, nor wait for it, nor for another thread, which the
//! process may have no more when it was forked.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{AcqRel, Acquire};
use std::task::Wake;

use crossbeam_utils::atomic::AtomicCell;

use super::alarm::{Bell, bell_of, with_listener};
use crate::Result;
use crate::handle::{Handle, Py};
use crate::types::PyDict;

/// The state of a future between two polls.
///
/// Who wakes says so and then takes the waiter; who waits leaves the waiter and then looks whether that was said. Both change
/// `waiter`, one after the other: so the first one is not overlooked.
#[derive(Default)]
pub(super) struct Waking {
    /// Whether it was woken since the last poll began.
    is_woken: AtomicBool,
    waiter: AtomicCell<Option<Box<Waiter>>>,
}

/// What Python code awaits meanwhile, by a weak reference, and the alarm of its loop.
struct Waiter {
    reference: Py,
    bell: Arc<Bell>,
}

const _: () = assert!(AtomicCell::<Option<Box<Waiter>>>::is_lock_free());

impl Waking {
    /// Forgets all: a poll begins, or the future is dropped.
    pub(super) fn rest(&self) {
        self.is_woken.swap(false, AcqRel);
        drop(self.waiter.take());
    }

    /// What is to be awaited until it is woken; `None` if it was.
    pub(super) fn awaited<'ctx>(&self, names: &Handle<'ctx, PyDict>) -> Result<Option<Handle<'ctx>>> {
        if self.is_woken.load(Acquire) {
            return Ok(None);
        }
        let parts = with_listener(names, "suspend", ())?;
        let (bell, reference) = (bell_of(&parts.get(0)?)?, parts.get(1)?.to_py()?);
        Ok(self.wait(Waiter { reference, bell }).then_some(parts.get(2)?))
    }

    /// False if it was woken before there was anything to raise the alarm for.
    fn wait(&self, waiter: Waiter) -> bool {
        drop(self.waiter.swap(Some(Box::new(waiter))));
        // If it was woken and the waiter is gone, the alarm was raised for it.
        !self.is_woken.load(Acquire) || self.waiter.take().is_none()
    }
}

impl Wake for Waking {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Not a store: of several threads that wake, the next poll must see what each has written before.
        self.is_woken.swap(true, AcqRel);
        if let Some(waiter) = self.waiter.take() {
            waiter.bell.ring(waiter.reference);
        }
    }
}

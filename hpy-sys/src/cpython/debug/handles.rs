//! The records behind handles, builders and trackers: what each stands for, where it was made and where it was closed.
//!
//! A handle is the place of its record and the number of times that the place was used before, so that a stale one is
//! never taken for another. Places of closed handles are used again in turn, late enough that most misuse can still be told
//! where it began.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::trace::Trace;
use crate::abi::{HPy, PyObject};

/// What a handle is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum State {
    /// A constant of the context, which lives for ever.
    Constant,
    /// An argument: borrowed for its call.
    Argument,
    /// The extension's own, to be closed by it.
    Owned,
    /// No handle but a builder of a list, to be built or cancelled.
    ListBuilder,
    /// The same of a tuple.
    TupleBuilder,
    /// A tracker, to be closed.
    Tracker,
    /// Closed, built or cancelled.
    Closed,
}

impl State {
    /// Whether the extension must end it.
    fn is_to_be_ended(self) -> bool {
        matches!(self, Self::Owned | Self::ListBuilder | Self::TupleBuilder | Self::Tracker)
    }
}

/// What a handle was that cannot be used in this way.
#[derive(Debug)]
pub(super) enum Misuse {
    /// No record was ever made for it, or so long ago that nothing is known of it.
    Unknown,
    /// It is closed.
    Closed { made: Trace, closed: Trace },
    /// It is not what it is used as, but this.
    Other(State),
}

#[derive(Debug)]
struct Record {
    /// Of a builder or a tracker, what the plain table has for it.
    object: *mut PyObject,
    state: State,
    /// How often the place was used before.
    uses: usize,
    /// The span in which it was made.
    span: u64,
    made: Trace,
    closed: Trace,
}

#[derive(Debug)]
struct Records {
    all: Vec<Record>,
    /// Places of closed handles, the first closed first.
    closed: VecDeque<usize>,
    span: u64,
}

// SAFETY: objects are only handed on, to callers that hold the interpreter's lock.
unsafe impl Send for Records {}

static RECORDS: Mutex<Records> = Mutex::new(Records { all: Vec::new(), closed: VecDeque::new(), span: 0 });

/// So many closed handles are remembered.
const REMEMBERED: usize = 4096;

/// Half of a handle is the place, half the number of its uses.
const HALF: u32 = usize::BITS / 2;
const PLACES: usize = (1 << HALF) - 1;

fn records() -> MutexGuard<'static, Records> {
    RECORDS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn handle(place: usize, uses: usize) -> HPy {
    // No place is 0, so no handle is null.
    HPy(((uses << HALF) | (place + 1)).cast_signed())
}

impl Records {
    fn find(&mut self, handle: HPy) -> Option<(usize, &mut Record)> {
        let word = handle.0.cast_unsigned();
        let place = (word & PLACES).checked_sub(1)?;
        let record = self.all.get_mut(place)?;
        (record.uses == word >> HALF).then_some((place, record))
    }

    fn open(&mut self, object: *mut PyObject, state: State, made: Trace) -> HPy {
        let mut record = Record { object, state, uses: 0, span: self.span, made, closed: Trace::default() };
        let is_full = self.all.len() == PLACES;
        if (self.closed.len() > REMEMBERED || is_full)
            && let Some(place) = self.closed.pop_front()
        {
            record.uses = (self.all[place].uses + 1) & (PLACES >> 1);
            let handle = handle(place, record.uses);
            self.all[place] = record;
            return handle;
        }
        self.all.push(record);
        handle(self.all.len() - 1, 0)
    }

    fn close(&mut self, handle: HPy, from: State) -> Result<*mut PyObject, Misuse> {
        let (place, record) = self.find(handle).ok_or(Misuse::Unknown)?;
        match record.state {
            State::Closed => return Err(Misuse::Closed { made: record.made.clone(), closed: record.closed.clone() }),
            state if state != from => return Err(Misuse::Other(state)),
            _ => {}
        }
        record.state = State::Closed;
        if from.is_to_be_ended() {
            record.closed = Trace::here();
        }
        let object = record.object;
        self.closed.push_back(place);
        Ok(object)
    }
}

/// A new handle of `object`, or null for none.
///
/// It is `extern "C"`, as all that wrappers call, so that they have nothing to do if it panicked.
#[inline(never)]
pub(super) extern "C" fn open(object: *mut PyObject, state: State) -> HPy {
    if object.is_null() {
        return HPy::NULL;
    }
    // Arguments are made by the call, constants by the table.
    let made = if state.is_to_be_ended() { Trace::here() } else { Trace::default() };
    records().open(object, state, made)
}

/// The object of a handle that is not null.
pub(super) fn object_of(handle: HPy) -> Result<*mut PyObject, Misuse> {
    find(handle, |state| matches!(state, State::Constant | State::Argument | State::Owned))
}

/// What the plain table has for a builder or a tracker that is not null, and must be of this state.
pub(super) fn plain_of(handle: HPy, state: State) -> Result<*mut PyObject, Misuse> {
    find(handle, |found| found == state)
}

fn find(handle: HPy, is_right: impl Fn(State) -> bool) -> Result<*mut PyObject, Misuse> {
    let mut records = records();
    let (_, record) = records.find(handle).ok_or(Misuse::Unknown)?;
    match record.state {
        State::Closed => Err(Misuse::Closed { made: record.made.clone(), closed: record.closed.clone() }),
        state if is_right(state) => Ok(record.object),
        state => Err(Misuse::Other(state)),
    }
}

/// Closes a handle, a builder or a tracker that is not null and that must be of the state `from`; gives its object, with the
/// reference that it had.
pub(super) fn close(handle: HPy, from: State) -> Result<*mut PyObject, Misuse> {
    records().close(handle, from)
}

/// Begins a span and gives its number.
pub(super) fn begin_span() -> u64 {
    let mut records = records();
    records.span += 1;
    records.span
}

/// Something that was made and not ended.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) state: State,
    /// Of a handle, borrowed.
    pub(super) object: *mut PyObject,
    pub(super) made: Trace,
}

/// What was made since a span began and is open.
pub(super) fn left_open(since: u64) -> Vec<Left> {
    let is_left = |record: &&Record| record.state.is_to_be_ended() && record.span >= since;
    let left = |record: &Record| Left { state: record.state, object: record.object, made: record.made.clone() };
    records().all.iter().filter(is_left).map(left).collect()
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    fn object(address: usize) -> *mut PyObject {
        ptr::without_provenance_mut(address)
    }

    fn empty() -> Records {
        Records { all: Vec::new(), closed: VecDeque::new(), span: 0 }
    }

    #[test]
    fn a_handle_is_closed_once() {
        let mut records = empty();
        let handle = records.open(object(8), State::Owned, Trace::default());
        assert_eq!(records.close(handle, State::Owned).ok(), Some(object(8)));
        assert!(matches!(records.close(handle, State::Owned), Err(Misuse::Closed { .. })));
    }

    #[test]
    fn what_is_borrowed_is_not_closed() {
        let mut records = empty();
        for state in [State::Constant, State::Argument] {
            let handle = records.open(object(8), state, Trace::default());
            assert!(
                matches!(records.close(handle, State::Owned), Err(Misuse::Other(found)) if found == state),
                "{state:?}"
            );
        }
    }

    #[test]
    fn a_place_used_again_has_another_handle() {
        let mut records = empty();
        let place = |handle: HPy| handle.0.cast_unsigned() & PLACES;
        let first = records.open(object(8), State::Owned, Trace::default());
        assert!(records.close(first, State::Owned).is_ok());
        let again = loop {
            let next = records.open(object(16), State::Owned, Trace::default());
            if place(next) == place(first) {
                break next;
            }
            assert!(records.close(next, State::Owned).is_ok());
        };
        assert_eq!(records.all.len(), REMEMBERED + 1);
        assert_ne!(first.0, again.0);
        assert!(matches!(records.close(first, State::Owned), Err(Misuse::Unknown)));
        assert_eq!(records.close(again, State::Owned).ok(), Some(object(16)));
    }

    #[test]
    fn any_word_may_come() {
        let mut records = empty();
        for word in [1, -1, isize::MIN, isize::MAX] {
            assert!(matches!(records.close(HPy(word), State::Owned), Err(Misuse::Unknown)), "{word}");
        }
    }
}

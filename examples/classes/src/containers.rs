//! A mapping, a sequence, and what can be iterated over.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::prelude::*;

/// A mapping from texts to integers.
#[hpy_type(mapping, generic)]
pub(crate) struct Table {
    items: BTreeMap<String, i64>,
}

#[hpy_methods]
impl Table {
    #[new]
    #[hpy(signature = (**items))]
    fn new(items: HashMap<String, i64>) -> Self {
        Table { items: items.into_iter().collect() }
    }

    fn __len__(&self) -> usize {
        self.items.len()
    }

    fn __contains__(&self, key: &str) -> bool {
        self.items.contains_key(key)
    }

    fn __getitem__(&self, key: &str) -> Result<i64> {
        self.items.get(key).copied().ok_or_else(|| PyKeyError::new(key.to_owned()))
    }

    fn __setitem__(&mut self, key: String, value: i64) {
        self.items.insert(key, value);
    }

    fn __delitem__(&mut self, key: &str) -> Result<()> {
        self.items.remove(key).map(drop).ok_or_else(|| PyKeyError::new(key.to_owned()))
    }

    fn keys(&self) -> Vec<String> {
        self.items.keys().cloned().collect()
    }

    /// Python's own iterator, over a list of the keys as they are now.
    fn __iter__<'ctx>(&self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.keys().into_py(ctx)?.call_method("__iter__", ())
    }
}

/// A sequence of integers. Python iterates over it by `__getitem__`, until that raises `IndexError`.
#[hpy_type(sequence)]
pub(crate) struct Row {
    items: Vec<i64>,
}

#[hpy_methods]
impl Row {
    #[new]
    #[hpy(signature = (*items))]
    fn new(items: Vec<i64>) -> Self {
        Row { items }
    }

    fn __len__(&self) -> usize {
        self.items.len()
    }

    /// An index comes as it is written: a negative one counts from the end.
    fn __getitem__(&self, index: isize) -> Result<i64> {
        let start = if index < 0 { self.items.len() } else { 0 };
        let item = start.checked_add_signed(index).and_then(|place| self.items.get(place));
        item.copied().ok_or_else(|| PyIndexError::new("row index out of range"))
    }

    fn __concat__(&self, other: &Row) -> Row {
        Row { items: [&*self.items, &*other.items].concat() }
    }
}

/// A text that gives its letters.
#[hpy_type(frozen)]
pub(crate) struct Letters {
    text: String,
}

#[hpy_methods]
impl Letters {
    #[new]
    fn new(text: String) -> Self {
        Letters { text }
    }

    fn __iter__(slf: &Handle<'_, Self>) -> Result<LettersIterator> {
        Ok(LettersIterator { letters: Field::new(slf)?, place: 0.into() })
    }
}

/// Keeps what it iterates over in a `Field`. A class with a field has no `&mut self`: what changes is an atomic.
#[hpy_type]
pub(crate) struct LettersIterator {
    letters: Field<Letters>,
    place: AtomicUsize,
}

#[hpy_methods]
impl LettersIterator {
    fn __iter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn __next__(slf: &Handle<'_, Self>) -> Result<Option<char>> {
        let this = slf.try_borrow()?;
        let Some(letters) = this.letters.get(slf)? else { return Ok(None) };
        let place = this.place.load(Relaxed);
        let next = letters.get()?.text[place..].chars().next();
        this.place.store(place + next.map_or(0, char::len_utf8), Relaxed);
        Ok(next)
    }
}

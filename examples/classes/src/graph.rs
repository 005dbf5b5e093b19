//! Objects that refer to each other: a `Field` is seen by the collector, so that a cycle goes.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::prelude::*;

static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// Counts the values there are.
struct Counted;

impl Counted {
    fn new() -> Self {
        ALIVE.fetch_add(1, Relaxed);
        Counted
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Relaxed);
    }
}

/// A node with any object as its value and perhaps a next one.
#[hpy_type]
pub(crate) struct Node {
    #[hpy(get, set)]
    value: Field,
    #[hpy(get, set)]
    next: Field<Node>,
    _counted: Counted,
}

#[hpy_methods]
impl Node {
    #[new]
    #[hpy(signature = (value, next = None))]
    fn new(value: &Handle<'_>, next: Option<&Handle<'_, Node>>) -> Result<Self> {
        let next = next.map_or_else(|| Ok(Field::empty()), Field::new)?;
        Ok(Node { value: Field::new(value)?, next, _counted: Counted::new() })
    }

    /// The nodes from here on, each once. The object that a field is part of is needed to read it, so there is `slf`
    /// instead of `&self`.
    fn chain<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Vec<Handle<'ctx, Self>>> {
        let mut chain = Vec::new();
        let mut next = Some(slf.clone());
        while let Some(node) = next.filter(|node| !chain.iter().any(|seen: &Handle<'_, Self>| seen.is(node))) {
            next = node.try_borrow()?.next.get(&node)?;
            chain.push(node);
        }
        Ok(chain)
    }
}

/// How many nodes have not been collected.
#[hpy_function]
pub(crate) fn nodes_alive() -> usize {
    ALIVE.load(Relaxed)
}

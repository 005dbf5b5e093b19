//! [`Items`]: lists, tuples, sets and what else counts as a sequence.

use crate::convert::is_sequence;
use crate::handle::{Borrowed, Handle, Kind};
use crate::object::PyIter;
use crate::types::{ListIntoIter, PyFrozenSet, PyList, PySet, PyTuple, TupleIntoIter};
use crate::{PyError, Result};

/// The items of a sequence, one after the other.
pub(super) struct Items<'ctx> {
    walk: Walk<'ctx>,
    length: usize,
}

enum Walk<'ctx> {
    List(ListIntoIter<'ctx>),
    Tuple(TupleIntoIter<'ctx>),
    Another(PyIter<'ctx>),
}

pub(super) fn is_set(object: &Handle<'_>) -> bool {
    object.is_instance_of::<PySet>() || object.is_instance_of::<PyFrozenSet>()
}

impl<'ctx> Items<'ctx> {
    /// # Errors
    /// `TypeError` if the object is no sequence; what it raises.
    pub(super) fn of(object: Borrowed<'_, 'ctx>) -> Result<Self> {
        match object.kind() {
            Kind::List(list) => Items::of_list(list),
            Kind::Tuple(tuple) => Items::of_tuple(tuple),
            _ if is_set(&object) || is_sequence(&object)? => Items::of_another(object),
            _ => Err(PyError::wrong_type("sequence", object)),
        }
    }

    pub(super) fn of_list(list: Borrowed<'_, 'ctx, PyList>) -> Result<Self> {
        Ok(Items { length: list.len()?, walk: Walk::List(list.to_owned().into_iter()) })
    }

    pub(super) fn of_tuple(tuple: Borrowed<'_, 'ctx, PyTuple>) -> Result<Self> {
        Ok(Items { length: tuple.len()?, walk: Walk::Tuple(tuple.to_owned().into_iter()) })
    }

    pub(super) fn of_another(object: Borrowed<'_, 'ctx>) -> Result<Self> {
        Ok(Items { length: object.len()?, walk: Walk::Another(object.try_iter()?) })
    }

    /// How many items the sequence says that it has.
    pub(super) fn length(&self) -> usize {
        self.length
    }
}

impl<'ctx> Iterator for Items<'ctx> {
    type Item = Result<Handle<'ctx>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.walk {
            Walk::List(items) => items.next(),
            Walk::Tuple(items) => items.next(),
            Walk::Another(items) => items.next(),
        }
    }
}

//! Lists, tuples and dicts, written step by step.

use hpy_rs::prelude::*;
use hpy_rs::types::{DictIntoIter, ListIntoIter, TupleIntoIter};

use super::{Encoder, Written};

/// So many containers can be inside each other, as in ujson.
const DEEPEST: usize = 1024;

/// A list, tuple or dict of which a part was written.
pub(super) struct Container<'ctx> {
    rest: Rest<'ctx>,
    /// Whether nothing but the bracket is written.
    is_new: bool,
}

/// What is not yet written.
enum Rest<'ctx> {
    List(ListIntoIter<'ctx>),
    Tuple(TupleIntoIter<'ctx>),
    Dict(DictIntoIter<'ctx>),
    /// The keys of a dict in an order of ours.
    Sorted(ListIntoIter<'ctx>, Handle<'ctx, PyDict>),
}

impl<'ctx> Encoder<'ctx> {
    pub(super) fn begin_list(&mut self, list: Borrowed<'_, 'ctx, PyList>) -> Result<Written> {
        self.begin(b'[', Rest::List(list.to_owned().into_iter()))
    }

    pub(super) fn begin_tuple(&mut self, tuple: Borrowed<'_, 'ctx, PyTuple>) -> Result<Written> {
        self.begin(b'[', Rest::Tuple(tuple.to_owned().into_iter()))
    }

    pub(super) fn begin_dict(&mut self, dict: Borrowed<'_, 'ctx, PyDict>) -> Result<Written> {
        let dict = dict.to_owned();
        if !self.options.sort_keys {
            return self.begin(b'{', Rest::Dict(dict.into_pairs()?));
        }
        let keys = dict.keys()?;
        keys.sort()?;
        self.begin(b'{', Rest::Sorted(keys.into_iter(), dict))
    }

    fn begin(&mut self, bracket: u8, rest: Rest<'ctx>) -> Result<Written> {
        if self.depth == DEEPEST {
            return Err(PyOverflowError::new("Maximum recursion level reached"));
        }
        self.depth += 1;
        self.out.push(bracket)?;
        self.begun = Some(Container { rest, is_new: true });
        Ok(Written::Begun)
    }

    /// Writes on up to the next container inside, which is begun, or to the end. Says whether it was the former.
    #[inline]
    pub(super) fn go_on(&mut self, container: &mut Container<'ctx>) -> Result<bool> {
        let Container { rest, is_new } = container;
        let has_begun = match rest {
            Rest::List(items) => self.write_items(items, is_new)?,
            Rest::Tuple(items) => self.write_items(items, is_new)?,
            Rest::Dict(pairs) => self.write_pairs(pairs, is_new)?,
            Rest::Sorted(keys, dict) => self.write_pairs(&mut keys.map(|key| pair_of(dict, key?)), is_new)?,
        };
        if !has_begun {
            self.depth -= 1;
            if !*is_new {
                self.options.new_line(&mut self.out, self.depth)?;
            }
            self.out.push(if let Rest::List(_) | Rest::Tuple(_) = rest { b']' } else { b'}' })?;
        }
        Ok(has_begun)
    }

    #[inline]
    fn write_items(
        &mut self,
        items: &mut impl Iterator<Item = Result<Handle<'ctx>>>,
        is_new: &mut bool,
    ) -> Result<bool> {
        for item in items {
            self.separate(is_new)?;
            if self.write(&item?)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[inline]
    fn write_pairs(
        &mut self,
        pairs: &mut impl Iterator<Item = Result<(Handle<'ctx>, Handle<'ctx>)>>,
        is_new: &mut bool,
    ) -> Result<bool> {
        for pair in pairs {
            let (key, value) = pair?;
            self.separate(is_new)?;
            self.write_key(&key)?;
            if self.write(&value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes what stands before an item.
    #[inline(always)]
    fn separate(&mut self, is_new: &mut bool) -> Result<()> {
        if !std::mem::take(is_new) {
            self.options.separate(&mut self.out)?;
        }
        self.options.new_line(&mut self.out, self.depth)
    }
}

/// A key that the dict had when it was begun, and its value.
fn pair_of<'ctx>(dict: &Handle<'ctx, PyDict>, key: Handle<'ctx>) -> Result<(Handle<'ctx>, Handle<'ctx>)> {
    match dict.get_item(&key) {
        Ok(value) => Ok((key, value)),
        // Python code that has run meanwhile, such as `default`, has taken it away.
        Err(error) if error.matches::<PyKeyError>(dict.ctx()) => {
            Err(PyRuntimeError::new("dictionary changed during iteration"))
        }
        Err(error) => Err(error),
    }
}

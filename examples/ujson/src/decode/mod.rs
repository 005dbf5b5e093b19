//! From a JSON text to Python objects: each is made as soon as its token is read.
//!
//! Nesting is kept on a stack of our own, so that no text, however deep, touches the native one.

mod fault;
mod input;
mod keys;
mod number;
mod reader;
mod string;

use hpy_rs::prelude::*;

use crate::unicode;
use fault::Fault;
pub(crate) use input::with_text;
use keys::Keys;
pub(crate) use reader::Reader;
use reader::{Text, Token};

/// So many lists and objects can be inside each other, as in ujson.
const DEEPEST: usize = 1024;
/// So many items of a list are kept at most until it is made: handles cost PyPy the more, the more there are.
const MOST_ITEMS: usize = 256;
/// For so many there is room from the start.
const FEW_ITEMS: usize = 32;
/// After so many values Ctrl-C is looked for.
const SIGNAL_INTERVAL: usize = 1 << 16;

/// The object that the text stands for.
pub(crate) fn decode<'ctx>(ctx: Context<'ctx>, mut reader: Reader<'_>) -> Result<Handle<'ctx>> {
    let keys = Keys::new(ctx, reader.len())?;
    let token = reader.value()?;
    let mut decoder = Decoder { ctx, reader, keys, items: Vec::new(), outer: Vec::new(), depth: 0, count: 0 };
    decoder.items.try_reserve(FEW_ITEMS).map_err(Fault::from)?;
    let value = match decoder.start(token)? {
        Started::Value(value) => value,
        Started::Container(container) => decoder.fill(container)?,
    };
    decoder.reader.end()?;
    Ok(value)
}

struct Decoder<'t, 'ctx> {
    ctx: Context<'ctx>,
    reader: Reader<'t>,
    keys: Keys<'t, 'ctx>,
    /// The items read so far of all lists that are not complete.
    items: Vec<Handle<'ctx>>,
    /// The incomplete containers around the one that is being filled.
    outer: Vec<Container<'ctx>>,
    /// How many containers are incomplete.
    depth: usize,
    /// How many values were read.
    count: usize,
}

/// A list or a dict that is not complete.
enum Container<'ctx> {
    List {
        /// Where its items begin, while they are few.
        first: usize,
        /// All of them, once they are many.
        list: Option<Handle<'ctx, PyList>>,
    },
    Dict {
        dict: Handle<'ctx, PyDict>,
        /// The key of the container inside that is being filled.
        key: Option<Handle<'ctx, PyStr>>,
    },
}

/// What a token makes.
enum Started<'ctx> {
    Value(Handle<'ctx>),
    /// Its first item or key is read next.
    Container(Container<'ctx>),
}

impl<'ctx> Decoder<'_, 'ctx> {
    /// Reads on until the container, and all that are in it, are complete.
    fn fill(&mut self, mut container: Container<'ctx>) -> Result<Handle<'ctx>> {
        loop {
            let inner = match &mut container {
                Container::List { first, list } => self.read_items(*first, list)?,
                Container::Dict { dict, key } => self.read_pairs(dict, key)?,
            };
            if let Some(inner) = inner {
                self.outer.try_reserve(1).map_err(Fault::from)?;
                self.outer.push(std::mem::replace(&mut container, inner));
                continue;
            }
            let mut complete = self.finish(container)?;
            container = loop {
                let Some(mut outer) = self.outer.pop() else { return Ok(complete) };
                if self.put(&mut outer, complete)? {
                    break outer;
                }
                complete = self.finish(outer)?;
            };
        }
    }

    /// Reads items up to the end of the list, or to a container among them.
    #[inline]
    fn read_items(&mut self, first: usize, list: &mut Option<Handle<'ctx, PyList>>) -> Result<Option<Container<'ctx>>> {
        loop {
            let token = self.reader.value()?;
            match self.start(token)? {
                Started::Value(value) => self.add(first, list, value)?,
                Started::Container(inner) => return Ok(Some(inner)),
            }
            if !self.list_goes_on(first, list.as_ref())? {
                return Ok(None);
            }
        }
    }

    /// Adds an item to a list.
    #[inline]
    fn add(&mut self, first: usize, list: &mut Option<Handle<'ctx, PyList>>, item: Handle<'ctx>) -> Result<()> {
        if let Some(list) = list {
            return list.append(item);
        }
        self.items.try_reserve(1).map_err(Fault::from)?;
        self.items.push(item);
        if self.items.len() - first == MOST_ITEMS {
            *list = Some(self.list_of_items(first)?);
        }
        Ok(())
    }

    /// A list of the last items.
    fn list_of_items(&mut self, first: usize) -> Result<Handle<'ctx, PyList>> {
        PyList::new(self.ctx, self.items.drain(first..))
    }

    /// Behind an item of a list: whether another one follows.
    #[inline]
    fn list_goes_on(&mut self, first: usize, list: Option<&Handle<'ctx, PyList>>) -> Result<bool, Fault> {
        let is_first = list.is_none() && self.items.len() == first + 1;
        self.reader.list_goes_on(is_first)
    }

    /// Reads keys and values up to the end of the object, or to a container among the values.
    #[inline]
    fn read_pairs(
        &mut self,
        dict: &Handle<'ctx, PyDict>,
        key_of_inner: &mut Option<Handle<'ctx, PyStr>>,
    ) -> Result<Option<Container<'ctx>>> {
        loop {
            let text = self.reader.key()?;
            let key = match text {
                Text::Plain(text) => self.keys.find(text)?,
                Text::Unescaped => self.keys.put(unicode::decode(self.ctx, self.reader.unescaped())?),
            };
            let token = self.reader.value()?;
            let started = self.start(token)?;
            let key = self.keys.at(key);
            match started {
                Started::Value(value) => dict.set_item(key, value)?,
                Started::Container(inner) => {
                    *key_of_inner = Some(key.clone());
                    return Ok(Some(inner));
                }
            }
            if !self.reader.object_goes_on()? {
                return Ok(None);
            }
        }
    }

    /// Puts a complete container into the one around it; whether that goes on.
    fn put(&mut self, outer: &mut Container<'ctx>, complete: Handle<'ctx>) -> Result<bool> {
        match outer {
            Container::List { first, list } => {
                self.add(*first, list, complete)?;
                Ok(self.list_goes_on(*first, list.as_ref())?)
            }
            Container::Dict { dict, key } => {
                if let Some(key) = key.take() {
                    dict.set_item(key, complete)?;
                }
                Ok(self.reader.object_goes_on()?)
            }
        }
    }

    /// The object of a container that was read to its end.
    fn finish(&mut self, container: Container<'ctx>) -> Result<Handle<'ctx>> {
        self.depth -= 1;
        match container {
            Container::List { list: Some(list), .. } => Ok(list.into_any()),
            Container::List { first, list: None } => Ok(self.list_of_items(first)?.into_any()),
            Container::Dict { dict, .. } => Ok(dict.into_any()),
        }
    }

    /// Makes the value of a token, or the container that it opens.
    #[inline(always)]
    fn start(&mut self, token: Token<'_>) -> Result<Started<'ctx>> {
        self.count += 1;
        if self.count.is_multiple_of(SIGNAL_INTERVAL) {
            self.ctx.check_signals()?;
        }
        let ctx = self.ctx;
        Ok(Started::Value(match token {
            Token::Null => ctx.none().to_owned().into_any(),
            Token::Bool(value) => PyBool::new(ctx, value).to_owned().into_any(),
            Token::Int(value) => PyInt::new(ctx, value)?.into_any(),
            Token::Long(digits) => ctx.int_type().call((digits,))?,
            Token::Float(value) => PyFloat::new(ctx, value)?.into_any(),
            Token::String(Text::Plain(text)) => PyStr::new(ctx, text)?.into_any(),
            Token::String(Text::Unescaped) => unicode::decode(ctx, self.reader.unescaped())?.into_any(),
            Token::List => return self.open_list(),
            Token::Object => return self.open_object(),
        }))
    }

    fn check_depth(&self) -> Result<(), Fault> {
        if self.depth < DEEPEST { Ok(()) } else { Err(Fault::DEPTH) }
    }

    fn open_list(&mut self) -> Result<Started<'ctx>> {
        self.check_depth()?;
        if self.reader.list_is_empty() {
            return Ok(Started::Value(PyList::empty(self.ctx)?.into_any()));
        }
        self.depth += 1;
        Ok(Started::Container(Container::List { first: self.items.len(), list: None }))
    }

    fn open_object(&mut self) -> Result<Started<'ctx>> {
        self.check_depth()?;
        let dict = PyDict::new(self.ctx)?;
        if self.reader.object_is_empty() {
            return Ok(Started::Value(dict.into_any()));
        }
        self.depth += 1;
        Ok(Started::Container(Container::Dict { dict, key: None }))
    }
}

//! Values of [serde](https://serde.rs) and plain Python objects: `dict`, `list`, `str`, `int`, `float`, `bool`, `None`, `bytes`,
//! `tuple`. A feature of the name `serde`.
//!
//! [`Serde<T>`](Serde) is an argument or a result; [`from_python`] and [`to_python`] are the same within a function. [`dump`] hands an
//! object to the serializer of any format, and [`load`] makes one of what the deserializer of a format reads, with no type of Rust's
//! between them. [`Serializer`] and [`Deserializer`] are for what else works on serde's traits.
//!
//! ```
//! use hpy_rs::prelude::*;
//! use hpy_rs::serde::Serde;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize)]
//! struct Order {
//!     customer: String,
//!     items: Vec<Item>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Item {
//!     price: u64,
//!     #[serde(default = "one")]
//!     count: u64,
//! }
//!
//! fn one() -> u64 {
//!     1
//! }
//!
//! #[derive(Serialize)]
//! struct Bill {
//!     to: String,
//!     total: u64,
//! }
//!
//! /// `bill({"customer": "Ada", "items": [{"price": 5}]})` is `{"to": "Ada", "total": 5}`.
//! #[hpy_function]
//! fn bill(order: Serde<Order>) -> Serde<Bill> {
//!     let total = order.items.iter().map(|item| item.price * item.count).sum();
//!     Serde(Bill { to: order.0.customer, total })
//! }
//! ```

mod deserializer;
mod dump;
mod failure;
mod items;
mod load;
mod pairs;
mod plain;
mod serializer;
mod wrapper;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Result;
use crate::context::Context;
use crate::handle::Handle;

pub use deserializer::Deserializer;
pub use dump::dump;
pub use load::load;
pub use serializer::{DictSerializer, ListSerializer, Serializer, TupleSerializer, VariantSerializer};
pub use wrapper::Serde;

/// How the text of a `RecursionError` ends.
const READING: &str = " while reading a Python object";
const MAKING: &str = " while making a Python object";

/// The room that is kept for so many items before they are seen: a length may lie.
const TRUSTED: usize = 1024;

/// Makes a plain Python object of a value.
///
/// | serde | Python |
/// |---|---|
/// | struct, map | `dict` |
/// | sequence | `list` |
/// | tuple, array, tuple struct | `tuple` |
/// | a variant of an enum | `str`, its name; with data a `dict` of the name and the data. `tag`, `content` and `untagged` as always |
/// | newtype struct, `Some` | what is in it |
/// | `()`, unit struct, `None` | `None` |
/// | text, `char` | `str` |
/// | bytes (`serde_bytes`) | `bytes` |
/// | numbers and `bool` | `int`, `float`, `bool` |
///
/// What has a text to be read by humans gets that, as in JSON.
///
/// # Errors
/// `ValueError` with the text of an error that the `Serialize` of a type makes; `TypeError` for a key that cannot be hashed;
/// `RecursionError` as of [`Context::recurse`]; `MemoryError`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn primes(ctx: Context<'_>) -> Result<Handle<'_>> {
///     hpy_rs::serde::to_python(ctx, &[2, 3, 5, 7])
/// }
/// ```
pub fn to_python<'ctx, T: Serialize + ?Sized>(ctx: Context<'ctx>, value: &T) -> Result<Handle<'ctx>> {
    value.serialize(Serializer::new(ctx))
}

/// Makes a value of a plain Python object: the table at [`to_python`], from right to left.
///
/// A sequence is also made of a `set` or a `frozenset`, and of any object with `__getitem__` and `__len__` but `str`; a map or a struct
/// of any object with `keys` and `__getitem__`. Numbers, texts and bytes are taken as arguments of these types are: an `int` is also an
/// object with `__index__`.
///
/// # Errors
/// `TypeError` for an object of the wrong type, `OverflowError` for an `int` that does not fit, `ValueError` for what else is wrong with
/// the data: a missing field, an unknown variant, an error that the `Deserialize` of a type makes. They say where in the data:
/// `items[3].price must be int, not str`. `RecursionError` as of [`Context::recurse`], and at more than 128 levels of data whose type serde
/// does not know beforehand (`untagged`, `flatten`, `tag`). What Python code raises comes as it is.
///
/// ```
/// use std::collections::HashMap;
///
/// use hpy_rs::prelude::*;
///
/// #[hpy_function]
/// fn longest(object: &Handle<'_>) -> Result<Option<String>> {
///     let lengths: HashMap<String, u32> = hpy_rs::serde::from_python(object)?;
///     Ok(lengths.into_iter().max_by_key(|(_, length)| *length).map(|(name, _)| name))
/// }
/// ```
pub fn from_python<T: DeserializeOwned>(object: &Handle<'_>) -> Result<T> {
    T::deserialize(Deserializer::new(object))
}

//! Ways that are shorter than HPy's where a handle leads to its object's [address](super::address).
//!
//! HPy's table has them all, but makes an `int` of an index to get an item, knows no way through a dict but by a list of its
//! keys, and none from a text of known length to a `str`. Elsewhere, in HPy's debug mode too, each says so or takes the long
//! way.

mod item;
mod layout;
mod pairs;
mod text;

pub use item::item_at;
pub(super) use layout::learn;
pub use layout::tuple_items;
pub use pairs::{dict_type, next_pair, pairs_of};
pub use text::{interned, str_from_ascii, str_from_utf8, str_from_utf16};

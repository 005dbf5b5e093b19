//! The texts of `#[derive(FromPy)]` and `#[derive(IntoPy)]`; part of [`messages`](super::messages).

use super::Message;

pub(crate) const TRANSPARENT_ENUM: Message = Message {
    text: "`transparent` cannot stand on an enum",
    help: "write it on a variant; one with a single member without a name is so by itself",
};

pub(crate) const TRANSPARENT_MEMBERS: Message = Message {
    text: "what is `transparent` must have one member, not {0}",
    help: "remove it: members with names are attributes, those without make up a tuple",
};

pub(crate) const OPTION_OF_TUPLE: Message = Message {
    text: "`{0}` cannot stand on a member without a name",
    help: "members without names make up a tuple; write `{ name: Type }`",
};

pub(crate) const ATTRIBUTE_AND_ITEM: Message =
    Message { text: "a member cannot be an attribute and an item", help: "remove one of the options" };

pub(crate) const NOTHING_TO_CONVERT: Message = Message {
    text: "`{0}` has no members, so nothing says which object it is",
    help: "write `impl FromPy` or `impl IntoPy` by hand, or make the enum a `#[hpy_type]`",
};

pub(crate) const NO_VARIANTS: Message =
    Message { text: "an enum without variants cannot be made of an object or into one", help: "add a variant" };

pub(crate) const LIFETIMES_OF_CONVERSION: Message = Message {
    text: "a type with `#[derive(FromPy)]` can have the lifetime of handles and one more, not `{0}` as well",
    help: "call that of handles `'ctx`, and have one other for what is borrowed from the object",
};

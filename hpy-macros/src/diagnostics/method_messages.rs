//! The texts of `#[hpy_methods]`; part of [`messages`](super::messages).

use super::Message;

// The block, and the attributes of its items.

pub(crate) const NOT_AN_IMPL: Message = Message {
    text: "`#[hpy_methods]` must stand on an `impl` block",
    help: "write `#[hpy_methods] impl Type { … }`; a type can have several",
};

pub(crate) const UNSAFE_IMPL: Message =
    Message { text: "the block of `#[hpy_methods]` cannot be `unsafe`", help: "remove the `unsafe`" };

pub(crate) const IMPL_OF_TRAIT: Message = Message {
    text: "`#[hpy_methods]` cannot stand on the `impl` of a trait",
    help: "write methods of the type itself that call those of the trait: `impl Type { … }`",
};

pub(crate) const GENERIC_IMPL: Message = Message {
    text: "the block of `#[hpy_methods]` cannot be generic",
    help: "a class of Python is one type, without parameters or lifetimes: write `impl Type { … }`, and keep owned values or `Field`s in it",
};

pub(crate) const IMPL_TYPE: Message = Message {
    text: "`#[hpy_methods]` must be for a type with `#[hpy_type]`",
    help: "write `impl Type { … }`, by the type's name or a path to it, without arguments",
};

pub(crate) const MARK_REPEATED: Message =
    Message { text: "`#[{0}]` cannot be given twice", help: "remove one of the two" };

pub(crate) const MARKS_EXCLUDE: Message = Message {
    text: "`#[{1}]` cannot stand beside `#[{0}]`",
    help: "write two methods that call the same function; only `#[new]` and `#[classmethod]` go together",
};

pub(crate) const MARK_OF_METHODS: Message = Message {
    text: "`#[{0}]` cannot stand here",
    help: "functions take all attributes of `#[hpy_methods]`, constants `#[classattr]` alone, once, and `#[hpy(name = \"…\")]` beside it",
};

pub(crate) const PROPERTY_NAME: Message =
    Message { text: "`#[{0}]` can only have the name of the property", help: "write `#[{0}]` or `#[{0}(name)]`" };

pub(crate) const PROPERTY_NAMED_TWICE: Message =
    Message { text: "the property `{0}` cannot be given a second name", help: "remove one of the two" };

pub(crate) const NEW_NAMED: Message = Message {
    text: "`#[new]` cannot have a name: it is what the class itself is called for",
    help: "remove the name, or write a `#[staticmethod]` or `#[classmethod]` with that name",
};

pub(crate) const FIXED_PARAMETERS: Message =
    Message { text: "`{0}` cannot be given for `{1}`", help: "remove it: Python decides how it is called" };

pub(crate) const RECEIVER_TYPE: Message = Message {
    text: "the object cannot be passed as this type",
    help: "write `&self` or `&mut self`, or `slf` with the type `&Handle<'_, Self>`, `Handle<'_, Self>`, `Borrowed<'_, '_, Self>`, `Py<Self>`, `PyRef<'_, '_, Self>` or `PyRefMut<'_, '_, Self>`",
};

pub(crate) const RECEIVER_NOT_PASSED: Message = Message { text: "`{0}` cannot take `self`", help: "{1}" };

pub(crate) const RECEIVER_MISSING: Message = Message {
    text: "the method `{0}` must take `self`",
    help: "write `&self` as the first parameter, or above the function `#[new]` if it makes the object, `#[classmethod]` if it takes the class, `#[staticmethod]` if it needs neither",
};

pub(crate) const HANDLE_OF_SELF: Message = Message {
    text: "`{0}` cannot give a `Handle<'_>`: this `'_` is how long `self` is borrowed, not the call",
    help: "name the call: `fn {0}<'ctx>(&self, ctx: Context<'ctx>) -> Handle<'ctx>`",
};

pub(crate) const RECEIVER_MISSING_OF_ROLE: Message = Message {
    text: "`{0}` must take `self`: Python calls it on an object",
    help: "write `&self` as the first parameter",
};

pub(crate) const CLASS_PARAMETER: Message = Message {
    text: "`{0}` must take its class first",
    help: "write `cls: &Handle<'_, PyType>`, or `Borrowed<'_, '_, PyType>`, as the first parameter",
};

pub(crate) const PARAMETER_COUNT: Message = Message {
    text: "{0} must have {1}, and has {2}",
    help: "write `fn {3}{4}`; what it is called on does not count, nor does a `Context<'_>`",
};

pub(crate) const SLOT_NOT_ON_OBJECT: Message = Message {
    text: "`{0}` must be an ordinary method: Python calls it on an object",
    help: "remove the attribute and take `&self`",
};

pub(crate) const NEW_REPEATED: Message = Message {
    text: "a class cannot have two `#[new]`",
    help: "make one of them a `#[staticmethod]` that returns `Self`",
};

pub(crate) const MEMBER_REPEATED: Message = Message {
    text: "`{0}` cannot be there twice in Python",
    help: "rename one of the two, or give it another name in Python: `#[hpy(name = \"…\")]`",
};

pub(crate) const RICHCMP_AND_COMPARISON: Message = Message {
    text: "`__richcmp__` cannot stand beside `{0}`: it makes all six comparisons",
    help: "keep either `__richcmp__`, or those of `__eq__`, `__lt__` … that are needed",
};

pub(crate) const NEW_BY_NAME: Message = Message {
    text: "`{0}` must have `#[new]`",
    help: "write `#[new] fn {0}(…) -> Self`: there is no object yet that it could be called on",
};

pub(crate) const TRAVERSE_BY_HAND: Message = Message {
    text: "`{0}` cannot be written by hand: it is derived from the `Field` members",
    help: "remove it: the collector sees every `Field`, `Option<Field>` and such in the type",
};

pub(crate) const BUFFER_BY_HAND: Message = Message {
    text: "`{0}` cannot be written by hand",
    help: "a buffer is exported by implementing the trait `BufferExport`, which makes it safe",
};

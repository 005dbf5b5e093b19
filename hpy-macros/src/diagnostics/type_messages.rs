//! The texts of `#[hpy_type]` and `#[derive(Traverse)]`; part of [`messages`](super::messages).

use super::Message;

// Types: the item and its names.

pub(crate) const NOT_A_TYPE: Message = Message {
    text: "`{0}` must stand on a struct or an enum",
    help: "write `{0} struct Name { … }` or `{0} enum Name { … }`",
};

pub(crate) const UNION: Message = Message {
    text: "a union cannot have `{0}`",
    help: "nothing says which of its fields is there: write an enum with data",
};

pub(crate) const GENERIC_TYPE: Message = Message {
    text: "a type with `{0}` cannot be generic over `{1}`",
    help: "a class of Python is one type of Rust: write it for one type, or hold a `Field<PyAny>`",
};

pub(crate) const LIFETIME_TYPE: Message = Message {
    text: "a type with `{0}` cannot have the lifetime `{1}`",
    help: "Python keeps its objects as long as it likes: hold owned values, such as `String`, `Py<T>` or `Field<T>`",
};

pub(crate) const EMPTY_ENUM: Message = Message {
    text: "an enum without variants cannot be a `#[hpy_type]`",
    help: "it has no values that Python could see; add a variant",
};

pub(crate) const NOT_A_TYPE_NAME: Message = Message {
    text: "`{0}` cannot be the name of a class in Python",
    help: "give it another one: `#[hpy_type(name = \"…\")]`, an identifier that is not a keyword of Python",
};

pub(crate) const NOT_A_MEMBER_NAME: Message = Message {
    text: "`{0}` cannot be the name of an attribute in Python",
    help: "give it another one: `#[hpy(name = \"…\")]`, an identifier that is not a keyword of Python",
};

pub(crate) const NOT_A_MODULE_PATH: Message = Message {
    text: "`{0}` cannot be the name of a module in Python",
    help: "write it as in an `import`: `module = \"package.module\"`",
};

pub(crate) const NAME_OF_A_PRIMITIVE: Message = Message {
    text: "`{0}` cannot be the name of a `#[hpy_type]` in Rust: the primitive type would be hidden",
    help: "rename it, and keep the name in Python: `#[hpy_type(name = \"{0}\")]`",
};

pub(crate) const NAME_TWICE: Message = Message {
    text: "`{0}` cannot be the name of two attributes of `{1}` in Python",
    help: "give one of them another name: `#[hpy(name = \"…\")]`",
};

// Types: options.

pub(crate) const UNKNOWN_VALUE: Message =
    Message { text: "`{0}` cannot be the value of `{1}`", help: "the values are {2}" };

pub(crate) const DICT_OF_EXCEPTION: Message = Message {
    text: "`dict` cannot be an option of a class that extends an exception: every exception has a `__dict__`",
    help: "remove it",
};

pub(crate) const OPTION_FREELIST: Message = Message {
    text: "`{0}` cannot be an option of `#[hpy_type]`: HPy leaves the memory of objects to the interpreter",
    help: "remove it",
};

pub(crate) const OPTION_IMMUTABLE_TYPE: Message = Message {
    text: "`{0}` cannot be an option of `#[hpy_type]`: HPy has no flag for it, and sets attributes of classes after they are made",
    help: "remove it; `frozen` makes the instances immutable",
};

pub(crate) const OPTION_GC: Message = Message {
    text: "`{0}` cannot be an option of `#[hpy_type]`: the members say whether the collector has to know",
    help: "remove it, and hold objects in `Field`s",
};

pub(crate) const OPTION_FROM_PY_OBJECT: Message = Message {
    text: "`{0}` cannot be an option of `#[hpy_type]`: every type that is `Clone` converts from its objects",
    help: "remove it, and derive `Clone` or do not",
};

pub(crate) const BASE_NOT_A_PATH: Message = Message {
    text: "the value of `extends` must be the path of a type",
    help: "write `extends = Base`, where `Base` is another `#[hpy_type]` struct",
};

pub(crate) const BASE_BUILTIN: Message = Message {
    text: "a `#[hpy_type]` cannot extend `{0}`: of Python's own classes only `PyDict`, `PyFloat`, `PyFrozenSet`, `PyList`, `PySet`, `PyStr`, `PyTzInfo` and exceptions can be extended",
    help: "some interpreters would crash, others give wrong values; hold the object in a `Field`, or say what the class does by methods such as `__len__` and `__getitem__`",
};

pub(crate) const STR_FORMAT: Message = Message {
    text: "the value of `str` must be a format string whose places name members",
    help: "for example `str = \"({x}, {y:.2})\"`, for a tuple `str = \"{0}\"`; for anything else, implement `Display` and write `str` alone",
};

pub(crate) const STR_MEMBER: Message =
    Message { text: "`{0}` cannot stand in `str`: there is no such member", help: "its members: {1}" };

pub(crate) const NEEDS_OPTION: Message =
    Message { text: "`{0}` must go with `{1}`", help: "add it: `#[hpy_type({0}, {1})]`" };

pub(crate) const OPTIONS_EXCLUDE: Message =
    Message { text: "`{0}` cannot go with `{1}`", help: "keep the one that says what the class is, remove the other" };

pub(crate) const FROM_FIELDS_EXTENDS: Message = Message {
    text: "`new = \"from_fields\"` cannot go with `extends`: the fields of the base would have no values",
    help: "write a `#[new]` in `#[hpy_methods]` that returns the value and the base's: `(Self, Base)`",
};

pub(crate) const FROM_FIELDS_CONDITION: Message = Message {
    text: "`{0}` cannot have a `#[cfg]`: it is a parameter of the constructor",
    help: "write the constructor yourself: a `#[new]` in `#[hpy_methods]`",
};

pub(crate) const OPTION_OF_STRUCT: Message = Message {
    text: "`{0}` cannot be an option of an enum",
    help: "it is about the fields of a struct; what variants show is decided by their shape",
};

pub(crate) const OPTION_OF_SIMPLE_ENUM: Message =
    Message { text: "`{0}` must stand on an enum without data", help: "remove it, or the data of the variants" };

pub(crate) const OPTION_OF_DATA: Message = Message {
    text: "`{0}` cannot be an option of an enum without data",
    help: "remove it: there is nothing that it could be about",
};

pub(crate) const OPTION_OF_PYTHON_ENUM: Message = Message {
    text: "`{0}` cannot go with `enum`: the class is made by Python's module `enum`",
    help: "remove it, or leave out `enum` to have a class of Rust; with `enum` go `name`, `module`, `rename_all` and `crate`",
};

// Types: members and variants.

pub(crate) const SET_ON_FROZEN: Message =
    Message { text: "`{0}` cannot go with `frozen`: the value never changes", help: "remove one of the two" };

pub(crate) const MEMBER_TWICE: Message =
    Message { text: "`{0}` cannot be given twice: `{0}_all` gives it to every member", help: "remove one of the two" };

pub(crate) const MEMBER_WITHOUT_NAME: Message = Message {
    text: "a member of a tuple must have a name in Python",
    help: "give it one: `#[hpy(get, name = \"…\")]`",
};

pub(crate) const NAME_WITHOUT_USE: Message = Message {
    text: "`name` must go with `get` or `set`",
    help: "write `#[hpy(get, name = \"…\")]`, or remove the name: Python does not see the member",
};

pub(crate) const TUPLE_CONDITION: Message = Message {
    text: "a member of a tuple cannot have a `#[cfg]`: the ones behind it would have other indices",
    help: "give the members names in Rust: `struct Name { … }`",
};

pub(crate) const MEMBER_OF_VARIANT: Message = Message {
    text: "`{0}` cannot be given to a member of a variant",
    help: "remove it: members of variants can always be read and never be set",
};

pub(crate) const NAME_IN_TUPLE: Message = Message {
    text: "a member of a tuple variant cannot have another name than its index",
    help: "Python sees `_0`, `_1`, …; give the members names in Rust: `Name { … }`",
};

pub(crate) const VARIANT_CONDITION: Message = Message {
    text: "a member of a variant cannot have a `#[cfg]`: it is a parameter of the constructor",
    help: "write two variants, each with its own `#[cfg(…)]`",
};

pub(crate) const CONSTRUCTOR_OF_UNIT: Message = Message {
    text: "`{0}` cannot have a `constructor`: there is nothing to construct it from",
    help: "remove it, or give the variant members",
};

pub(crate) const CONSTRUCTOR_SYNTAX: Message = Message {
    text: "`constructor` must be a list of parameters in parentheses",
    help: "for example `constructor = (radius, /, *, filled = true)`: all members of the variant, in order",
};

pub(crate) const CONDITIONAL_OPTIONS: Message = Message {
    text: "`#[hpy(…)]` cannot stand in a `cfg_attr`",
    help: "write the member or variant twice, each with its own `#[cfg(…)]`",
};

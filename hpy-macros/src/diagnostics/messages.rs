//! Every text that the macros can show. `tests/house.rs` checks that each one has a case under `tests/ui/fail`.

use super::Message;
pub(crate) use super::conversion_messages::*;
pub(crate) use super::method_messages::*;
pub(crate) use super::type_messages::*;

// Options of any attribute.

pub(crate) const OPTION_SYNTAX: Message = Message {
    text: "an option of `#[{0}]` must be written `name` or `name = value`",
    help: "separate options by commas: `#[{0}(name, name = value)]`; the options are {1}",
};

pub(crate) const VALUE_IN_PARENTHESES: Message =
    Message { text: "the value of `{0}` must stand behind a `=`", help: "write `{0} = {1}`" };

pub(crate) const UNKNOWN_OPTION: Message =
    Message { text: "`{0}` cannot be an option of `#[{1}]`", help: "the options are {2}" };

pub(crate) const OPTION_GIL_USED: Message = Message {
    text: "`{0}` cannot be an option of `#[hpy_module]`: hpy-rs always runs with the interpreter's lock",
    help: "remove it; a free-threaded CPython switches its lock on",
};

pub(crate) const REPEATED_OPTION: Message =
    Message { text: "`{0}` cannot be given twice in `#[{1}]`", help: "remove one of the two" };

pub(crate) const VALUE_OF_FLAG: Message = Message {
    text: "`{0}` cannot have a value",
    help: "write `{0}` alone to switch it on, and leave it out to switch it off",
};

pub(crate) const OPTION_WITHOUT_VALUE: Message = Message { text: "`{0}` must have a value", help: "write `{0} = …`" };

pub(crate) const OPTION_NOT_A_STRING: Message =
    Message { text: "the value of `{0}` must be a string", help: "write `{0} = \"…\"`" };

pub(crate) const CRATE_NOT_A_PATH: Message = Message {
    text: "the value of `crate` must be a path",
    help: "write the path by which this crate reaches hpy-rs: `crate = renamed` or `crate = \"my::hpy_rs\"`",
};

pub(crate) const NO_OPTIONS: Message = Message { text: "`#[{0}]` cannot have options", help: "write `#[{0}]`" };

pub(crate) const PYO3_ATTRIBUTE: Message =
    Message { text: "`#[pyo3]` cannot stand here: it is an attribute of PyO3", help: "write `#[{0}(…)]`" };

pub(crate) const PYO3_PARAMETER: Message = Message {
    text: "`#[pyo3]` cannot stand on a parameter: it is an attribute of PyO3",
    help: "remove it: an argument is converted by its type alone, and `CancelHandle::current()` in the body is the handle of the coroutine",
};

// Names and doc texts.

pub(crate) const NOT_AN_IDENTIFIER: Message = Message {
    text: "`{0}` cannot be a name in Python",
    help: "give it another one: `#[{1}(name = \"…\")]`, an identifier that is not a keyword of Python",
};

pub(crate) const NAME_OF_A_TYPE: Message = Message {
    text: "`{0}` cannot be the name of a `#[hpy_function]` in Rust: the type `{0}` would be hidden",
    help: "rename it, and keep the name in Python: `#[hpy_function(name = \"{0}\")] fn {0}_(…)`",
};

pub(crate) const NOT_A_MODULE_NAME: Message = Message {
    text: "`{0}` cannot be the name of a module in Python",
    help: "give it another one: `#[hpy_module(name = \"…\")]`, an ASCII identifier that is not a keyword of Python, without dots",
};

pub(crate) const PARAMETER_KEYWORD: Message = Message {
    text: "`{0}` cannot be the name of a parameter: it is a keyword of Python",
    help: "rename the parameter, say to `{0}_`",
};

pub(crate) const NUL_IN_DOC: Message = Message {
    text: "a doc text cannot contain a NUL character",
    help: "Python keeps doc texts as C strings; remove the NUL",
};

// The shape of a function.

pub(crate) const NOT_A_FUNCTION: Message = Message {
    text: "`#[hpy_function]` must stand on a function with a body",
    help: "write `#[hpy_function] fn name(…) -> … { … }`",
};

pub(crate) const ASYNC_FUNCTION: Message = Message {
    text: "{0} cannot be `async`: Python wants the result at once",
    help: "make it a plain function; what Python code is to await can be a result, as a `Coroutine`",
};

pub(crate) const ASYNC_BORROWS: Message = Message {
    text: "`{0}` cannot be borrowed from the call: an `async` function goes on when that has returned",
    help: "{1}",
};

pub(crate) const ASYNC_RESULT: Message = Message {
    text: "an `async` function cannot give what belongs to a call",
    help: "return a `Py<T>`, which `to_py()` makes of a handle, or an owned value",
};

pub(crate) const ASYNC_MODULE: Message = Message {
    text: "an `async` function cannot have `pass_module`",
    help: "write a plain function that returns a `Coroutine`, and give that what it needs of the module",
};

pub(crate) const UNSAFE_FUNCTION: Message = Message {
    text: "{0} cannot be `unsafe`",
    help: "Python code cannot promise anything: check what must hold, and put the unsafe operation into a block",
};

pub(crate) const EXTERN_FUNCTION: Message =
    Message { text: "{0} cannot be `extern`", help: "remove it: the entry points for the interpreters are generated" };

pub(crate) const GENERIC_FUNCTION: Message = Message {
    text: "{0} cannot be generic over `{1}`",
    help: "write it for one type, or take a `Handle<'_>` and look at its type; lifetime parameters are fine",
};

pub(crate) const RECEIVER: Message = Message {
    text: "a `#[hpy_function]` cannot take `self`",
    help: "move it out of the `impl` block, or make it a method by `#[hpy_methods]` above that",
};

pub(crate) const IMPL_TRAIT_PARAMETER: Message = Message {
    text: "a parameter cannot have an `impl Trait` type",
    help: "name the type that the argument is to be converted to",
};

pub(crate) const PARAMETER_PATTERN: Message = Message {
    text: "a parameter must be a plain name",
    help: "Python shows its name and can pass it by name; take the value apart in the body, or call it `_name` if it is not used",
};

pub(crate) const PARAMETER_CONDITION: Message = Message {
    text: "a parameter cannot have a `#[{0}]` attribute",
    help: "write two functions, each with its own `#[cfg(…)]`",
};

pub(crate) const CONTEXT_REPEATED: Message =
    Message { text: "a function cannot take `{0}` twice", help: "remove one of the two: they are the same" };

pub(crate) const CONTEXT_REFERENCE: Message =
    Message { text: "a `Context` cannot be taken by reference", help: "write `Context<'_>`: it is a `Copy` value" };

pub(crate) const MODULE_PARAMETER_MISSING: Message = Message {
    text: "a function with `pass_module` must have a parameter for the module",
    help: "add `module: &Handle<'_, PyModule>` as the first one, a `Context` aside",
};

pub(crate) const MODULE_PARAMETER_TYPE: Message = Message {
    text: "the module cannot be passed as this type",
    help: "with `pass_module`, the first parameter, a `Context` aside, is `&Handle<'_, PyModule>` or `Borrowed<'_, '_, PyModule>`",
};

pub(crate) const MUTABLE_HANDLE: Message = Message {
    text: "a handle cannot be taken by `&mut`",
    help: "write `&Handle<…>`: whether its object can change is up to the object",
};

pub(crate) const REFERENCE_TO_VALUE: Message =
    Message { text: "a parameter cannot refer to such a value: no object has one in it", help: "{0}" };

pub(crate) const STATIC_LIFETIME: Message = Message {
    text: "an argument cannot live for `'static`",
    help: "write `'_`: it lives as long as the call; to keep a value, take an owned one, such as `String` or `Py<T>`",
};

// The option `signature`.

pub(crate) const SIGNATURE_SYNTAX: Message = Message {
    text: "`signature` must be a list of parameters in parentheses",
    help: "for example `signature = (a, b = 1, /, c, *args, d, e = None, **kwargs)`",
};

pub(crate) const HINT_SYNTAX: Message = Message {
    text: "the type that stubs show must be a text of one line",
    help: "for example `signature = (a: \"list[int]\", b: \"str\" = \"x\") -> \"decimal.Decimal\"`, the names with their modules",
};

pub(crate) const SIGNATURE_UNKNOWN: Message =
    Message { text: "`{0}` cannot be in the signature: there is no such parameter", help: "the parameters are: {1}" };

pub(crate) const SIGNATURE_NOT_PASSED: Message = Message {
    text: "`{0}` cannot be in the signature: Python does not pass it",
    help: "leave out the `Context`, the module of `pass_module`, and the object or class of a method",
};

pub(crate) const SIGNATURE_MISSING: Message =
    Message { text: "`{0}` must be in the signature", help: "add it, in the order of the parameters" };

pub(crate) const SIGNATURE_MISSING_PYTHON: Message = Message {
    text: "`{0}` must be in the signature, since `Python` is no type of hpy-rs",
    help: "for the interpreter, write `ctx: Context<'_>`",
};

pub(crate) const SIGNATURE_REPEATED: Message =
    Message { text: "`{0}` cannot be in the signature twice", help: "remove one of the two" };

pub(crate) const SIGNATURE_ORDER: Message = Message {
    text: "`{0}` cannot stand here in the signature: the next parameter of the function is `{1}`",
    help: "write them in the order of the function's parameters",
};

pub(crate) const SLASH_FIRST: Message = Message {
    text: "`/` cannot be the first in a signature",
    help: "the parameters before it are positional-only; to have none, leave it out",
};

pub(crate) const SLASH_REPEATED: Message = Message {
    text: "`/` cannot be in a signature twice",
    help: "keep the last one: all parameters before it are positional-only",
};

pub(crate) const SLASH_AFTER_STAR: Message = Message {
    text: "`/` cannot stand behind `*` in a signature",
    help: "move it to the front: the parameters behind `*` cannot be positional",
};

pub(crate) const STAR_REPEATED: Message = Message {
    text: "`*` or `*args` cannot be in a signature twice",
    help: "keep the first one: all parameters behind it are keyword-only",
};

pub(crate) const STAR_ALONE: Message =
    Message { text: "`*` must have a keyword-only parameter behind it", help: "name one, or leave out the `*`" };

pub(crate) const BEHIND_KWARGS: Message =
    Message { text: "`**{0}` must be the last in a signature", help: "move it to the end" };

pub(crate) const REQUIRED_BEHIND_DEFAULT: Message = Message {
    text: "`{0}` must have a default, because `{1}` before it has one",
    help: "give it one, or make it keyword-only: put a `*` before it",
};

pub(crate) const COLLECTOR_DEFAULT: Message =
    Message { text: "`{0}` cannot have a default: it is empty where nothing is passed", help: "remove the `= …`" };

pub(crate) const ARGS_NOT_COLLECTED: Message = Message {
    text: "`{0}` cannot be of type `Args`: one argument is passed to it",
    help: "write `*{0}` in the signature: `#[{1}(signature = (*{0}))]`",
};

pub(crate) const REFERENCE_DEFAULT: Message = Message {
    text: "`{0}` cannot have a default: there is no object to refer to",
    help: "take an `Option` of it, with the default `None`",
};

pub(crate) const OPTIONAL_REFERENCE_DEFAULT: Message = Message {
    text: "the default of `{0}` must be `None`",
    help: "there is no object to refer to; make it in the body, where the argument is `None`",
};

pub(crate) const TEXT_SIGNATURE: Message = Message {
    text: "`text_signature` must be a string in the form `\"(…)\"`, or `None`",
    help: "write it as Python does, `text_signature = \"(a, b=1, /)\"`, or `None` to show none",
};

// Modules.

pub(crate) const NOT_A_MODULE: Message = Message {
    text: "`#[hpy_module]` must stand on a `mod`",
    help: "write `#[hpy_module] mod name { … }`; an `#[hpy_init]` function inside it takes the place of a function-style module",
};

pub(crate) const MODULE_IN_FILE: Message = Message {
    text: "the `mod` of `#[hpy_module]` must have its content in braces",
    help: "write `#[hpy_module] mod {0} { #[hpy_export] use super::… ; }` and keep the file under another name",
};

pub(crate) const NOT_IMPORTED: Message = Message {
    text: "`#[{0}]` cannot be found in this `mod`: it does not see what the file around it has imported",
    help: "write `use hpy_rs::prelude::*;` inside of it",
};

pub(crate) const EXPORT_OUTSIDE: Message = Message {
    text: "`#[hpy_export]` must stand inside of a `#[hpy_module]`",
    help: "move it into the braces of the `mod`; a `#[hpy_module]` above it is missing or is not written by that name",
};

pub(crate) const EXPORT_ITEM: Message = Message {
    text: "`#[hpy_export]` must stand on a `use` or a `const`",
    help: "what has `#[hpy_function]`, `#[hpy_type]` or `#[hpy_module]` comes in by itself",
};

pub(crate) const EXPORT_GLOB: Message = Message {
    text: "`#[hpy_export]` cannot be used with `*` or `self`",
    help: "name what is to be exported: `#[hpy_export] use path::{a, b};`",
};

pub(crate) const EXPORT_RENAMED: Message = Message {
    text: "`#[hpy_export]` cannot rename",
    help: "give it its name where it is: `#[hpy_function(name = \"{0}\")]` or `#[hpy_type(name = \"{0}\")]`",
};

pub(crate) const INIT_OUTSIDE: Message = Message {
    text: "`#[hpy_init]` must stand inside of a `#[hpy_module]`",
    help: "move the function into the braces of the `mod`; a `#[hpy_module]` above it is missing or is not written by that name",
};

pub(crate) const INIT_REPEATED: Message =
    Message { text: "a module cannot have two `#[hpy_init]` functions", help: "call the second one from the first" };

pub(crate) const INIT_SIGNATURE: Message = Message {
    text: "an `#[hpy_init]` function must take a reference to the module and return a `Result`",
    help: "write `fn init(module: &Handle<'_, PyModule>) -> Result<()> { … }`",
};

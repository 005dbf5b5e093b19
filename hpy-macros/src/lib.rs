//! The attribute macros of hpy-rs; the crate `hpy_rs` re-exports them, and its users need nothing from here.
#![forbid(unsafe_code)]

mod attribute;
mod check;
mod diagnostics;
mod emit;
mod model;
mod parse;
mod pipeline;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::diagnostics::messages;

/// Makes a Rust function a function of Python. It belongs to the `#[hpy_module]` around it, or to the one that names it in an
/// `#[hpy_export] use`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// /// Add two integers.
/// #[hpy_function(signature = (a, b = 1))]
/// fn add(a: i64, b: i64) -> i64 {
///     a + b
/// }
/// # fn main() {}
/// ```
///
/// A parameter can be of any type that implements `FromPy`. It can also be a `&Handle<'_, T>`, for a `T` with [`macro@hpy_type`] a
/// `&T` or `&mut T`, and an `Option` of these references. A parameter `Context<'_>`, wherever it stands, is the interpreter; Python
/// does not pass it. The result can be of any type that implements `IntoPy`, or a `Result` of one, with any error that converts into
/// `PyError`. The doc comment becomes `__doc__` in Python.
///
/// A call of an `async fn` gives a coroutine. Such a function takes and gives values that borrow nothing from the call, such as `String`
/// and `Py`, and in place of a `Context` a parameter of type `Interpreter`, which Python does not pass either. Its future is `Send`.
///
/// | option | |
/// |---|---|
/// | `signature = (…)` | the parameters as in Python: defaults, `/`, `*`, `*args`, `**kwargs`; it names all of them, in order. Without it, all are required, and can be passed by keyword. It can say types for stubs: `(a: "list[int]") -> "str"` |
/// | `name = "…"` | the name in Python |
/// | `text_signature = "(…)"` | what `inspect.signature` shows instead of the signature; `None` for nothing |
/// | `pass_module` | the first parameter, a `Context` aside, is the module: `&Handle<'_, PyModule>` or `Borrowed<'_, '_, PyModule>` |
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs` |
///
/// - A default is any Rust expression of the parameter's type, evaluated if the argument is missing. For an `Option` it is
///   `None`, `Some(…)`, or the value itself.
/// - `*args` can be `Args<'_, '_>` (no allocation), a `Vec`, or a handle to a `PyTuple`. `**kwargs` can be a handle to a
///   `PyDict`, a `HashMap` or a `BTreeMap` with `String` for its keys, or an `Option` of one (no allocation if there are none).
/// - Positional-only parameters (before `/`) are the fastest. Fastest of all is a single one without a default.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// /// The longest of some texts.
/// #[hpy_function(signature = (first, /, *others, key = None))]
/// fn longest<'ctx>(
///     first: Handle<'ctx, PyStr>,
///     others: Args<'_, 'ctx>,
///     key: Option<&Handle<'ctx>>,
/// ) -> Result<Handle<'ctx>> {
///     let length = |text: &Handle<'ctx>| -> Result<usize> {
///         match key {
///             Some(key) => key.call((text,))?.extract(),
///             None => text.len(),
///         }
///     };
///     let mut best = first.into_any();
///     for other in others {
///         if length(&other)? > length(&best)? {
///             best = other.to_owned();
///         }
///     }
///     Ok(best)
/// }
/// # fn main() {}
/// ```
///
/// The function itself stays as it is. A hidden type of the same name stands beside it.
#[proc_macro_attribute]
pub fn hpy_function(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::function(attribute.into(), &item.into()).into()
}

/// Makes an inline `mod` a module of Python. `import` finds one that is not in another.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// mod shapes {
///     use hpy_rs::prelude::*;
///
///     /// The area of a circle.
///     #[hpy_function]
///     pub fn area(radius: f64) -> f64 {
///         std::f64::consts::PI * radius * radius
///     }
/// }
///
/// /// Geometry, from Rust.
/// #[hpy_module]
/// mod geometry {
///     use hpy_rs::prelude::*;
///
///     #[hpy_export]
///     use crate::shapes::area;
///
///     #[hpy_export]
///     const UNIT: &str = "m";
///
///     /// Geometry on a sphere: `geometry.sphere`.
///     #[hpy_module]
///     mod sphere {}
///
///     #[hpy_init]
///     fn init(module: &Handle<'_, PyModule>) -> Result<()> {
///         module.add("version", env!("CARGO_PKG_VERSION"))
///     }
/// }
/// # fn main() {}
/// ```
///
/// | option | |
/// |---|---|
/// | `name = "…"` | the name in Python, without parents |
/// | `submodule` | it belongs to the `#[hpy_module]` that its Rust path lies in; need not be said inside of that |
/// | `type_stub = "…"` | lines for its type stub: what `#[hpy_init]` adds |
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs`; the functions and modules inside inherit it |
///
/// Inside, besides any other item:
///
/// - `#[hpy_function]`s, [`#[hpy_type]`](macro@hpy_type)s and modules with this attribute belong to it, also those in plain `mod`s.
/// - `#[hpy_export] use path::{a, b};` brings in functions, types and exceptions from elsewhere.
/// - `#[hpy_export] const NAME: T = …;` sets an attribute; `T` implements `IntoPy`.
/// - `#[hpy_init] fn init(module: &Handle<'_, PyModule>) -> Result<()>` runs last when the module is imported.
#[proc_macro_attribute]
pub fn hpy_module(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::module(attribute.into(), &item.into()).into()
}

/// Puts what a `use` names, or a `const`, into the [`macro@hpy_module`] around it.
#[proc_macro_attribute]
pub fn hpy_export(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::misplaced(&messages::EXPORT_OUTSIDE, &item.into()).into()
}

/// Marks the function that runs when the [`macro@hpy_module`] around it is imported.
#[proc_macro_attribute]
pub fn hpy_init(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::misplaced(&messages::INIT_OUTSIDE, &item.into()).into()
}

/// Makes a struct or an enum a class of Python.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// /// A point in the plane.
/// #[hpy_type(eq, new = "from_fields")]
/// #[derive(PartialEq)]
/// struct Point {
///     /// Along.
///     #[hpy(get, set)]
///     x: f64,
///     #[hpy(get)]
///     y: f64,
/// }
///
/// #[hpy_type(eq, frozen, hash)]
/// #[derive(PartialEq, Hash)]
/// enum Color {
///     Red,
///     #[hpy(name = "GREEN")]
///     Green,
/// }
///
/// /// Each variant is a class, and derives from `Shape`.
/// #[hpy_type]
/// enum Shape {
///     #[hpy(constructor = (radius = 1.0))]
///     Circle { radius: f64 },
///     Rectangle(f64, f64),
/// }
/// # fn main() {}
/// ```
///
/// | option | |
/// |---|---|
/// | `name = "…"`, `module = "…"` | the name in Python; the value of `__module__`, if it is not the module that shows the class |
/// | `rename_all = "…"` | how the names of members or variants are made: `camelCase`, `kebab-case`, `lowercase`, `PascalCase`, `SCREAMING-KEBAB-CASE`, `SCREAMING_SNAKE_CASE`, `snake_case`, `UPPERCASE` |
/// | `frozen` | the value never changes: there is no `&mut`, and `Handle::get` needs no guard; enums are always frozen |
/// | `get_all`, `set_all` | `get` and `set` for every member of a struct |
/// | `eq`, `ord`, `hash` | comparison and hash, by `PartialEq`, `PartialOrd`, `Hash`; `hash` needs `eq` and `frozen` |
/// | `eq_int` | a value of an enum without data is equal to its discriminant |
/// | `str`, `str = "({x}, {y})"` | what `str()` gives: by `Display`, or members in a format string |
/// | `new = "from_fields"` | a constructor that takes all members |
/// | `match_args` | `case Point(x, y)` compares the members that can be read |
/// | `extends = path` | the class derives from that of another struct; a value is made of a pair, `(value, base)`. Or from an exception such as `PyValueError`, from `PyDict`, `PyFloat`, `PyFrozenSet`, `PyList`, `PySet`, `PyStr` or `PyTzInfo`, which it then is one of |
/// | `subclass` | Python code can derive from it; a class that it extends must have this option, too |
/// | `dict`, `weakref` | instances have a `__dict__`; there can be weak references to them |
/// | `type_stub = "…"` | lines for the body of the class in a type stub: what it gets at run time |
/// | `mapping` | an object with `__len__` and `__getitem__` is no sequence, which otherwise it is, too: on CPython `iter` refuses it |
/// | `sequence` | its length is that of a sequence only, for C code that asks for the one of a mapping |
/// | `generic` | `Name[int]` works, and has no effect |
/// | `buffer` | the type implements `hpy_rs::buffer::BufferExport`: `memoryview` and numpy see its memory |
/// | `unsendable` | the value need not be `Send` and `Sync`: on another thread than its own, methods raise |
/// | `enum = "Enum"`, `enum = "IntEnum"` | an enum without data is one of Python's module `enum`, with the discriminants as values |
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs` |
///
/// HPy has no `subclass`, `dict` or `weakref`, and no classes that extend Python's own: a module with such a class is loaded through its
/// own door.
///
/// On members of a struct: `#[hpy(get)]`, `#[hpy(set)]`, `#[hpy(name = "…")]`. A member with `get` is
/// `Clone` and `IntoPy`, or a `Field` or `Py`. On variants: `#[hpy(name = "…")]`, and if they have data
/// `#[hpy(constructor = (a, b = 1))]`, a signature like that of an [`macro@hpy_function`].
///
/// Python can make objects of a struct only if `#[hpy_methods]` has a `#[new]`, or with `new = "from_fields"`.
#[proc_macro_attribute]
pub fn hpy_type(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::class(attribute.into(), &item.into()).into()
}

/// Shows the garbage collector the `Field`s in a struct or enum that is a member of an [`macro@hpy_type`].
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::{Field, Traverse};
///
/// #[derive(Traverse)]
/// struct Links {
///     left: Field,
///     right: Field,
/// }
///
/// #[hpy_type]
/// struct Node {
///     links: Links,
/// }
/// # fn main() {}
/// ```
///
/// `#[hpy(crate = path)]` says where hpy-rs is, if not at `::hpy_rs`.
#[proc_macro_derive(Traverse, attributes(hpy))]
pub fn traverse(item: TokenStream) -> TokenStream {
    pipeline::nested(item.into()).into()
}

/// Makes a struct or an enum of an object that has what it needs. So it can be a parameter of an [`macro@hpy_function`].
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::types::PySlice;
///
/// /// Of an object with these attributes.
/// #[derive(FromPy)]
/// struct Person {
///     name: String,
///     #[hpy(attribute = "years")]
///     age: u8,
///     #[hpy(default)]
///     nicknames: Vec<String>,
/// }
///
/// /// Of a dict, or what else has such items.
/// #[derive(FromPy)]
/// #[hpy(from_item_all, rename_all = "camelCase")]
/// struct Options {
///     #[hpy(default = 4)]
///     indent_width: usize,
///     #[hpy(item = "sort")]
///     is_sorted: bool,
/// }
///
/// /// Of a tuple of two.
/// #[derive(FromPy)]
/// struct Pair(f64, f64);
///
/// /// Of the first that fits.
/// #[derive(FromPy)]
/// enum Index<'a, 'ctx> {
///     Position(isize),
///     Range(Borrowed<'a, 'ctx, PySlice>),
///     Key(&'a str),
/// }
/// # fn main() {}
/// ```
///
/// | option | of | |
/// |---|---|---|
/// | `attribute`, `attribute = "…"` | a member | it is an attribute of the object; members with names are so by default |
/// | `item`, `item = key` | a member | it is an item of the object with this key, or with its name as the key |
/// | `default`, `default = value` | a member | its value if the object has no such attribute or item; without a value, `Default::default()` |
/// | `from_item_all` | a type | all members are items |
/// | `rename_all = "…"` | a type | how the names are made, as for [`macro@hpy_type`] |
/// | `transparent` | a struct, a variant | its one member is made of the object itself; this is so by default if the member has no name |
/// | `crate = path` | a type | where hpy-rs is, if not at `::hpy_rs` |
///
/// An error names type and member. Members of a struct cannot borrow from the object, unless it is `transparent`. The lifetime of handles
/// is that of a `Handle`, `Borrowed`, `PyRef` … among the members; where only types of your own have it, it must be called `'ctx`.
#[proc_macro_derive(FromPy, attributes(hpy))]
pub fn from_py(item: TokenStream) -> TokenStream {
    pipeline::from_py(item.into()).into()
}

/// Makes an object of a struct or an enum, so that it can be a result of an [`macro@hpy_function`].
///
/// Members with names make a `dict`, members without names a `tuple`. One member alone, without a name or `transparent`, makes the
/// object itself. A variant of an enum makes what a struct like it would.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[derive(IntoPy)]
/// struct Report {
///     count: usize,
///     #[hpy(item = "longest line")]
///     longest: Option<String>,
/// }
///
/// #[hpy_function]
/// fn report(text: &str) -> Report {
///     let longest = text.lines().max_by_key(|line| line.len()).map(str::to_owned);
///     Report { count: text.lines().count(), longest }
/// }
/// # fn main() {}
/// ```
///
/// The options are those of [`macro@FromPy`]; `attribute`, `default` and `from_item_all` mean nothing here.
#[proc_macro_derive(IntoPy, attributes(hpy))]
pub fn into_py(item: TokenStream) -> TokenStream {
    pipeline::into_py(item.into()).into()
}

/// Makes all functions of an `impl` block methods in Python, of a type with [`macro@hpy_type`]. A type can have several such blocks.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_type]
/// struct Account {
///     owner: String,
///     balance: u64,
/// }
///
/// #[hpy_methods]
/// impl Account {
///     #[new]
///     #[hpy(signature = (owner, balance = 0))]
///     fn new(owner: String, balance: u64) -> Self {
///         Account { owner, balance }
///     }
///
///     /// Takes money from here to another account.
///     fn transfer(&mut self, to: &mut Account, amount: u64) -> Result<()> {
///         let left = self.balance.checked_sub(amount).ok_or_else(|| PyValueError::new("not enough"))?;
///         to.balance = to.balance.checked_add(amount).ok_or_else(|| PyOverflowError::new("too much money"))?;
///         self.balance = left;
///         Ok(())
///     }
///
///     #[getter]
///     fn balance(&self) -> u64 {
///         self.balance
///     }
///
///     #[setter]
///     fn set_owner(&mut self, owner: String) {
///         self.owner = owner;
///     }
///
///     #[staticmethod]
///     fn of_the_bank() -> Account {
///         Account::new("bank".to_owned(), 0)
///     }
///
///     #[classmethod]
///     fn describe(cls: &Handle<'_, PyType>) -> Result<String> {
///         cls.name()
///     }
///
///     #[classattr]
///     const CURRENCY: &'static str = "EUR";
///
///     fn __repr__(&self) -> String {
///         format!("Account({:?}, {})", self.owner, self.balance)
///     }
///
///     fn __eq__(&self, other: &Self) -> bool {
///         self.owner == other.owner
///     }
/// }
/// # fn main() {}
/// ```
///
/// A method takes its object as `&self` or `&mut self`, or as a first parameter `slf` of the type `&Handle<'_, Self>`,
/// `Handle<'_, Self>`, `Borrowed<'_, '_, Self>`, `Py<Self>`, `PyRef<'_, '_, Self>` or `PyRefMut<'_, '_, Self>`. A `Context<'_>` can
/// stand anywhere behind it. All else is as for [`macro@hpy_function`]. An `async fn` is an ordinary, a static or a class method; its object is
/// `&self` or `&mut self`, which is borrowed from the call until the coroutine ends, or a `Py<Self>`, its class a `Py<PyType>`.
///
/// | attribute of a function | |
/// |---|---|
/// | `#[new]` | the constructor: it returns `Self`, or `(Self, Base)` if the class extends another, or a `Result`; with `#[classmethod]` beside it, it takes the class first |
/// | `#[getter]`, `#[setter]`, `#[deleter]` | a property; its name is that of the function without `get_`, `set_`, `delete_`, or the one in `#[getter(name)]` |
/// | `#[staticmethod]` | is called on nothing |
/// | `#[classmethod]` | is called on the class: `cls: &Handle<'_, PyType>` first |
/// | `#[classattr]` | an attribute of the class: the value of a constant, or the result of a function |
/// | `#[hpy(…)]` | the options `name`, `signature` and `text_signature`, as for functions; where Python decides about the parameters, a signature can only say types: `(key: "str") -> "int"` |
/// | `#[cfg(…)]` | the member is there only under this condition |
///
/// Names with two underscores mean what they mean in Python. Those that Python calls by itself have fixed parameters:
///
/// - Operators: `__add__`, `__radd__`, `__iadd__` and so on. If an argument cannot be converted, they give `NotImplemented`.
///   Operators in place return nothing; the object stays the same. `__pow__` takes one or two arguments.
/// - Comparisons: any of the six, or `__richcmp__(&self, other: T, op: CompareOp)`. If there is only `__eq__`, `!=` is
///   its opposite.
/// - Containers: `__len__`, `__contains__`, `__getitem__`, `__setitem__`, `__delitem__`; `__concat__`, `__repeat__`,
///   `__inplace_concat__` and `__inplace_repeat__` of sequences.
/// - Iteration: `__iter__`, and `__next__`, which ends the iteration with the `None` of an `Option`; `__await__`, `__aiter__` and `__anext__` alike.
/// - `__repr__`, `__str__`, `__hash__`, `__bool__`, `__int__`, `__float__`, `__index__`; `__call__`, with any parameters;
///   `__getattr__` and its siblings, `__get__`, `__set__`, `__delete__`; `__init__` and `__del__`.
///
/// `__traverse__` and `__clear__` cannot be written by hand; they are made from the members. For `__getbuffer__` there is the option
/// `buffer`.
///
/// | option of the block | |
/// |---|---|
/// | `crate = path` | where hpy-rs is, if not at `::hpy_rs` |
#[proc_macro_attribute]
pub fn hpy_methods(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::methods(attribute.into(), &item.into()).into()
}

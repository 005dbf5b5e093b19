//! What expansions say of functions and members for type stubs.

use std::cell::RefCell;
use std::ffi::CStr;

use crate::class::Members;
use crate::module::Items;
use crate::type_hint::TypeHint;

/// A parameter: its name with the stars before it, its default as Python writes it (empty where there is none), and its type. A
/// `*` and a `/` stand among them, too.
pub type Parameter = (&'static str, &'static str, fn() -> TypeHint);

/// What something is in a stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A function of a module, or the method of an instance.
    Function,
    /// A static method.
    Static,
    /// A class method.
    OfClass,
    /// The constructor.
    New,
    /// What reads a property.
    Getter,
    /// What writes one.
    Setter,
    /// What deletes one.
    Deleter,
    /// An attribute of the class.
    Attribute,
    /// The names of what `case` compares, as parameters without types.
    MatchArgs,
    /// What a class or an exception extends.
    Base,
    /// Lines that stand in the stub as they are: the name is the text.
    Text,
}

/// One function or member.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub(super) role: Role,
    pub(super) name: &'static str,
    pub(super) doc: &'static CStr,
    pub(super) parameters: Vec<Parameter>,
    /// The type of the result, or of what is described itself.
    pub(super) hint: fn() -> TypeHint,
}

/// A class that is no `#[hpy_type]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DescribedClass {
    pub(crate) doc: &'static CStr,
    /// What it extends, where nothing else says that.
    pub(crate) base: Option<&'static str>,
    /// Names and values.
    pub(crate) members: &'static [(&'static str, isize)],
}

/// Both lists take the same.
macro_rules! lists {
    ($($list:ident)*) => {
        $(impl $list {
            /// Describes what was added, or what the interpreter adds by itself.
            pub fn describe(
                &mut self,
                role: Role,
                name: &'static str,
                doc: &'static CStr,
                parameters: &[Parameter],
                hint: fn() -> TypeHint,
            ) {
                self.described.push(Described { role, name, doc, parameters: parameters.to_vec(), hint });
            }
        })*
    };
}

lists!(Items Members);

/// The name of a constant, and its type.
pub type Constant = (&'static str, fn() -> TypeHint);

/// What a module says of its stub, besides what is described with its items.
#[derive(Debug)]
pub struct ModuleStubEntry {
    /// The path of the Rust module.
    pub path: &'static str,
    /// Names and types of the constants.
    pub constants: &'static [Constant],
    /// Lines that stand in it as they are.
    pub text: &'static str,
}

inventory::collect!(ModuleStubEntry);

/// The type of a struct whose members are items of a mapping.
pub fn mapping_hint() -> TypeHint {
    TypeHint::of("collections.abc.Mapping", [hints::str(), hints::any()])
}

/// The type of a `dict` of members of these types.
pub fn dict_hint(members: &[TypeHint]) -> TypeHint {
    let (first, rest) = members.split_first().map_or((None, members), |(first, rest)| (Some(first), rest));
    let value = first.filter(|first| rest.iter().all(|other| other == *first));
    TypeHint::of("dict", [hints::str(), value.cloned().unwrap_or_else(TypeHint::any)])
}

/// What `make` gives, and any type where it asks for that of `T` again: of a type that holds values of its own type.
pub fn recursive_hint<T>(make: impl FnOnce() -> TypeHint) -> TypeHint {
    thread_local! {
        static MAKING: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    let name = std::any::type_name::<T>();
    if MAKING.with_borrow(|making| making.contains(&name)) {
        return TypeHint::any();
    }
    MAKING.with_borrow_mut(|making| making.push(name));
    let hint = make();
    MAKING.with_borrow_mut(Vec::pop);
    hint
}

/// Types that do not depend on those of the user.
pub mod hints {
    use crate::type_hint::TypeHint;

    /// That of a coroutine which gives what has this one.
    pub fn coroutine(given: TypeHint) -> TypeHint {
        crate::coroutine::hint(given)
    }

    macro_rules! hints {
        ($($name:ident: $text:literal)*) => {
            $(
                #[doc = concat!("`", $text, "`.")]
                pub fn $name() -> TypeHint {
                    TypeHint::named($text)
                }
            )*
        };
    }

    hints! {
        any: "typing.Any" none: "None" int: "int" bool: "bool" str: "str" object: "object" same: "typing_extensions.Self"
        memoryview: "memoryview" generic_alias: "types.GenericAlias"
        generator: "collections.abc.Generator[typing.Any, typing.Any, typing.Any]"
    }
}

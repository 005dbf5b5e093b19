//! What `#[hpy_type]` stands on: Rust values as the content of Python objects.
//!
//! An instance has a struct in the interpreter's memory, the [`payload`]: a header and the value. Each entry looks at the
//! header before it trusts the value, since every runtime has ways to bring another object there. Whether the value may be
//! borrowed is counted in the header ([`borrow`]); what is in a [`Field`] the collector sees ([`traverse`]).
#![expect(unsafe_code, reason = "values in the memory of interpreters")]

mod adoption;
mod assign;
mod borrow;
mod class_object;
mod closure;
mod construct;
mod expansion;
mod field;
mod flag;
#[cfg(feature = "type-stubs")]
mod for_type_stubs;
mod held;
mod holder;
mod letting_go;
mod lifecycle;
mod member;
mod member_access;
mod member_kind;
mod members;
mod native;
mod native_init;
mod needed_door;
mod payload;
mod places;
mod python_enum;
mod refusal;
mod registration;
mod retained;
mod room;
mod share;
mod thread;
mod traverse;
mod watcher;

use crate::Result;
use crate::context::Context;
use crate::handle::{Global, Handle};
use crate::type_hint::TypeHint;

pub use assign::{Assignable, assign};
pub use borrow::{Access, Frozen, Movable, Mutable, PyRef, PyRefMut, Receiver};
pub use class_object::{Class, ClassFlags};
pub use closure::Closure;
pub use construct::{Initial, NewOutcome};
pub(crate) use construct::{exact_class, make_singleton, object_to_leave, place_exactly};
pub use field::{Field, FieldCell};
pub use held::{Held, HeldMut};
pub use member_access::Member;
pub use member_kind::{MethodKind, Operator, Unary};
pub use members::{AddMembers, Members, MembersEntry};
pub(crate) use native::native_base;
pub use native::{Builtin, Exception, Native, RootBase};
pub use needed_door::NeededDoor;
use payload::find;
pub use payload::{BaseType, Content, NoBase};
pub(crate) use payload::{
    Header, find_any, find_by_asking, find_by_header, find_checked, find_exact, not_initialised, wrong_self,
};
pub use python_enum::PythonEnum;
pub use registration::TypeEntry;
pub(crate) use sealed::Sealed;
pub use thread::{AnyThread, OneThread, ThreadCheck};
pub use traverse::{NotVisited, Probe, Traverse, Visitor};

/// What is so of the traits below is relied on: others cannot implement them.
mod sealed {
    pub trait Sealed {}
}

/// A Rust type whose values are Python objects; `#[hpy_type]` implements it.
///
/// # Safety
/// `class` gives a class that was made for this type, and `traverse` visits every `Field` that is stored inline.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a class",
    label = "has no `#[hpy_type]`",
    note = "put `#[hpy_type]` on the struct or enum"
)]
pub unsafe trait HpyType: Sized + 'static {
    /// What `extends` names; [`NoBase`] without it.
    #[doc(hidden)]
    type Base: BaseType;
    /// Which threads may use it: [`AnyThread`], or [`OneThread`] with `unsendable`.
    #[doc(hidden)]
    type Thread: ThreadCheck;
    /// Whether it can be borrowed as `&mut`: [`Mutable`], or [`Frozen`] with `frozen`.
    #[doc(hidden)]
    type Access: Access;
    /// The name in Python.
    #[doc(hidden)]
    const NAME: &'static str;
    /// Whether a field is stored inline, in the type itself.
    #[doc(hidden)]
    const HAS_FIELDS: bool;
    /// The options without a value.
    #[doc(hidden)]
    const FLAGS: ClassFlags;

    /// What is known of the class.
    #[doc(hidden)]
    fn class() -> &'static Class;

    /// Visits all fields that are stored inline.
    #[doc(hidden)]
    fn traverse(&self, visitor: &mut Visitor<'_>);

    /// The class of an object with this value: that of its variant, for an enum with data.
    #[doc(hidden)]
    fn class_of(&self) -> &'static Class {
        Self::class()
    }

    /// The class as annotations name it.
    #[doc(hidden)]
    fn hint() -> TypeHint {
        TypeHint::own(Self::class(), Self::NAME)
    }

    /// Where the one object with this value is kept, for an enum without data.
    #[doc(hidden)]
    fn singleton(&self) -> Option<&'static Global<Self>> {
        None
    }
}

impl<'ctx, T: HpyType> Handle<'ctx, T> {
    /// A new object with this value; of a class that extends another, with the pair of its value and the base's.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// #[hpy_type]
    /// struct Counter {
    ///     count: u64,
    /// }
    ///
    /// #[hpy_function]
    /// fn counter(ctx: Context<'_>) -> Result<Handle<'_, Counter>> {
    ///     Handle::new(ctx, Counter { count: 0 })
    /// }
    /// ```
    ///
    /// # Errors
    /// `MemoryError`, where the class itself cannot be made, and what the `__init__` of an exception that it extends raises without
    /// arguments.
    pub fn new(ctx: Context<'ctx>, value: impl Initial<T>) -> Result<Self> {
        construct::object(ctx, value, None)
    }
}

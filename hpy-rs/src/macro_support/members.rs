//! What the expansions of `#[hpy_type]` call: members read and set, options that stand for a trait of Rust.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::arguments::convert_named;
use super::outcome::{Failure, Leave, fail_of, leave};
use crate::Result;
use crate::class::{self, Class, Field, HpyType, NoBase};
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::{PyAttributeError, PyIndexError, PyOverflowError, PyTypeError};
use crate::handle::{Borrowed, Handle, Py};
use crate::type_hint::TypeHint;
use crate::types::{PyTuple, PyType, PyTypeInfo};

/// What a member with `get` can be.
#[diagnostic::on_unimplemented(
    message = "a member of type `{Self}` cannot be read by Python",
    label = "is neither `Clone` and `IntoPy`, nor a `Field`, a `Py` or a container of such",
    note = "derive `Clone` for the type and make it a `#[hpy_type]`, or remove `get` and write a `#[getter]` in `#[hpy_methods]`"
)]
pub trait Readable<'ctx> {
    /// The object that Python sees. `owner` is what the member is part of.
    ///
    /// # Errors
    /// Those of the conversion.
    fn read<O: HpyType>(&self, owner: &Handle<'ctx, O>) -> Leave<'ctx>;

    /// Its type.
    fn read_type() -> TypeHint;
}

#[diagnostic::do_not_recommend]
impl<'ctx, T: Clone + IntoPy<'ctx>> Readable<'ctx> for T {
    #[inline]
    fn read<O: HpyType>(&self, owner: &Handle<'ctx, O>) -> Leave<'ctx> {
        leave(self.clone(), owner.ctx())
    }

    fn read_type() -> TypeHint {
        T::output_type()
    }
}

impl<'ctx, T: PyTypeInfo> Readable<'ctx> for Field<T> {
    fn read<O: HpyType>(&self, owner: &Handle<'ctx, O>) -> Leave<'ctx> {
        leave(self.get(owner)?, owner.ctx())
    }

    fn read_type() -> TypeHint {
        T::type_hint().optional()
    }
}

impl<'ctx, T: PyTypeInfo> Readable<'ctx> for Py<T> {
    fn read<O: HpyType>(&self, owner: &Handle<'ctx, O>) -> Leave<'ctx> {
        Ok(self.get(owner.ctx())?.into())
    }

    fn read_type() -> TypeHint {
        T::type_hint()
    }
}

/// The object that Python sees of a member.
///
/// # Errors
/// Those of the conversion.
#[inline]
pub fn read_member<'ctx, T: Readable<'ctx>, O: HpyType>(member: &T, owner: &Handle<'ctx, O>) -> Leave<'ctx> {
    member.read(owner)
}

/// As [`read_member`], for an `Option`.
///
/// # Errors
/// Those of the conversion.
#[inline]
pub fn read_optional_member<'ctx, T: Readable<'ctx>, O: HpyType>(
    member: &Option<T>,
    owner: &Handle<'ctx, O>,
) -> Leave<'ctx> {
    match member {
        Some(member) => member.read(owner),
        None => Ok(owner.ctx().none().to_owned().into()),
    }
}

/// What a member is set to; `subject` is what messages call it.
///
/// # Errors
/// `AttributeError` where it is to be deleted.
#[inline]
pub fn value_to_set<'a, 'ctx>(value: Option<Borrowed<'a, 'ctx>>, subject: &str) -> Result<Borrowed<'a, 'ctx>, Failure> {
    value.ok_or_else(|| not_deleted(subject))
}

#[cold]
#[inline(never)]
fn not_deleted(subject: &str) -> Failure {
    fail_of(|| PyAttributeError::new(format!("cannot delete {subject}")))
}

/// Sets a field, which messages call `subject`; `None` empties it. Gives what was there before, to be let go of when nothing is
/// borrowed any more, since that may run Python.
///
/// # Errors
/// `TypeError` if the object is of another type; those of [`Field::set`].
pub fn set_field<'ctx, T: PyTypeInfo, O: HpyType>(
    field: &Field<T>,
    owner: &Handle<'ctx, O>,
    value: Borrowed<'_, 'ctx>,
    subject: &'static str,
) -> Result<Option<Handle<'ctx, T>>, Failure> {
    let object: Option<Handle<'ctx, T>> = convert_named(value, subject)?;
    let before = field.get(owner)?;
    match object {
        Some(object) => field.set(owner, &object),
        None => field.clear(owner),
    }?;
    Ok(before)
}

impl<'a, 'ctx, T: PyTypeInfo> FromPy<'a, 'ctx> for Field<T> {
    /// `None` gives an empty one.
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        match Option::<Handle<'ctx, T>>::from_py(object)? {
            Some(object) => Field::new(&object),
            None => Ok(Field::empty()),
        }
    }

    fn input_type() -> TypeHint {
        T::type_hint().optional()
    }
}

/// A value of a class without `unsendable`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used by other threads than its own",
    label = "has a member that is not `Send` and `Sync`",
    note = "Python code can take an object to any thread: hold `Send` and `Sync` values, say `Arc<Mutex<…>>`, and objects in a `Field` or `Py`",
    note = "with `#[hpy_type(unsendable)]` its methods raise on other threads"
)]
pub trait ForAnyThread {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync> ForAnyThread for T {}

/// The hash of a value, for the option `hash`.
pub fn hash_of<T: Hash>(value: &T) -> isize {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    #[expect(clippy::cast_possible_truncation, reason = "any part of a hash is one")]
    let hash = hasher.finish().cast_signed() as isize;
    hash
}

/// A text, for the option `str`.
///
/// # Errors
/// `MemoryError`.
pub fn text_of<'ctx>(text: fmt::Arguments<'_>, ctx: Context<'ctx>) -> Leave<'ctx> {
    let text = text.as_str().map_or_else(|| text.to_string().into(), std::borrow::Cow::Borrowed);
    leave(&*text, ctx)
}

/// The tuple of names that is a `__match_args__`.
///
/// # Errors
/// `MemoryError`.
pub fn names<'ctx>(ctx: Context<'ctx>, names: &[&str]) -> Result<Handle<'ctx>> {
    PyTuple::new(ctx, names.iter().copied()).map(Handle::into_any)
}

/// An operand that is an integer which can be a discriminant; `None` for any other.
///
/// # Errors
/// What its `__index__` raises, but for a `TypeError` or an `OverflowError`.
pub fn integer_operand(object: Borrowed<'_, '_>) -> Result<Option<isize>, Failure> {
    match isize::from_py(object) {
        Ok(integer) => Ok(Some(integer)),
        Err(error) => {
            let ctx = object.ctx();
            let is_none = error.matches::<PyTypeError>(ctx) || error.matches::<PyOverflowError>(ctx);
            if is_none { Ok(None) } else { Err(error.into()) }
        }
    }
}

/// The new object of a variant, for exactly its class.
///
/// # Errors
/// `TypeError` for another class.
pub fn variant_outcome<'ctx, T: HpyType<Base = NoBase>>(
    value: T,
    variant: &'static Class,
    class: Borrowed<'_, 'ctx, PyType>,
    ctx: Context<'ctx>,
) -> Leave<'ctx> {
    class::exact_class(variant, class)?;
    Ok(Handle::new(ctx, value)?.into())
}

/// For an index that a variant has no member at.
///
/// # Errors
/// Always.
#[cold]
pub fn no_item<'ctx>() -> Leave<'ctx> {
    Err(PyIndexError::new("tuple index out of range").into())
}

/// For a getter of a variant's that was called on another variant.
///
/// # Errors
/// Always.
#[cold]
pub fn another_variant<'ctx>() -> Leave<'ctx> {
    Err(PyTypeError::new("this is another variant").into())
}

/// Whether one of them is true.
pub const fn any(all: &[bool]) -> bool {
    match all {
        [] => false,
        [true, ..] => true,
        [false, rest @ ..] => any(rest),
    }
}

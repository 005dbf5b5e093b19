//! How instances come into being.

use std::ptr;

use hpy_sys::HPy;
use hpy_sys::api::{self, Runtime};

use super::native::Native;
use super::payload::Layout;
use super::room::Room;
use super::{BaseType, Class, Content, HpyType, NoBase, RootBase, ThreadCheck};
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Args, Borrowed, Handle};
use crate::macro_support::trampoline::catch;
use crate::macro_support::{Failure, Raise};
use crate::types::{PyTuple, PyType};
use crate::{PyError, Result, calls};

/// What an instance of `T` can be made of: a value, or for a class that extends another the pair of its value and what the
/// base is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a `{T}` is made of",
    label = "cannot become a `{T}`",
    note = "a class, which a struct is by `#[hpy_type]`, is made of its value, one with `extends` of the pair `(value, base)`"
)]
pub trait Initial<T: HpyType> {
    /// The content of the instance.
    #[doc(hidden)]
    fn into_content(self) -> Content<T>;
}

impl<T: HpyType<Base: RootBase>> Initial<T> for T {
    fn into_content(self) -> Content<T> {
        Content { base: (), thread: T::Thread::here(), value: self }
    }
}

impl<T: HpyType, I: Initial<T::Base>> Initial<T> for (T, I)
where
    T::Base: HpyType + BaseType<Content = Content<T::Base>>,
{
    fn into_content(self) -> Content<T> {
        Content { base: self.1.into_content(), thread: T::Thread::here(), value: self.0 }
    }
}

/// What a `#[new]` function can return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned from the `#[new]` of `{T}`",
    label = "not what a `{T}` is made of",
    note = "return `Self`, or `(Self, Base)` for a class with `extends`, or a `Result` of it"
)]
pub trait NewOutcome<T: HpyType> {
    /// The content, or the error.
    ///
    /// # Errors
    /// That of a `Result`.
    #[doc(hidden)]
    fn content(self) -> Result<Content<T>>;
}

impl<T: HpyType<Base: RootBase>> NewOutcome<T> for T {
    fn content(self) -> Result<Content<T>> {
        Ok(self.into_content())
    }
}

impl<T: HpyType, I> NewOutcome<T> for (T, I)
where
    (T, I): Initial<T>,
{
    fn content(self) -> Result<Content<T>> {
        Ok(self.into_content())
    }
}

impl<T: HpyType, R: NewOutcome<T>, E: Raise> NewOutcome<T> for std::result::Result<R, E> {
    fn content(self) -> Result<Content<T>> {
        self.map_err(Into::into)?.content()
    }
}

/// The arguments that the class of the interpreter's below a class is made with.
pub(super) type Arguments<'a, 'ctx> = Option<&'a Handle<'ctx, PyTuple>>;

/// A new instance.
pub(super) fn object<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    value: impl Initial<T>,
    arguments: Arguments<'_, 'ctx>,
) -> Result<Handle<'ctx, T>> {
    place(ctx, value.into_content(), arguments)
}

/// Brings a content to its place in a new instance. For a value of an enum without data that is the one instance there is.
fn place<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    content: Content<T>,
    arguments: Arguments<'_, 'ctx>,
) -> Result<Handle<'ctx, T>> {
    if let Some(kept) = content.value.singleton() {
        T::class().type_object(ctx)?;
        if let Some(object) = kept.get(ctx) {
            return Ok(object);
        }
    }
    place_new(ctx, content, arguments).map_err(Failure::into_error)
}

/// As [`object`], for the object that a call gives.
#[inline(always)]
pub(crate) fn object_to_leave<T: HpyType>(ctx: Context<'_>, value: impl Initial<T>) -> Result<Handle<'_, T>, Failure> {
    let content = value.into_content();
    if content.value.singleton().is_some() {
        return Ok(place(ctx, content, None)?);
    }
    place_new(ctx, content, None)
}

/// The one object with a value of an enum without data; made when the class is.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn make_singleton<T: HpyType<Base = NoBase>>(ctx: Context<'_>, value: T) -> Result<Handle<'_, T>> {
    let place = value.singleton();
    let object = place_new(ctx, value.into_content(), None).map_err(Failure::into_error)?;
    if let Some(place) = place {
        place.set(&object);
    }
    Ok(object)
}

#[inline(always)]
fn place_new<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    content: Content<T>,
    arguments: Arguments<'_, 'ctx>,
) -> Result<Handle<'ctx, T>, Failure> {
    let class = content.value.class_of();
    let object = fill(ctx, class, Room::of(ctx, class, arguments), content)?;
    if let Some(Native { is_initialised: true, .. }) = <T as BaseType>::NATIVE {
        initialise(&object, arguments)?;
    }
    Ok(object)
}

/// What Python does of a class after `__new__`, for an instance that Rust makes: the `__init__` of what the class extends.
#[cold]
#[inline(never)]
fn initialise<'ctx>(object: &Handle<'ctx>, arguments: Arguments<'_, 'ctx>) -> Result<(), Failure> {
    let with = |arguments| catch(|| Ok(calls::class::init_native(object, arguments)?));
    match arguments {
        Some(arguments) => with(arguments),
        None => with(&PyTuple::from_handles(object.ctx(), &[])?),
    }
}

/// What a `#[new]` gives that was called with `arguments`: a new instance of the class that it was called on.
///
/// # Errors
/// `TypeError` if that is not `T`'s, nor one of Python's that derives from it and no other of ours.
#[inline(always)]
pub(crate) fn place_exactly<'ctx, T: HpyType>(
    given: Borrowed<'_, 'ctx, PyType>,
    content: Content<T>,
    arguments: Args<'_, 'ctx>,
) -> Result<Handle<'ctx, T>, Failure> {
    // Of an enum the value says which class and which object it is.
    let is_struct = ptr::eq(content.value.class_of(), T::class()) && content.value.singleton().is_none();
    if is_struct {
        let ctx = given.ctx();
        // SAFETY: it is made of these.
        let room = unsafe { Room::exactly_of(T::class(), given, arguments.as_ptr(), arguments.len()) };
        return fill(ctx, T::class(), room, content);
    }
    exact_class(T::class(), given)?;
    Ok(place(given.ctx(), content, None)?)
}

/// Whether a class is one of Python's that derives from `class`, and from no other class of ours that `class` does not derive
/// from. CPython sees to that by itself; PyPy and GraalPy do not, and PyPy lets a class derive from two.
pub(super) fn derives_alone(class: &'static Class, given: Borrowed<'_, '_, PyType>) -> bool {
    let Some(own) = class.made(given.ctx()) else { return false };
    let derives = !calls::object::is(&own, &given) && calls::type_::is_subtype(&given, &own);
    derives && calls::class::has_struct_of(&given, &own)
}

/// Whether a class that `__new__` was called on is exactly `class`.
///
/// # Errors
/// `TypeError` for any other. CPython refuses those itself, unless the class is extended; PyPy and GraalPy let
/// `T.__new__(Other)` through, and PyPy Python subclasses.
#[inline(always)]
pub(crate) fn exact_class(class: &'static Class, given: Borrowed<'_, '_, PyType>) -> Result<()> {
    if api::runtime() == Runtime::CPython && !class.may_be_extended() {
        return Ok(());
    }
    let is_exact = class.made(given.ctx()).is_some_and(|own| calls::object::is(&own, &given));
    if is_exact { Ok(()) } else { Err(not_exact(class, given)) }
}

#[cold]
fn not_exact(class: &'static Class, given: Borrowed<'_, '_, PyType>) -> PyError {
    let own = class.name().to_string_lossy();
    let name = match given.shown_name() {
        Ok(name) => name,
        Err(error) => return error,
    };
    let derives = class.made(given.ctx()).is_some_and(|own| calls::type_::is_subtype(&given, &own));
    PyTypeError::new(match (class.flags.subclass, derives) {
        (true, true) => format!("{own}.__new__({name}) is not safe, use {name}.__new__()"),
        (true, false) => format!("{own}.__new__({name}): {name} is not a subtype of {own}"),
        (false, _) => format!("{own}.__new__({name}): {name} is not {own} itself, which cannot be subclassed"),
    })
}

/// Brings a content to its place.
#[inline(always)]
fn fill<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    class: &'static Class,
    room: Room,
    content: Content<T>,
) -> Result<Handle<'ctx, T>, Failure> {
    if room.object == 0 {
        return Err(Failure::told_otherwise());
    }
    let guards = if Layout::may_need_box::<T>() { room.guards() } else { None };
    // SAFETY: they were made just now, and wait for the content.
    let place = guards.map_or(room.place, |guards| unsafe { (*guards).place });
    // SAFETY: the place is new, and as large as the class's layout says; aligned, or else it would be in a box.
    unsafe { place.cast::<Content<T>>().write(content) };
    let object = if <T as BaseType>::HAS_FIELDS || guards.is_some() {
        // SAFETY: the content was just written.
        unsafe { room.complete(ctx, class) }?
    } else {
        // SAFETY: a handle that is owned, and given up.
        unsafe { Handle::from_owned_raw(ctx, HPy(room.object)) }
    };
    // SAFETY: it is a `T` now.
    Ok(unsafe { typed(object) })
}

/// # Safety
/// The object is a `T`.
unsafe fn typed<T>(object: Handle<'_>) -> Handle<'_, T> {
    let ctx = object.ctx();
    // SAFETY: ownership moves; the type is by the contract of this function.
    unsafe { Handle::from_owned_raw(ctx, object.into_raw()) }
}

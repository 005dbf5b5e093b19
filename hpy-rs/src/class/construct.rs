//! How instances come into being.

use std::ffi::c_void;
use std::ptr;

use hpy_sys::HPy;
use hpy_sys::api::{self, Runtime};

use super::holder::{self, Holder};
use super::payload::{Boxed, CONTENT_OFFSET, Header, Layout};
use super::traverse::Visitor;
use super::{BaseType, Class, Content, HpyType, NoBase, RootBase, ThreadCheck, watcher};
use crate::context::Context;
use crate::error::{PyMemoryError, PyTypeError};
use crate::handle::{Args, Borrowed, Handle};
use crate::macro_support::Failure;
use crate::macro_support::trampoline::catch;
use crate::types::{PyTuple, PyType};
use crate::{PyError, Result, calls};

/// What an instance of `T` can be made of: a value, or for a class that extends another the pair of its value and what the
/// base is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a `{T}` is made of",
    label = "cannot become a `{T}`",
    note = "a class without `extends` is made of its value, one with `extends` of the pair `(value, base)`"
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

impl<T: HpyType, R: NewOutcome<T>, E: Into<PyError>> NewOutcome<T> for std::result::Result<R, E> {
    fn content(self) -> Result<Content<T>> {
        self.map_err(Into::into)?.content()
    }
}

/// The arguments that the class of the interpreter's below a class is made with.
type Arguments<'a, 'ctx> = Option<&'a Handle<'ctx, PyTuple>>;

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
    place_new(ctx, content, arguments)
}

/// As [`object`], for the object that a call gives.
#[inline(always)]
pub(crate) fn object_to_leave<T: HpyType>(ctx: Context<'_>, value: impl Initial<T>) -> Result<Handle<'_, T>, Failure> {
    let content = value.into_content();
    let class = content.value.class_of();
    if content.value.singleton().is_some() {
        return Ok(place(ctx, content, None)?);
    }
    fill_plain(ctx, class, content).or_else(|content| fill_to_leave(ctx, class, content))
}

/// As [`object_to_leave`], where an instance is not as simple as can be.
#[cold]
#[inline(never)]
fn fill_to_leave<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    class: &'static Class,
    content: Content<T>,
) -> Result<Handle<'ctx, T>, Failure> {
    fill(class, Room::to_leave(ctx, class)?, content)
}

/// The one object with a value of an enum without data; made when the class is.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn make_singleton<T: HpyType<Base = NoBase>>(ctx: Context<'_>, value: T) -> Result<Handle<'_, T>> {
    let place = value.singleton();
    let object = place_new(ctx, value.into_content(), None)?;
    if let Some(place) = place {
        place.set(&object);
    }
    Ok(object)
}

fn place_new<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    content: Content<T>,
    arguments: Arguments<'_, 'ctx>,
) -> Result<Handle<'ctx, T>> {
    let class = content.value.class_of();
    match fill_plain(ctx, class, content) {
        Ok(object) => Ok(object),
        Err(content) => fill(class, Room::of(ctx, class, arguments)?, content),
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
        return match fill_plain(given.ctx(), T::class(), content) {
            Ok(object) => Ok(object),
            Err(content) => fill(T::class(), Room::exactly_of(T::class(), given, arguments)?, content),
        };
    }
    exact_class(T::class(), given)?;
    Ok(place(given.ctx(), content, None)?)
}

/// Whether a class is one of Python's that derives from `class`, and from no other class of ours that `class` does not derive
/// from. CPython sees to that by itself; PyPy and GraalPy do not, and PyPy lets a class derive from two.
fn derives_alone(class: &'static Class, given: Borrowed<'_, '_, PyType>) -> bool {
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
    let name = match given.name() {
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

/// A new instance, whose header says that there is a content at `place`. Nothing may happen before there is.
struct Room<'ctx> {
    object: Handle<'ctx>,
    place: *mut u8,
    /// For a content in a box: who sees to it that it is dropped.
    guards: Option<Box<Guards<'ctx>>>,
}

struct Guards<'ctx> {
    boxed: *mut Boxed,
    holder: Option<Holder<'ctx>>,
    watcher: Option<Handle<'ctx>>,
}

impl<'ctx> Room<'ctx> {
    /// In an instance of a class.
    #[inline(never)]
    fn of(ctx: Context<'ctx>, class: &'static Class, arguments: Arguments<'_, 'ctx>) -> Result<Self> {
        catch(|| {
            let kind = class.lend(ctx)?;
            Room::in_instance_of(&kind, class, arguments)
        })
    }

    /// As [`of`](Self::of), for the object that a call gives.
    #[inline(never)]
    fn to_leave(ctx: Context<'ctx>, class: &'static Class) -> Result<Self, Failure> {
        Ok(Room::of(ctx, class, None)?)
    }

    /// In an instance of the class that `__new__` was called on with `arguments`, if it is this one or derives from it alone.
    #[inline(never)]
    fn exactly_of(
        class: &'static Class,
        given: Borrowed<'_, 'ctx, PyType>,
        arguments: Args<'_, 'ctx>,
    ) -> Result<Self, Failure> {
        Ok(catch(|| Room::checked(class, given, arguments))?)
    }

    /// As [`exactly_of`](Self::exactly_of), where a panic is let through.
    fn checked(class: &'static Class, given: Borrowed<'_, 'ctx, PyType>, arguments: Args<'_, 'ctx>) -> Result<Self> {
        let arguments = if class.has_native() { Some(PyTuple::from_args(arguments)?) } else { None };
        if !(class.flags.subclass && derives_alone(class, given)) {
            exact_class(class, given)?;
        }
        Room::in_instance_of(&given, class, arguments.as_ref())
    }

    /// In an instance of `kind`, which is the class's type or derives from it.
    #[inline(always)]
    fn in_instance_of(
        kind: &Handle<'ctx, PyType>,
        class: &'static Class,
        arguments: Arguments<'_, 'ctx>,
    ) -> Result<Self> {
        if class.is_boxed() {
            return Room::in_box(class, kind, arguments);
        }
        let new = if class.has_native() { new_native(kind, arguments) } else { calls::class::new_object(kind) };
        let (object, start) = new?;
        class.note(&object, start);
        // SAFETY: the struct of a new instance of the class.
        let place = unsafe { announce_inline(start, class) };
        Ok(Room { object, place, guards: None })
    }

    /// All that could fail before a content is in its box is done here: the instance, the box, the holder, the watcher.
    #[cold]
    fn in_box(class: &'static Class, kind: &Handle<'ctx, PyType>, arguments: Arguments<'_, 'ctx>) -> Result<Self> {
        let ctx = kind.ctx();
        let holder = if super::payload::needs_holder() { Some(holder::new(ctx)?) } else { None };
        let watcher = if class.is_watched() { Some(watcher::new(ctx)?) } else { None };
        let new = if class.has_native() { new_native(kind, arguments) } else { calls::class::new_object(kind) };
        let (object, start) = new?;
        // SAFETY: the size is not zero.
        let place = unsafe { std::alloc::alloc(class.layout().allocation()) };
        if place.is_null() {
            return Err(PyMemoryError::new(""));
        }
        // SAFETY: the struct of a new instance.
        unsafe { announce(start.cast(), class, place) };
        Ok(Room { object, place, guards: Some(Box::new(Guards { boxed: start.cast(), holder, watcher })) })
    }

    /// Brings to an end what is to be done when there is a content.
    ///
    /// # Errors
    /// Those of planting a field; the instance has a value nevertheless.
    ///
    /// # Safety
    /// There is one, of `class`.
    #[cold]
    #[inline(never)]
    unsafe fn complete(self, class: &'static Class) -> Result<Handle<'ctx>> {
        // SAFETY: by the contract of this function.
        catch(|| unsafe { self.finish(class) })
    }

    /// # Safety
    /// As for [`complete`](Self::complete).
    unsafe fn finish(self, class: &'static Class) -> Result<Handle<'ctx>> {
        let Room { object, place, guards } = self;
        let Some(guards) = guards else {
            // SAFETY: by the contract of this function.
            unsafe { plant(&object, class, place) }?;
            return Ok(object);
        };
        if let Some(holder) = &guards.holder {
            // SAFETY: the struct of a class whose content is in a box.
            unsafe { holder::hold(&object, guards.boxed, holder, class) };
        }
        // SAFETY: by the contract of this function.
        unsafe { plant(&object, class, place) }?;
        if let Some(watcher) = &guards.watcher {
            // SAFETY: the struct of a class whose content is in a box.
            unsafe { watcher::watch(&object, guards.boxed, watcher) }?;
        }
        Ok(object)
    }
}

/// A new instance of a class that extends one of the interpreter's, and its struct.
#[cold]
#[inline(never)]
fn new_native<'ctx>(
    kind: &Handle<'ctx, PyType>,
    arguments: Arguments<'_, 'ctx>,
) -> Result<(Handle<'ctx>, *mut c_void)> {
    let object = match arguments {
        Some(arguments) => calls::class::new_native(kind, arguments)?,
        None => calls::class::new_native(kind, &PyTuple::from_handles(kind.ctx(), &[])?)?,
    };
    let start = calls::class::payload_anywhere(&object);
    Ok((object, start))
}

/// Brings a content to its place in an instance that is as simple as can be; gives it back where the class has others, or
/// there is too little memory.
#[inline(always)]
fn fill_plain<'ctx, T: HpyType>(
    ctx: Context<'ctx>,
    class: &'static Class,
    content: Content<T>,
) -> std::result::Result<Handle<'ctx, T>, Content<T>> {
    if <T as BaseType>::HAS_FIELDS {
        return Err(content);
    }
    let (object, place) = new_plain(ctx, class);
    if object == 0 {
        return Err(content);
    }
    // SAFETY: the place is new, and as large as the class's layout says; aligned, or else it would be in a box.
    unsafe { place.cast::<Content<T>>().write(content) };
    // SAFETY: a new instance, which is a `T` now.
    Ok(unsafe { Handle::from_owned_raw(ctx, HPy(object)) })
}

/// A new instance of a class that has nothing but the simplest, and the place of its content, which must be filled at once.
/// Two words, so that they come in registers; 0 where there is none.
#[inline(never)]
fn new_plain(ctx: Context<'_>, class: &'static Class) -> (isize, *mut u8) {
    let Some(Ok(object)) = class.plain(ctx).map(|kind| calls::class::new_plain(&kind)) else {
        return (0, ptr::null_mut());
    };
    let start = class.noted_struct_of(&object);
    // SAFETY: the struct of a new instance of the class.
    let place = unsafe { announce_inline(start, class) };
    (object.into_raw().0, place)
}

/// Brings a content to its place.
#[inline(always)]
fn fill<'ctx, T: HpyType, E: From<PyError>>(
    class: &'static Class,
    room: Room<'ctx>,
    content: Content<T>,
) -> Result<Handle<'ctx, T>, E> {
    // SAFETY: the place is new, and as large as the class's layout says; aligned, or else it would be in a box.
    unsafe { room.place.cast::<Content<T>>().write(content) };
    let object = if <T as BaseType>::HAS_FIELDS || (Layout::may_need_box::<T>() && room.guards.is_some()) {
        // SAFETY: the content was just written.
        unsafe { room.complete(class) }?
    } else {
        #[expect(clippy::mem_forget, reason = "there are none, and nobody is to look again")]
        std::mem::forget(room.guards);
        room.object
    };
    // SAFETY: it is a `T` now.
    Ok(unsafe { typed(object) })
}

/// Tells an instance that its content is in its struct, and gives the place.
///
/// # Safety
/// `start` is the struct of a new instance of `class`, as large as the class's layout says, and the place will be filled.
#[inline(always)]
unsafe fn announce_inline(start: *mut c_void, class: &'static Class) -> *mut u8 {
    // SAFETY: by the contract of this function.
    let place = unsafe { start.byte_add(CONTENT_OFFSET) }.cast();
    // SAFETY: as above.
    unsafe { announce(start.cast(), class, place) };
    place
}

/// Tells an instance that there is a content of `class` at `place`.
///
/// # Safety
/// `header` is that of a new instance of `class`, and there is.
#[inline(always)]
unsafe fn announce(header: *const Header, class: &'static Class, place: *mut u8) {
    // SAFETY: by the contract of this function.
    let header = unsafe { &*header };
    header.content.set(place);
    header.class.set(class);
}

/// Plants the fields of a content.
///
/// # Errors
/// Those of planting a field; the instance has a value nevertheless.
///
/// # Safety
/// At `place` is the content of `object`, an instance of `class`.
#[inline(never)]
unsafe fn plant(object: &Handle<'_>, class: &'static Class, place: *mut u8) -> Result<()> {
    let mut planted = Ok(());
    let mut plant = |field: &super::field::FieldCell| {
        if planted.is_ok() {
            // SAFETY: in the content, and visited by the same function as the collector's.
            planted = unsafe { field.plant(object) };
        }
    };
    // SAFETY: by the contract of this function.
    unsafe { (class.layout().visit)(place, &mut Visitor(&mut plant)) };
    planted
}

/// # Safety
/// The object is a `T`.
unsafe fn typed<T>(object: Handle<'_>) -> Handle<'_, T> {
    let ctx = object.ctx();
    // SAFETY: ownership moves; the type is by the contract of this function.
    unsafe { Handle::from_owned_raw(ctx, object.into_raw()) }
}

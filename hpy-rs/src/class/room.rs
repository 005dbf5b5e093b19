//! [`Room`]: a new instance, in which a content is to be.

use std::ffi::c_void;
use std::ptr;

use hpy_sys::HPy;

use super::Class;
use super::construct::{Arguments, derives_alone, exact_class};
use super::holder::{self, Holder};
use super::payload::{Boxed, CONTENT_OFFSET, Header};
use super::traverse::Visitor;
use super::watcher;
use crate::context::Context;
use crate::error::PyMemoryError;
use crate::handle::{Args, Borrowed, Handle};
use crate::macro_support::Failure;
use crate::macro_support::trampoline::catch;
use crate::types::{PyTuple, PyType};
use crate::{Result, calls};

/// A new instance, whose header says that there is a content at `place`. Nothing may happen before there is.
///
/// Two words, so that they come in registers.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// A handle that is owned; 0 if there is none, and the error was put aside.
    pub(super) object: isize,
    /// Where the content belongs. An odd number is the address of [`Guards`] and 1.
    pub(super) place: *mut u8,
}

/// What sees to it that a content in a box is dropped.
pub(super) struct Guards<'ctx> {
    /// Where the content belongs.
    pub(super) place: *mut u8,
    boxed: *mut Boxed,
    holder: Option<Holder<'ctx>>,
    watcher: Option<Handle<'ctx>>,
}

impl Room {
    fn new(object: Handle<'_>, place: *mut u8) -> Self {
        Room { object: object.into_raw().0, place }
    }

    fn or_failure(room: Result<Self>) -> Self {
        room.unwrap_or_else(|error| {
            let _ = Failure::from(error);
            Room { object: 0, place: ptr::null_mut() }
        })
    }

    /// In an instance of a class that has nothing but the simplest.
    #[inline(always)]
    fn plain(ctx: Context<'_>, class: &'static Class) -> Option<Self> {
        let object = calls::class::new_plain(&*class.places.plain(ctx)?).ok()?;
        let start = class.places.struct_at_hand(&object)?;
        // SAFETY: the struct of a new instance of the class.
        let place = unsafe { announce_inline(start.as_ptr(), class) };
        Some(Room::new(object, place))
    }

    /// In an instance of a class.
    #[inline(never)]
    pub(super) fn of<'ctx>(ctx: Context<'ctx>, class: &'static Class, arguments: Arguments<'_, 'ctx>) -> Self {
        Room::plain(ctx, class).unwrap_or_else(|| Room::of_any(ctx, class, arguments))
    }

    /// Out of line: what the closure has of its surroundings is in memory.
    #[inline(never)]
    fn of_any<'ctx>(ctx: Context<'ctx>, class: &'static Class, arguments: Arguments<'_, 'ctx>) -> Self {
        Room::or_failure(catch(|| {
            let kind = class.lend(ctx)?;
            Room::in_instance_of(&kind, class, arguments)
        }))
    }

    /// In an instance of the class that `__new__` was called on with arguments, if it is this one or derives from it alone.
    ///
    /// # Safety
    /// [`Args`] of the running call are made of `first` and `count`.
    #[inline(never)]
    pub(super) unsafe fn exactly_of(
        class: &'static Class,
        given: Borrowed<'_, '_, PyType>,
        first: *const HPy,
        count: usize,
    ) -> Self {
        if let Some(room) = Room::plain(given.ctx(), class) {
            return room;
        }
        // SAFETY: by the contract of this function.
        let arguments = unsafe { Args::from_raw(given.ctx(), first, count) };
        Room::or_failure(catch(|| Room::checked(class, given, arguments)))
    }

    /// As [`exactly_of`](Self::exactly_of), where a panic is let through.
    fn checked<'ctx>(
        class: &'static Class,
        given: Borrowed<'_, 'ctx, PyType>,
        arguments: Args<'_, 'ctx>,
    ) -> Result<Self> {
        let arguments = if class.has_native() { Some(PyTuple::from_args(arguments)?) } else { None };
        if !(class.flags.subclass && derives_alone(class, given)) {
            exact_class(class, given)?;
        }
        Room::in_instance_of(&given, class, arguments.as_ref())
    }

    /// In an instance of `kind`, which is the class's type or derives from it.
    fn in_instance_of<'ctx>(
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
        Ok(Room::new(object, place))
    }

    /// All that could fail before a content is in its box is done here: the instance, the box, the holder, the watcher.
    #[cold]
    fn in_box<'ctx>(
        class: &'static Class,
        kind: &Handle<'ctx, PyType>,
        arguments: Arguments<'_, 'ctx>,
    ) -> Result<Self> {
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
        let guards = Box::into_raw(Box::new(Guards { place, boxed: start.cast(), holder, watcher }));
        Ok(Room::new(object, guards.cast::<u8>().wrapping_add(1)))
    }

    /// The guards, if there are any.
    #[inline(always)]
    pub(super) fn guards<'ctx>(self) -> Option<*mut Guards<'ctx>> {
        (self.place.addr() & 1 == 1).then(|| self.place.wrapping_sub(1).cast())
    }

    /// Brings to an end what is to be done when there is a content.
    ///
    /// # Errors
    /// Those of planting a field; the instance has a value nevertheless.
    ///
    /// # Safety
    /// There is one, of `class`; `object` is not 0, and given up.
    #[cold]
    #[inline(never)]
    pub(super) unsafe fn complete<'ctx>(
        self,
        ctx: Context<'ctx>,
        class: &'static Class,
    ) -> Result<Handle<'ctx>, Failure> {
        // SAFETY: by the contract of this function.
        let object = unsafe { Handle::from_owned_raw(ctx, HPy(self.object)) };
        // SAFETY: as above.
        Ok(catch(|| unsafe { self.finish(object, class) })?)
    }

    /// # Safety
    /// As for [`complete`](Self::complete); `object` is the room's.
    unsafe fn finish<'ctx>(self, object: Handle<'ctx>, class: &'static Class) -> Result<Handle<'ctx>> {
        let Some(guards) = self.guards::<'ctx>() else {
            // SAFETY: by the contract of this function.
            unsafe { plant(&object, class, self.place) }?;
            return Ok(object);
        };
        // SAFETY: `in_box` has made them, and they are taken once.
        let guards = unsafe { Box::from_raw(guards) };
        if let Some(holder) = &guards.holder {
            // SAFETY: the struct of a class whose content is in a box.
            unsafe { holder::hold(&object, guards.boxed, holder, class) };
        }
        // SAFETY: by the contract of this function.
        unsafe { plant(&object, class, guards.place) }?;
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
    header.borrow.begin();
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
    unsafe { class.layout().visit(place, &mut Visitor(&mut plant)) };
    planted
}

//! The struct of an instance, and how it is found and checked.
//!
//! It begins with a [`Header`], all zero until there is a value. The value itself is behind it; on PyPy one that must be
//! dropped is in a box of its own (see [`super::holder`]), as one is everywhere that needs a wider alignment than objects
//! have. Where it is, the header says.

use std::cell::Cell;
use std::ffi::c_void;
use std::mem::{MaybeUninit, offset_of};
use std::ptr::NonNull;
use std::{mem, ptr};

use hpy_sys::api;

use super::flag::BorrowFlag;
use super::native::Native;
use super::traverse::Visitor;
use super::{Access, Class, HpyType, Sealed, ThreadCheck};
use crate::error::PyTypeError;
use crate::handle::{Borrowed, Handle};
use crate::macro_support::trampoline::catch_or;
use crate::{PyError, Result, calls};

/// The alignment that every runtime gives to structs: PyPy gives no more.
const ALIGNMENT: usize = 8;

/// What every struct begins with. The words are used by whoever holds the interpreter's lock, or of an object that nobody
/// else knows: one that is new, or going.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Header {
    /// The class that the value was made for, null as long as there is no value.
    pub(super) class: Cell<*const Class>,
    /// See [`super::borrow`].
    pub(super) borrow: BorrowFlag,
    /// The [`Content`].
    pub(super) content: Cell<*mut u8>,
}

/// What an instance of a class consists of: the values of its bases, and its own.
#[repr(C)]
pub struct Content<T: HpyType> {
    pub(super) base: <T::Base as BaseType>::Content,
    pub(super) thread: T::Thread,
    pub(super) value: T,
}

impl<T: HpyType> std::fmt::Debug for Content<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content<{}>", T::NAME)
    }
}

/// What a class can extend.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be extended",
    label = "is not a class",
    note = "put `#[hpy_type]` on the struct `{Self}`; of Python's own classes `PyDict`, `PyFloat`, `PyFrozenSet`, `PyList`, `PySet`, `PyStr`, `PyTzInfo` and exceptions can be extended"
)]
pub trait BaseType: Sealed + 'static {
    /// What its instances consist of.
    type Content;
    /// Whether those have fields.
    const HAS_FIELDS: bool;
    /// Whether readers must be counted, because this value or that of a base can be borrowed as `&mut`.
    const IS_COUNTED: bool;
    /// The class of the interpreter's that stands below it all; `None` for `object`.
    const NATIVE: Option<Native>;
    /// Whether classes of Python may derive from it.
    const IS_OPEN: bool;
    /// Whether it is a class of ours.
    const IS_CLASS: bool = false;
    /// Whether this value or that of a base may be used by its own thread only.
    const IS_UNSENDABLE: bool;

    /// The class; `None` for what is not one of ours.
    fn base_class() -> Option<&'static Class>;

    /// Visits the fields; there are none unless it says otherwise.
    ///
    /// # Safety
    /// The pointer is to a content of the type.
    unsafe fn visit(_: *const Self::Content, _: &mut Visitor<'_>) {}

    /// Whether this thread may use the values; any may unless it says otherwise. They may be borrowed as `&mut` meanwhile:
    /// nothing is read but what was noted beside them.
    ///
    /// # Safety
    /// As for [`visit`](Self::visit).
    unsafe fn is_here(_: *const Self::Content) -> bool {
        true
    }
}

/// Where nothing is extended but `object`.
#[derive(Clone, Copy, Debug)]
pub struct NoBase(());

impl Sealed for NoBase {}

impl BaseType for NoBase {
    type Content = ();
    const HAS_FIELDS: bool = false;
    const IS_COUNTED: bool = false;
    const NATIVE: Option<Native> = None;
    const IS_OPEN: bool = true;
    const IS_UNSENDABLE: bool = false;

    fn base_class() -> Option<&'static Class> {
        None
    }
}

impl<T: HpyType> Sealed for T {}

#[diagnostic::do_not_recommend]
impl<T: HpyType> BaseType for T {
    type Content = Content<T>;
    const HAS_FIELDS: bool = <T as HpyType>::HAS_FIELDS || <T::Base as BaseType>::HAS_FIELDS;
    const IS_COUNTED: bool = <T::Access as Access>::IS_COUNTED || <T::Base as BaseType>::IS_COUNTED;
    const NATIVE: Option<Native> = <T::Base as BaseType>::NATIVE;
    const IS_OPEN: bool = T::FLAGS.subclass;
    const IS_CLASS: bool = true;
    const IS_UNSENDABLE: bool = T::Thread::IS_UNSENDABLE || <T::Base as BaseType>::IS_UNSENDABLE;

    fn base_class() -> Option<&'static Class> {
        Some(T::class())
    }

    unsafe fn visit(content: *const Content<T>, visitor: &mut Visitor<'_>) {
        // SAFETY: by the contract of this function.
        let base = unsafe { &raw const (*content).base };
        // SAFETY: as above.
        unsafe { <T::Base as BaseType>::visit(base, visitor) };
        // A value without fields may be borrowed as `&mut` while the collector runs, so there must be no reference to it.
        if <T as HpyType>::HAS_FIELDS {
            // SAFETY: as above; a value with fields is never borrowed as `&mut`.
            unsafe { &(*content).value }.traverse(visitor);
        }
    }

    #[inline(always)]
    unsafe fn is_here(content: *const Content<T>) -> bool {
        // SAFETY: by the contract of this function; the note never changes.
        let thread = unsafe { &(*content).thread };
        // SAFETY: as above.
        let base = unsafe { &raw const (*content).base };
        // SAFETY: as above.
        thread.is_here() && unsafe { <T::Base as BaseType>::is_here(base) }
    }
}

/// What the rest of the runtime needs to know of a content whose type it does not know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) size: usize,
    pub(super) alignment: usize,
    needs_drop: bool,
    /// Visits the fields, if there are any.
    visit: Option<unsafe fn(*const u8, &mut Visitor<'_>)>,
    /// Whether this thread may drop it; `None` if any may.
    is_here: Option<unsafe fn(*const u8) -> bool>,
    /// Drops it in place.
    ///
    /// # Safety
    /// The pointer is to a content of the type, which nobody uses any more.
    pub(super) drop: unsafe fn(*mut u8),
}

/// The largest content: interpreters keep the size of an instance in a C `int`, and it is not all that is in one.
const LARGEST: usize = i32::MAX as usize - (1 << 16);

impl Layout {
    pub(super) const fn of<T: HpyType>() -> Self {
        assert!(size_of::<Content<T>>() <= LARGEST, "a value of 2 GiB is too large for a class: put it in a `Box`");
        Layout {
            size: size_of::<Content<T>>(),
            alignment: align_of::<Content<T>>(),
            needs_drop: mem::needs_drop::<Content<T>>(),
            visit: if <T as BaseType>::HAS_FIELDS { Some(visit::<T>) } else { None },
            is_here: if <T as BaseType>::IS_UNSENDABLE { Some(is_here::<T>) } else { None },
            drop: drop_content::<T>,
        }
    }

    /// Visits the fields.
    ///
    /// # Safety
    /// The pointer is to a content of the type.
    pub(super) unsafe fn visit(&self, content: *const u8, visitor: &mut Visitor<'_>) {
        if let Some(visit) = self.visit {
            // SAFETY: by the contract of this function.
            unsafe { visit(content, visitor) };
        }
    }

    /// Whether this thread may drop it.
    ///
    /// # Safety
    /// As for [`visit`](Self::visit).
    pub(super) unsafe fn is_here(&self, content: *const u8) -> bool {
        // SAFETY: by the contract of this function.
        self.is_here.is_none_or(|is_here| unsafe { is_here(content) })
    }

    /// Whether the content must be in a box, whatever else the class has.
    #[inline(always)]
    pub(super) fn needs_box(&self) -> bool {
        self.alignment > ALIGNMENT || (self.needs_drop && needs_holder())
    }

    /// Whether the content of some `T` is in a box, on some interpreter that the file is for.
    #[inline(always)]
    pub(super) fn may_need_box<T: HpyType>() -> bool {
        align_of::<Content<T>>() > ALIGNMENT || needs_holder()
    }

    /// Whether an instance must be told when it goes.
    pub(super) const fn needs_destroy(&self) -> bool {
        self.needs_drop || self.alignment > ALIGNMENT
    }

    /// The layout for `Box`es of the content.
    pub(super) fn allocation(&self) -> std::alloc::Layout {
        std::alloc::Layout::from_size_align(self.size.max(1), self.alignment).unwrap_or(std::alloc::Layout::new::<u8>())
    }
}

unsafe fn visit<T: HpyType>(content: *const u8, visitor: &mut Visitor<'_>) {
    // SAFETY: by the contract of `Layout::visit`.
    unsafe { <T as BaseType>::visit(content.cast::<Content<T>>(), visitor) };
}

unsafe fn is_here<T: HpyType>(content: *const u8) -> bool {
    // SAFETY: by the contract of `Layout::is_here`.
    unsafe { <T as BaseType>::is_here(content.cast::<Content<T>>()) }
}

unsafe fn drop_content<T: HpyType>(content: *mut u8) {
    // SAFETY: by the contract of `Layout::drop`.
    unsafe { ptr::drop_in_place(content.cast::<Content<T>>()) };
}

/// Whether values that must be dropped are held by objects of their own, since types may have no destroy function: see [`super::holder`].
#[inline(always)]
pub(super) fn needs_holder() -> bool {
    api::destroy_functions_are_deadly()
}

/// A struct with the content in it.
#[repr(C)]
struct Inline {
    header: Header,
    content: MaybeUninit<[u64; 1]>,
}

/// A struct with the content in a box.
#[repr(C)]
pub(super) struct Boxed {
    pub(super) header: Header,
    /// With PyPy's HPy, the object that frees the box; null elsewhere.
    pub(super) holder: super::field::Slot,
    /// With PyPy's HPy, the object that calls `__del__` of a class that has one; null elsewhere.
    pub(super) watcher: super::field::Slot,
}

/// Where the content begins in a struct.
pub(super) const CONTENT_OFFSET: usize = offset_of!(Inline, content);

impl Header {
    /// The value's class, if there is a value.
    #[inline(always)]
    pub(super) fn class(&self) -> *const Class {
        self.class.get()
    }

    #[inline(always)]
    pub(super) fn content<T: HpyType>(&self) -> *mut Content<T> {
        self.content.get().cast()
    }
}

/// The header of an object whose type was seen to be `T`, or whose struct can only be that of a type of ours: `None` unless
/// it has a value of `T` or of a class that extends it.
#[inline(always)]
pub(crate) fn find<'a, T: HpyType>(object: Borrowed<'a, '_>) -> Option<&'a Header> {
    if <T as BaseType>::NATIVE.is_some() { find_any(T::class(), object) } else { find_of(T::class(), object) }
}

#[inline(always)]
fn find_of<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    find_exact(class, object).or_else(|| find_by_asking(class, object)).or_else(|| find_any(class, object))
}

/// As [`find`], for a value of exactly this class whose place is known: on CPython what nearly always is so. Not for a class that
/// extends one of the interpreter's: what is at the place of other structs is a part of that one's there, which Python code can
/// choose.
#[inline(always)]
pub(crate) fn find_exact<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    header_of(class, class.places.struct_at_hand(&object)?)
}

/// As [`find_exact`], for any object at all.
#[inline(always)]
fn find_exact_checked<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    header_of(class, class.places.struct_of_exact(&object)?)
}

/// As [`find_exact`], where the interpreter must be asked for the struct, with nothing pending.
#[inline(never)]
pub(crate) fn find_by_asking<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    if let Some(header) = find_by_header(class, object) {
        return Some(header);
    }
    if api::IS_FOR_CPYTHON || class.has_native() || object.ctx().state().is_pending() {
        return None;
    }
    // On PyPy it may be any object.
    header_of(class, NonNull::new(calls::class::payload_beside_error(&object))?)
}

/// As [`find_exact`], for any object at all, by the type that its header tells, which on PyPy can be another one than Python code
/// sees: then what else is done finds it.
#[inline(always)]
pub(crate) fn find_by_header<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    if api::IS_FOR_CPYTHON {
        return None;
    }
    header_of(class, class.places.struct_by_header(&object)?)
}

/// The header in a struct, if there is a value of this class.
#[inline(always)]
fn header_of<'a>(class: &'static Class, start: NonNull<c_void>) -> Option<&'a Header> {
    // SAFETY: every struct of ours begins with a header, and lives as long as the object, so for 'a. On PyPy it may be the
    // struct of another extension's type, of which only the first word is looked at: it is no class of ours.
    let header = unsafe { start.cast::<Header>().as_ref() };
    ptr::eq(header.class(), class).then_some(header)
}

/// As [`find`], after the others gave nothing, or were not asked.
#[cold]
#[inline(never)]
pub(crate) fn find_any<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    let find = if class.has_native() { calls::class::payload_anywhere } else { calls::class::payload_again };
    let start = catch_or(|| find(&object), |_| ptr::null_mut());
    // SAFETY: as in `header_of`.
    let header = unsafe { start.cast::<Header>().as_ref() }?;
    class.covers(header.class()).then_some(header)
}

/// As [`find`], for any object at all.
///
/// Where any struct may be asked for, the class in the header alone tells the type. Elsewhere that of another object must not even
/// be asked for.
#[inline(always)]
pub(crate) fn find_checked<'a, T: HpyType>(object: Borrowed<'a, '_>) -> Option<&'a Header> {
    let class = T::class();
    let exact = if <T as BaseType>::NATIVE.is_none() { find_exact_checked(class, object) } else { None };
    exact.or_else(|| find_checked_of(class, object))
}

#[inline(never)]
fn find_checked_of<'a>(class: &'static Class, object: Borrowed<'a, '_>) -> Option<&'a Header> {
    if let Some(header) = find_by_header(class, object) {
        return Some(header);
    }
    let may_be_asked =
        class.is_exact_class_of(object) || api::any_struct_may_be_asked_for() || class.is_made_class_of(object);
    if !may_be_asked {
        return None;
    }
    if class.has_native() { find_any(class, object) } else { find_of(class, object) }
}

/// The error of an object of the right type that has no value.
#[cold]
#[inline(never)]
pub(crate) fn not_initialised(class: &'static Class) -> PyError {
    let name = class.name().to_string_lossy();
    PyTypeError::new(format!("this '{name}' object has no value: it was not made by its class"))
}

/// The error of a slot of `class` that was called for another object.
#[cold]
#[inline(never)]
pub(crate) fn wrong_self(class: &'static Class, object: Borrowed<'_, '_>) -> PyError {
    if class.is_made_class_of(object) {
        return not_initialised(class);
    }
    let name = class.name().to_string_lossy();
    match object.get_type().and_then(|kind| kind.shown_name()) {
        Ok(found) => PyTypeError::new(format!("descriptor requires a '{name}' object but received a '{found}'")),
        Err(error) => error,
    }
}

/// Whether the memory at `address` is part of the content of `owner`, which is a `T`.
pub(super) fn owns<T: HpyType>(owner: &Handle<'_, T>, address: usize) -> Result<bool> {
    let object = owner.as_borrowed().into_any();
    let header = find::<T>(object).ok_or_else(|| not_initialised(T::class()))?;
    let start = header.content.get() as usize;
    // SAFETY: `find` has seen that it is a class, which is a static.
    let class = unsafe { &*header.class() };
    Ok((start..start + class.layout().size).contains(&address))
}

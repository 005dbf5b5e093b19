//! [`Field`]: a reference to a Python object from within a value.
//!
//! As long as a value is on its way, a field in it is *loose*: it keeps its object as a [`Py`] does and can be moved. When
//! the value has come to its place in an instance, its fields are *planted*: from then on they are the interpreter's, which
//! sees them when it looks for cycles, and which on PyPy has a raw address in them. So a planted field must never move: a
//! value that holds one is never given out as `&mut`.

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::{PhantomData, PhantomPinned};

use hpy_sys::{HPyField, api};

use super::traverse::{Traverse, Visitor};
use super::{HpyType, payload};
use crate::context::Context;
use crate::error::PyValueError;
use crate::handle::{Handle, Py};
use crate::types::{PyAny, PyTypeInfo};
use crate::{PyError, Result, calls};

/// A planted field, or a holder: a word that only the interpreter writes to.
#[repr(transparent)]
pub(super) struct Slot(UnsafeCell<HPyField>);

impl Slot {
    pub(super) fn get(&self) -> *mut HPyField {
        self.0.get()
    }
}

/// Where a field's object is.
enum Place {
    /// There is none.
    Empty,
    /// Loose.
    Loose(Py),
    /// In the interpreter's hands; null for none.
    Planted(Slot),
}

/// A field without its type.
pub struct FieldCell {
    place: UnsafeCell<Place>,
    /// Keeps what holds a field from being `Unpin`, and so from being given out as `&mut`.
    _pinned: PhantomPinned,
}

// SAFETY: touched only with a context in hand, so under the interpreter's lock; or by the collector, or when nobody else
// knows it.
unsafe impl Send for FieldCell {}
// SAFETY: as above.
unsafe impl Sync for FieldCell {}

impl fmt::Debug for FieldCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Field")
    }
}

impl FieldCell {
    /// The word to show to the collector, if the field is planted.
    pub(super) fn planted(&self) -> Option<*mut HPyField> {
        // SAFETY: see `Sync`; the reference ends here.
        match unsafe { &*self.place.get() } {
            Place::Planted(slot) => Some(slot.get()),
            Place::Empty | Place::Loose(_) => None,
        }
    }

    /// Takes a loose field into the interpreter's hands.
    ///
    /// # Errors
    /// Those of [`Py::get`].
    ///
    /// # Safety
    /// The field lies in the content of `owner` and is visited by its traverse function.
    pub(super) unsafe fn plant(&self, owner: &Handle<'_>) -> Result<()> {
        // SAFETY: see `Sync`; nobody refers to what was there.
        let before = unsafe { self.place.get().replace(Place::Planted(Slot(UnsafeCell::new(HPyField::NULL)))) };
        let object = match before {
            Place::Loose(object) => Some(object.take(owner.ctx())?),
            Place::Empty | Place::Planted(_) => None,
        };
        if let (Some(object), Some(field)) = (object, self.planted()) {
            // SAFETY: it is null, and in its place by the contract of this function.
            unsafe { calls::class::store_field(owner, field, Some(&object)) };
        }
        Ok(())
    }

    /// The object of a field that is not planted.
    fn loose<'ctx>(&self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx>>> {
        // SAFETY: see `Sync`; nothing that `Py::get` calls comes here again.
        match unsafe { &*self.place.get() } {
            Place::Loose(object) => object.get(ctx).map(Some),
            Place::Empty | Place::Planted(_) => Ok(None),
        }
    }

    /// Takes the object out without telling the interpreter, before the value around it is dropped. The field is not planted
    /// any more: what is dropped can take it elsewhere.
    pub(super) fn forget(&self) {
        if self.planted().is_some() {
            // SAFETY: see `Sync`: nobody else knows the object any more.
            unsafe { *self.place.get() = Place::Empty };
        }
    }
}

/// A reference to a Python object in the struct of a class, as a `Py<T>` is with PyO3.
///
/// The garbage collector sees it, and frees cycles through it, if it is part of the struct itself: a member, or in an `Option`, an
/// array, an enum, or a struct with `#[derive(Traverse)]`. In a `Vec`, a `Box`, a map or a lock it works as a [`Py`] does: a cycle
/// through it leaks.
///
/// To get and to set it takes the object that it is part of: so a method has `slf: &Handle<'_, Self>` instead of `&self`.
///
/// ```
/// use hpy_rs::prelude::*;
///
/// #[hpy_type]
/// struct Node {
///     next: Field<Node>,
/// }
///
/// #[hpy_methods]
/// impl Node {
///     #[new]
///     fn new(next: Option<&Handle<'_, Node>>) -> Result<Self> {
///         Ok(Node { next: next.map_or_else(|| Ok(Field::empty()), Field::new)? })
///     }
///
///     fn length(slf: &Handle<'_, Self>) -> Result<usize> {
///         let next = slf.try_borrow()?.next.get(slf)?;
///         Ok(1 + next.map_or(Ok(0), |next| Node::length(&next))?)
///     }
/// }
/// ```
#[repr(transparent)]
pub struct Field<T = PyAny> {
    cell: FieldCell,
    kind: PhantomData<fn() -> T>,
}

impl<T> Field<T> {
    /// A field without an object.
    #[must_use]
    pub const fn empty() -> Self {
        let place = UnsafeCell::new(Place::Empty);
        Field { cell: FieldCell { place, _pinned: PhantomPinned }, kind: PhantomData }
    }
}

impl<T> Field<T> {
    /// A field with this object.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new(object: &Handle<'_, T>) -> Result<Self> {
        let field = Field::empty();
        // SAFETY: see `Sync`: nobody else knows the field yet.
        unsafe { *field.cell.place.get() = Place::Loose(Py::new(&object.as_borrowed().into_any())?) };
        Ok(field)
    }

    /// The object, if there is one. `owner` is the object that the field is part of.
    ///
    /// The collector empties the fields of objects in a cycle before it lets go of them, so a `__del__` of another object
    /// may find an empty one.
    ///
    /// # Errors
    /// `ValueError` if the field is not part of `owner`; `TypeError` as for [`Py::get`].
    pub fn get<'ctx, O: HpyType>(&self, owner: &Handle<'ctx, O>) -> Result<Option<Handle<'ctx, T>>>
    where
        T: PyTypeInfo,
    {
        let object = match self.cell.planted() {
            None => self.cell.loose(owner.ctx())?,
            Some(field) => {
                self.check_owner(owner)?;
                // SAFETY: see `Sync`.
                let field = unsafe { *field };
                if field.is_null() { None } else { Some(calls::class::load_field(any(owner), field)?) }
            }
        };
        if !api::handles_last() {
            // It was in the list behind `Py` before it was planted, where Python code may have changed it.
            return object.map(Handle::cast_into).transpose();
        }
        // SAFETY: only a `T` is ever stored.
        Ok(object.map(|object| unsafe { Handle::from_owned_raw(owner.ctx(), object.into_raw()) }))
    }

    /// Sets or replaces the object. Letting go of the one before may run Python.
    ///
    /// # Errors
    /// `ValueError` if the field is not part of `owner`; `MemoryError`.
    pub fn set<O: HpyType>(&self, owner: &Handle<'_, O>, object: &Handle<'_, T>) -> Result<()> {
        self.store(owner, Some(&object.as_borrowed().into_any()))
    }

    /// Takes the object away. Letting go of it may run Python.
    ///
    /// # Errors
    /// `ValueError` if the field is not part of `owner`.
    pub fn clear<O: HpyType>(&self, owner: &Handle<'_, O>) -> Result<()> {
        self.store(owner, None)
    }

    fn store<O: HpyType>(&self, owner: &Handle<'_, O>, object: Option<&Handle<'_>>) -> Result<()> {
        if let Some(field) = self.cell.planted() {
            self.check_owner(owner)?;
            // SAFETY: only what traverse functions visit is planted, and this owner's visits it.
            unsafe { calls::class::store_field(any(owner), field, object) };
            return Ok(());
        }
        let place = object.map_or(Ok(Place::Empty), |object| Py::new(object).map(Place::Loose))?;
        // SAFETY: see `Sync`. What was there is a `Py` at most, and dropping one runs no Python.
        unsafe { *self.cell.place.get() = place };
        Ok(())
    }

    fn check_owner<O: HpyType>(&self, owner: &Handle<'_, O>) -> Result<()> {
        let address = std::ptr::from_ref(self) as usize;
        if payload::owns(owner, address)? { Ok(()) } else { Err(not_of_owner()) }
    }
}

#[cold]
fn not_of_owner() -> PyError {
    PyValueError::new("the field is part of another object")
}

fn any<'h, 'ctx, T>(handle: &'h Handle<'ctx, T>) -> &'h Handle<'ctx> {
    // SAFETY: all handles are laid out alike, whatever their type; every object is a `PyAny`.
    unsafe { &*std::ptr::from_ref(handle).cast() }
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cell.fmt(f)
    }
}

// SAFETY: it is the one field.
unsafe impl<T> Traverse for Field<T> {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        (visitor.0)(&self.cell);
    }
}

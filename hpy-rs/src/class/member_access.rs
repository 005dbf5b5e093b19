//! Members that Python reads and sets, where what they are is all that there is to know: one getter and one setter for all
//! members of a type, whatever the class and the place. What an entry of its own would do is the same, and ten times as much
//! code.

use std::ffi::{CStr, c_int, c_void};
use std::marker::PhantomData;
use std::mem::offset_of;

use hpy_sys::HPy;
use hpy_sys::api::{self, ContextRef};

use super::borrow::{Reader, is_borrowed, is_written};
use super::payload::Header;
use super::{Assignable, BaseType, Class, Content, HpyType, Mutable, find_exact};
use crate::convert::{FromPy, IntoPy};
use crate::handle::Borrowed;
use crate::macro_support::class::{any_method_self, as_ref_guard, method_self, refuse_borrow_mut};
use crate::macro_support::{
    Failure, Name, argument, attribute_to_set, convert_attribute, enter_as, enter_leaving, fail_of, for_any_context,
    for_handle, leave,
};

/// Stands for a member of a class.
///
/// # Safety
/// [`OFFSET`](Self::OFFSET) is where a value of `Owner` has a `Type`, in bytes.
pub unsafe trait Member {
    /// The class.
    type Owner: HpyType;
    /// The type of the member.
    type Type;
    /// Its name in Python.
    const NAME: &'static CStr;
    /// Where it is.
    const OFFSET: usize;
    /// Whether it holds a `Field`, which must stay where it is.
    const HAS_FIELDS: bool;
}

/// Where a member is in the content of an instance.
const fn offset<F: Member>() -> usize {
    offset_of!(Content<F::Owner>, value) + F::OFFSET
}

/// Whether the header is all that there is to know of an instance: it is not looked for at several places, and any thread may
/// use the value.
const fn is_simple<T: HpyType>() -> bool {
    <T as BaseType>::NATIVE.is_none() && !<T as BaseType>::IS_UNSENDABLE
}

/// What reads a member.
#[derive(Debug)]
pub(super) struct Reading<F>(PhantomData<F>);

/// What sets a member.
#[derive(Debug)]
pub(super) struct Writing<F>(PhantomData<F>);

// SAFETY: `enter_leaving` lets no panic out, and gives an owned handle, or null with an exception pending.
unsafe impl<F> api::NoArgs for Reading<F>
where
    F: Member<Type: Clone + for<'ctx> IntoPy<'ctx>>,
{
    #[inline(always)]
    unsafe fn call(ctx: ContextRef, slf: HPy) -> HPy {
        if const { is_simple::<F::Owner>() } {
            // SAFETY: the context and the receiver of this call; the offset is the member's.
            return unsafe { read::<F::Type>(ctx, slf, F::Owner::class(), offset::<F>()) };
        }
        let run = for_handle(move |ctx| {
            // SAFETY: an argument of the call.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: it is a getter or setter of the class.
            let this = unsafe { method_self::<F::Owner>(slf) }?;
            drop(as_ref_guard(this)?);
            // SAFETY: the offset is the member's.
            let value = unsafe { copy::<F::Type>(this.header(), offset::<F>()) }?;
            leave(value, ctx)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_leaving(ctx, run) }
    }
}

// SAFETY: `enter_as` lets no panic out, and gives 0, or -1 with an exception pending.
unsafe impl<F> api::Set for Writing<F>
where
    F: Member<Owner: HpyType<Access = Mutable>, Type: Assignable + for<'a, 'ctx> FromPy<'a, 'ctx>>,
{
    #[inline(always)]
    unsafe fn call(ctx: ContextRef, slf: HPy, value: HPy, _: *mut c_void) -> c_int {
        // `Unpin` can be implemented by anybody.
        const { assert!(!F::HAS_FIELDS, "a member with a `Field` in it cannot be set by Python") };
        let name = Name::new(F::NAME);
        if const { is_simple::<F::Owner>() } {
            // SAFETY: the context and the arguments of this call; the offset is the member's.
            return unsafe { write::<F::Type>(ctx, slf, value, F::Owner::class(), offset::<F>(), name) };
        }
        let run = for_any_context(move |ctx| {
            // SAFETY: an argument of the call.
            let slf = unsafe { argument(ctx, slf) };
            // SAFETY: it is a getter or setter of the class.
            let this = unsafe { method_self::<F::Owner>(slf) }?;
            // SAFETY: as above, or null.
            let value: F::Type = convert_attribute(unsafe { attribute_to_set(ctx, value, name) }?, name)?;
            if !this.is_free() {
                return Err(refuse_borrow_mut(this));
            }
            // SAFETY: the offset is the member's.
            unsafe { replace(this.header(), offset::<F>(), value) }.map(|()| 0)
        });
        // SAFETY: the context is the one of this call.
        unsafe { enter_as(ctx, run) }
    }
}

/// The getter of all members of a type.
///
/// # Safety
/// `ctx` is the context of this call, and `slf` an instance of the class, which is a simple one; the content has an `M` at the
/// offset.
#[inline(never)]
unsafe fn read<M: Clone + for<'ctx> IntoPy<'ctx>>(
    ctx: ContextRef,
    slf: HPy,
    class: &'static Class,
    offset: usize,
) -> HPy {
    let run = for_handle(move |ctx| {
        // SAFETY: an argument of the call.
        let header = header(class, unsafe { argument(ctx, slf) })?;
        // SAFETY: by the contract of this function.
        let value: M = unsafe { copy(header, offset) }?;
        leave(value, ctx)
    });
    // SAFETY: the context is the one of this call.
    unsafe { enter_leaving(ctx, run) }
}

/// The setter of all members of a type.
///
/// # Safety
/// As for [`read`]; `value` is an argument of the call, or null.
#[inline(never)]
unsafe fn write<M: for<'a, 'ctx> FromPy<'a, 'ctx>>(
    ctx: ContextRef,
    slf: HPy,
    value: HPy,
    class: &'static Class,
    offset: usize,
    name: Name,
) -> c_int {
    let run = for_any_context(move |ctx| {
        // SAFETY: an argument of the call.
        let header = header(class, unsafe { argument(ctx, slf) })?;
        // SAFETY: as above, or null.
        let value: M = convert_attribute(unsafe { attribute_to_set(ctx, value, name) }?, name)?;
        // SAFETY: by the contract of this function.
        unsafe { replace(header, offset, value) }.map(|()| 0)
    });
    // SAFETY: the context is the one of this call.
    unsafe { enter_as(ctx, run) }
}

/// The header of a receiver, whose type the interpreter has checked.
#[inline(always)]
fn header<'a>(class: &'static Class, slf: Borrowed<'a, '_>) -> Result<&'a Header, Failure> {
    match find_exact(class, slf) {
        Some(header) => Ok(header),
        None => any_method_self(class, slf),
    }
}

/// A copy of a member.
///
/// # Safety
/// The content has an `M` at the offset.
#[inline(always)]
unsafe fn copy<M: Clone + for<'ctx> IntoPy<'ctx>>(header: &Header, offset: usize) -> Result<M, Failure> {
    // SAFETY: by the contract of this function.
    let place: *const M = unsafe { header.content.get().add(offset) }.cast();
    if <M as IntoPy>::IS_PLAIN.is_so() && header.borrow.is_open() {
        // SAFETY: nobody writes, nor begins to while this is copied, which calls nobody: only this crate says so of a type.
        return Ok(unsafe { &*place }.clone());
    }
    let Some(_reader) = Reader::of(header) else { return Err(refuse_reading()) };
    // SAFETY: there is a reader.
    Ok(unsafe { &*place }.clone())
}

/// Gives a member a value. What was there is dropped when nothing is borrowed any more.
///
/// # Safety
/// As for [`copy`].
#[inline(always)]
unsafe fn replace<M>(header: &Header, offset: usize, value: M) -> Result<(), Failure> {
    if !header.borrow.is_free() {
        return Err(refuse_writing());
    }
    // SAFETY: by the contract of this function.
    let place: *mut M = unsafe { header.content.get().add(offset) }.cast();
    // SAFETY: as above; nobody has borrowed the value. A member that holds no field is not visited by the collector.
    drop(unsafe { place.replace(value) });
    Ok(())
}

#[cold]
#[inline(never)]
fn refuse_reading() -> Failure {
    fail_of(is_written)
}

#[cold]
#[inline(never)]
fn refuse_writing() -> Failure {
    fail_of(is_borrowed)
}

//! What the expansions of methods call: the receiver in, the result out.
#![expect(unsafe_code, reason = "makes a receiver of what was found")]

use super::arguments::convert_unnamed;
use super::outcome::{Failure, Leave, fail_of};
use super::returned::Raise;
use super::trampoline::catch;
use crate::class::{
    self, Class, Header, HpyType, Movable, NewOutcome, PyRef, PyRefMut, Receiver, find_any, find_by_asking,
    find_by_header, not_initialised, wrong_self,
};
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::error::{PyStopAsyncIteration, PyStopIteration, PyTypeError};
use crate::handle::{Args, Borrowed, Handle};
use crate::object::builtin;
use crate::types::{PyDict, PyType};
use crate::{Result, calls};

/// The receiver of a method, whose type the interpreter has checked.
///
/// # Errors
/// `TypeError` if the object has no value of `T`: some interpreters let Python code make such objects.
///
/// # Safety
/// A method of the class of `T` was called on `slf`.
#[inline(always)]
pub unsafe fn method_self<'a, 'ctx, T: HpyType>(slf: Borrowed<'a, 'ctx>) -> Result<Receiver<'a, 'ctx, T>, Failure> {
    match Receiver::find_exact(slf) {
        Some(this) => Ok(this),
        // SAFETY: it finds the header of the object with a value of the class.
        None => unsafe { Ok(Receiver::of(any_method_self(T::class(), slf)?, slf)) },
    }
}

#[inline(never)]
pub(crate) fn any_method_self<'a>(class: &'static Class, slf: Borrowed<'a, '_>) -> Result<&'a Header, Failure> {
    if let Some(header) = find_by_asking(class, slf) {
        return Ok(header);
    }
    catch(|| find_any(class, slf).ok_or_else(|| not_initialised(class).into()))
}

/// The receiver of a slot. CPython checks its type as that of a method; the others call a slot for any object. PyPy's HPy then
/// has no struct of it, elsewhere its type must be looked at first.
///
/// # Errors
/// `TypeError` if it is no `T`.
///
/// # Safety
/// A slot of the class of `T` was called on `slf`.
#[inline(always)]
pub unsafe fn slot_self<'a, 'ctx, T: HpyType>(slf: Borrowed<'a, 'ctx>) -> Result<Receiver<'a, 'ctx, T>, Failure> {
    // Where the place of a struct is known this is CPython.
    match Receiver::find_exact(slf) {
        Some(this) => Ok(this),
        // SAFETY: it finds the header of the object with a value of the class.
        None => unsafe { Ok(Receiver::of(any_slot_self(T::class(), slf)?, slf)) },
    }
}

#[inline(never)]
fn any_slot_self<'a>(class: &'static Class, slf: Borrowed<'a, '_>) -> Result<&'a Header, Failure> {
    if let Some(header) = find_by_header(class, slf) {
        return Ok(header);
    }
    if slf.ctx().state().is_slot_checked()
        && let Some(header) = find_by_asking(class, slf)
    {
        return Ok(header);
    }
    catch(|| {
        if slf.ctx().state().has_open_slots() && !class.is_class_of(slf) {
            return Err(wrong_self(class, slf).into());
        }
        find_any(class, slf).ok_or_else(|| wrong_self(class, slf).into())
    })
}

/// An operand, if it is a `T`.
#[inline(always)]
pub fn operand<'a, 'ctx, T: HpyType>(object: Borrowed<'a, 'ctx>) -> Option<Receiver<'a, 'ctx, T>> {
    Receiver::find_checked(object)
}

/// For a `&self`.
///
/// # Errors
/// `RuntimeError` if it is borrowed as `&mut`.
#[inline(always)]
pub fn borrow<'a, 'ctx, T: HpyType>(this: &Receiver<'a, 'ctx, T>) -> Result<PyRef<'a, 'ctx, T>, Failure> {
    as_ref_guard(*this)
}

/// For a `&mut self`.
///
/// # Errors
/// `RuntimeError` if it is borrowed.
#[inline(always)]
pub fn borrow_mut<'a, 'ctx, T: Movable>(this: &Receiver<'a, 'ctx, T>) -> Result<PyRefMut<'a, 'ctx, T>, Failure> {
    as_mut_guard(*this)
}

/// For a `slf: PyRef<'_, '_, Self>`.
///
/// # Errors
/// As [`borrow`].
#[inline(always)]
pub fn as_ref_guard<'a, 'ctx, T: HpyType>(this: Receiver<'a, 'ctx, T>) -> Result<PyRef<'a, 'ctx, T>, Failure> {
    this.borrowed().ok_or_else(|| refuse_borrow(this))
}

#[cold]
#[inline(never)]
fn refuse_borrow<T: HpyType>(this: Receiver<'_, '_, T>) -> Failure {
    fail_of(|| this.borrow_refused())
}

#[cold]
#[inline(never)]
pub(crate) fn refuse_borrow_mut<T: HpyType>(this: Receiver<'_, '_, T>) -> Failure {
    fail_of(|| this.borrow_mut_refused())
}

/// For a `slf: PyRefMut<'_, '_, Self>`.
///
/// # Errors
/// As [`borrow_mut`].
#[inline(always)]
pub fn as_mut_guard<'a, 'ctx, T: Movable>(this: Receiver<'a, 'ctx, T>) -> Result<PyRefMut<'a, 'ctx, T>, Failure> {
    this.borrowed_mut().ok_or_else(|| refuse_borrow_mut(this))
}

/// The class that a method of the class was called on, and the other arguments.
///
/// # Errors
/// `TypeError` if somebody calls the function inside without one.
pub fn split_class<'a, 'ctx>(arguments: Args<'a, 'ctx>) -> Result<(Borrowed<'a, 'ctx, PyType>, Args<'a, 'ctx>)> {
    let class = arguments.get(0).ok_or_else(|| PyTypeError::new("a method of a class must be called on one"))?;
    Ok((class.cast()?, arguments.skip(1)))
}

/// The other operand as the method takes it; `None` if it is of a type that the method does not take.
///
/// # Errors
/// Those of the conversion but `TypeError`.
#[inline(always)]
pub fn operand_argument<'a, 'ctx, A: FromPy<'a, 'ctx>>(object: Borrowed<'a, 'ctx>) -> Result<Option<A>, Failure> {
    match convert_unnamed(object) {
        Ok(value) => Ok(Some(value)),
        Err(failure) => refuse_operand(object.ctx(), failure).map(|()| None),
    }
}

/// Lets go of a `TypeError`.
#[cold]
#[inline(never)]
fn refuse_operand(ctx: Context<'_>, failure: Failure) -> Result<(), Failure> {
    catch(|| {
        let error = failure.into_error();
        if error.matches::<PyTypeError>(ctx) { Ok(()) } else { Err(error.into()) }
    })
}

/// What an operator gives that does not know its operands.
///
/// # Errors
/// None.
pub fn not_implemented(ctx: Context<'_>) -> Leave<'_> {
    Ok(ctx.not_implemented().to_owned().into())
}

/// The new object of a `#[new]` that was called with `arguments`, for the class of `T` or, with `subclass`, one of Python's that
/// derives from it.
///
/// # Errors
/// `TypeError` for another class; an `Err` that was returned.
#[inline(always)]
pub fn new_outcome<'ctx, T: HpyType, R: NewOutcome<T>>(
    value: R,
    class: Borrowed<'_, 'ctx, PyType>,
    arguments: Args<'_, 'ctx>,
) -> Leave<'ctx> {
    let content = value.content()?;
    Ok(class::place_exactly(class, content, arguments)?.into())
}

/// The value of a class attribute that is a variant of an enum without data: the one object of it.
///
/// # Errors
/// `MemoryError`.
pub fn variant<T: HpyType<Base = class::NoBase>>(ctx: Context<'_>, value: T) -> Result<Handle<'_>> {
    class::make_singleton(ctx, value).map(Handle::into_any)
}

/// `__class_getitem__` of a class with `generic`.
///
/// # Errors
/// Those of importing `types`.
pub fn generic_alias(ctx: Context<'_>) -> Result<Handle<'_>> {
    let alias = match ctx.import("types")?.get_attr_opt("GenericAlias")? {
        Some(alias) => alias,
        // Python 3.8 has none: there the class itself must do.
        None => ctx.eval("lambda cls, _: cls", Some(&PyDict::new(ctx)?), None)?,
    };
    builtin(ctx, "classmethod")?.call((alias,))
}

/// The result of an operator in place: the object that it has changed.
///
/// # Errors
/// An `Err` that was returned.
pub fn changed_outcome<'ctx, R: UnitOutcome>(value: R, object: Borrowed<'_, 'ctx>) -> Leave<'ctx> {
    value.into_unit()?;
    Ok(object.to_owned().into())
}

/// The result of `__next__`.
///
/// # Errors
/// `StopIteration` at the end, those of the conversion, and an `Err` that was returned.
pub fn next_outcome<'ctx, R: IntoPy<'ctx>>(value: R, ctx: Context<'ctx>) -> Leave<'ctx> {
    Ok(match value.into_next(ctx)? {
        Some(item) => item.into(),
        None => calls::error::leaving_by(PyStopIteration::type_object(ctx)),
    })
}

/// As [`next_outcome`], for `__anext__`.
///
/// # Errors
/// `StopAsyncIteration` at the end, those of the conversion, and an `Err` that was returned.
pub fn anext_outcome<'ctx, R: IntoPy<'ctx>>(value: R, ctx: Context<'ctx>) -> Leave<'ctx> {
    Ok(match value.into_next(ctx)? {
        Some(item) => item.into(),
        None => calls::error::leaving_by(PyStopAsyncIteration::type_object(ctx)),
    })
}

/// What `__len__` can return.
#[diagnostic::on_unimplemented(message = "`{Self}` is no length", note = "return a `usize`, or a `Result` of one")]
pub trait LengthOutcome {
    /// The length.
    ///
    /// # Errors
    /// An `Err` that was returned.
    fn into_length(self) -> Result<usize>;
}

/// What `__hash__` can return.
#[diagnostic::on_unimplemented(message = "`{Self}` is no hash", note = "return an integer, or a `Result` of one")]
pub trait HashOutcome {
    /// The hash.
    ///
    /// # Errors
    /// An `Err` that was returned.
    fn into_hash(self) -> Result<isize>;
}

/// What `__bool__` and `__contains__` can return.
#[diagnostic::on_unimplemented(message = "`{Self}` is no answer", note = "return a `bool`, or a `Result` of one")]
pub trait TruthOutcome {
    /// The answer.
    ///
    /// # Errors
    /// An `Err` that was returned.
    fn into_truth(self) -> Result<bool>;
}

/// What a setter, `__init__`, `__setitem__`, … can return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned here",
    note = "return nothing, or a `Result<()>`"
)]
pub trait UnitOutcome {
    /// Whether it went well.
    ///
    /// # Errors
    /// An `Err` that was returned.
    fn into_unit(self) -> Result<()>;
}

macro_rules! outcomes {
    ($($trait:ident $method:ident $function:ident: $result:ty = $($type:ty as $convert:expr),*;)*) => {
        $(
            $(impl $trait for $type {
                fn $method(self) -> Result<$result> {
                    let convert: fn($type) -> $result = $convert;
                    Ok(convert(self))
                }
            })*

            impl<T: $trait, E: Raise> $trait for Result<T, E> {
                fn $method(self) -> Result<$result> {
                    self.map_err(Into::into)?.$method()
                }
            }

            #[doc = concat!("The result of what returns a [`", stringify!($trait), "`].")]
            ///
            /// # Errors
            /// An `Err` that was returned.
            #[inline(always)]
            pub fn $function<R: $trait>(value: R) -> Result<$result, Failure> {
                Ok(value.$method()?)
            }
        )*
    };
}

outcomes! {
    LengthOutcome into_length length_outcome: usize = usize as |length| length;
    HashOutcome into_hash hash_outcome: isize =
        i8 as folded, i16 as folded, i32 as folded, i64 as folded, isize as folded,
        u8 as folded, u16 as folded, u32 as folded, u64 as folded, usize as folded;
    TruthOutcome into_truth truth_outcome: bool = bool as |answer| answer;
    UnitOutcome into_unit unit_outcome: () = () as |()| ();
}

/// A hash of any integer type: as many bits as fit.
fn folded<T: TryInto<i128>>(hash: T) -> isize {
    hash.try_into().map_or(0, |hash| hash as isize)
}

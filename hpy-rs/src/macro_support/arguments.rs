//! From a bound argument to a Rust value.
#![expect(unsafe_code, reason = "adopts what a setter is given")]

use hpy_sys::HPy;

use super::function::argument;
use super::functions::Name;
use super::outcome::{Failure, fail_of};
use super::signature::Signature;
use super::trampoline::{catch, catch_or};
use crate::context::Context;
use crate::convert::FromPy;
use crate::error::{self, PyAttributeError};
use crate::handle::{Borrowed, Handle};
use crate::{PyError, Result};

/// Where an argument stands, for the message of an error.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    signature: Option<&'static Signature>,
    index: usize,
}

impl Place {
    /// What a conversion of an argument gives that stands here, where nothing is unwound out of: see [`catch`].
    #[inline(always)]
    pub(crate) fn convert<T>(self, convert: impl FnOnce() -> Result<T>) -> Result<T, Failure> {
        catch(convert).map_err(|error| self.fail(error))
    }

    /// As [`fail`](Self::fail), of an error that is made here, where nothing is unwound out of.
    #[inline(always)]
    pub(crate) fn fail_of(self, error: impl FnOnce() -> PyError) -> Failure {
        self.fail(catch_or(error, |error| error))
    }

    /// The error of an argument that stands here.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail(self, error: PyError) -> Failure {
        fail_of(|| match self.signature {
            Some(signature) => {
                let subject = format!("{}() argument '{}'", signature.shown(), signature.name(self.index));
                error::place(error, &subject)
            }
            None => error,
        })
    }
}

/// Converts the argument of the parameter at `index`.
///
/// # Errors
/// Those of the conversion, with function and parameter named.
#[inline(always)]
pub fn convert<'a, 'ctx, T: FromPy<'a, 'ctx>>(
    argument: Borrowed<'a, 'ctx>,
    signature: &'static Signature,
    index: usize,
) -> Result<T, Failure> {
    T::from_argument(argument, Place { signature: Some(signature), index })
}

/// Converts the argument of a function that takes one.
///
/// # Errors
/// As [`convert`].
#[inline(always)]
pub fn convert_one<'a, 'ctx, T: FromPy<'a, 'ctx>>(
    argument: Borrowed<'a, 'ctx>,
    signature: &'static Signature,
) -> Result<T, Failure> {
    convert(argument, signature, 0)
}

/// Converts what is passed to a setter; `subject` is what messages call it.
///
/// # Errors
/// Those of the conversion, with the subject named.
#[inline(always)]
pub fn convert_named<'a, 'ctx, T: FromPy<'a, 'ctx>>(
    argument: Borrowed<'a, 'ctx>,
    subject: &'static str,
) -> Result<T, Failure> {
    convert_unnamed(argument).map_err(|failure| name(failure, subject))
}

#[cold]
#[inline(never)]
fn name(failure: Failure, subject: &'static str) -> Failure {
    fail_of(|| error::place(failure.into_error(), subject))
}

/// Converts what is passed to a slot of a class; `subject` is what messages call it behind the name of that.
///
/// # Errors
/// Those of the conversion, with the subject named.
#[inline(always)]
pub fn convert_in_slot<'a, 'ctx, T: FromPy<'a, 'ctx>>(
    argument: Borrowed<'a, 'ctx>,
    class: &'static str,
    subject: &'static str,
) -> Result<T, Failure> {
    convert_unnamed(argument).map_err(|failure| name_in_slot(failure, class, subject))
}

#[cold]
#[inline(never)]
fn name_in_slot(failure: Failure, class: &'static str, subject: &'static str) -> Failure {
    fail_of(|| error::place(failure.into_error(), &format!("{class}.{subject}")))
}

/// What the attribute of a name is set to.
///
/// # Errors
/// `AttributeError` where it is to be deleted.
///
/// # Safety
/// `value` is an argument of the call that `ctx` is for, or null.
#[inline(always)]
pub(crate) unsafe fn attribute_to_set<'a>(
    ctx: Context<'_>,
    value: HPy,
    attribute: Name,
) -> Result<Borrowed<'a, '_>, Failure> {
    if value.is_null() {
        return Err(not_deleted(attribute));
    }
    // SAFETY: by the contract of this function.
    Ok(unsafe { argument(ctx, value) })
}

#[cold]
#[inline(never)]
fn not_deleted(attribute: Name) -> Failure {
    fail_of(|| PyAttributeError::new(format!("cannot delete {}", subject(attribute))))
}

/// Converts what the attribute of a name is set to.
///
/// # Errors
/// Those of the conversion, with the attribute named.
#[inline(always)]
pub(crate) fn convert_attribute<'a, 'ctx, T: FromPy<'a, 'ctx>>(
    argument: Borrowed<'a, 'ctx>,
    attribute: Name,
) -> Result<T, Failure> {
    convert_unnamed(argument).map_err(|failure| name_attribute(failure, attribute))
}

#[cold]
#[inline(never)]
fn name_attribute(failure: Failure, attribute: Name) -> Failure {
    fail_of(|| error::place(failure.into_error(), &subject(attribute)))
}

fn subject(attribute: Name) -> String {
    format!("attribute '{}'", attribute.get().to_string_lossy())
}

/// Converts what is passed to an operator, which does not tell.
///
/// # Errors
/// Those of the conversion.
#[inline(always)]
pub(super) fn convert_unnamed<'a, 'ctx, T: FromPy<'a, 'ctx>>(argument: Borrowed<'a, 'ctx>) -> Result<T, Failure> {
    T::from_argument(argument, Place { signature: None, index: 0 })
}

/// For a parameter of type `&Handle<T>`: the borrowed handle, seen as one that somebody owns.
#[inline(always)]
pub fn as_handle<'b, 'ctx, T>(argument: &'b Borrowed<'_, 'ctx, T>) -> &'b Handle<'ctx, T> {
    argument
}

/// For a parameter of type `Borrowed<T>`.
#[inline(always)]
pub fn as_borrowed<'a, 'ctx, T>(argument: &Borrowed<'a, 'ctx, T>) -> Borrowed<'a, 'ctx, T> {
    *argument
}

/// The default of a parameter that is an `Option`.
pub fn optional<T>(default: impl IntoOption<T>) -> Option<T> {
    default.into_option()
}

/// What can be that: a value, which stands for `Some` of it, or an `Option`.
pub trait IntoOption<T> {
    /// The `Option`.
    fn into_option(self) -> Option<T>;
}

impl<T> IntoOption<T> for T {
    fn into_option(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoOption<T> for Option<T> {
    fn into_option(self) -> Option<T> {
        self
    }
}

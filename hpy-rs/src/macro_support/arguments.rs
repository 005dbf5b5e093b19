//! From a bound argument to a Rust value.
#![expect(unsafe_code, reason = "adopts what a setter is given")]

use hpy_sys::HPy;

use super::function::argument;
use super::functions::Name;
use super::outcome::{Failure, fail_of};
use super::signature::Signature;
use super::trampoline::{catch, catch_or};
use crate::context::Context;
use crate::convert::{FromPy, gathered};
use crate::error::{self, PyAttributeError};
use crate::handle::{Args, Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyDict, PyTuple};
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

/// Converts what is passed to a slot or a setter; `subject` is what messages call it.
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

/// The parameter `*args` or `**kwargs` of a function, for the message of an error.
#[derive(Clone, Copy, Debug)]
pub struct Collected {
    /// The function.
    pub signature: &'static Signature,
    /// The name of the parameter.
    pub name: &'static str,
}

impl Collected {
    /// The error of a positional argument.
    #[cold]
    fn at_index(self, error: PyError, index: usize) -> PyError {
        error::place(error, &format!("{}() argument '{}[{index}]'", self.signature.shown(), self.name))
    }

    /// The error of an argument that was passed by this keyword.
    #[cold]
    fn of_keyword(self, error: PyError, keyword: &str) -> PyError {
        error::place(error, &format!("{}() argument '{keyword}'", self.signature.shown()))
    }
}

/// A type for the `*args` parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take `*args`",
    label = "not a type for `*args`",
    note = "use `Args<'_, '_>`, `Handle<'_, PyTuple>` or a `Vec<T>`"
)]
pub trait FromArgs<'a, 'ctx>: Sized {
    /// Takes the positional arguments that no other parameter takes; `collected` is where they go.
    ///
    /// # Errors
    /// Those of the conversion of an item; `MemoryError`.
    fn from_args(arguments: Args<'a, 'ctx>, collected: Collected) -> Result<Self>;

    /// The type of each.
    fn item_type() -> TypeHint {
        TypeHint::any()
    }
}

impl<'a, 'ctx> FromArgs<'a, 'ctx> for Args<'a, 'ctx> {
    fn from_args(arguments: Args<'a, 'ctx>, _: Collected) -> Result<Self> {
        Ok(arguments)
    }
}

impl<'a, 'ctx> FromArgs<'a, 'ctx> for Handle<'ctx, PyTuple> {
    fn from_args(arguments: Args<'a, 'ctx>, _: Collected) -> Result<Self> {
        PyTuple::from_args(arguments)
    }
}

impl<'a, 'ctx, T: FromPy<'a, 'ctx>> FromArgs<'a, 'ctx> for Vec<T> {
    fn from_args(arguments: Args<'a, 'ctx>, collected: Collected) -> Result<Self> {
        let convert = |(index, argument)| T::from_py(argument).map_err(|error| collected.at_index(error, index));
        gathered(arguments.len(), arguments.iter().enumerate().map(convert))
    }

    fn item_type() -> TypeHint {
        T::input_type()
    }
}

/// A type for the `**kwargs` parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take `**kwargs`",
    label = "not a type for `**kwargs`",
    note = "use `Option<Handle<'_, PyDict>>`, `Handle<'_, PyDict>` or a map"
)]
pub trait FromKwargs<'ctx>: Sized {
    /// Takes the keyword arguments that no other parameter takes, `None` where there are none; `collected` is where they go.
    ///
    /// # Errors
    /// Those of the conversion of a value; `MemoryError`.
    fn from_kwargs(ctx: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, collected: Collected) -> Result<Self>;

    /// The type of each value.
    fn value_type() -> TypeHint {
        TypeHint::any()
    }
}

impl<'ctx> FromKwargs<'ctx> for Option<Handle<'ctx, PyDict>> {
    fn from_kwargs(_: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, _: Collected) -> Result<Self> {
        Ok(keywords)
    }
}

impl<'ctx> FromKwargs<'ctx> for Handle<'ctx, PyDict> {
    fn from_kwargs(ctx: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, _: Collected) -> Result<Self> {
        keywords.map_or_else(|| PyDict::new(ctx), Ok)
    }
}

impl<'ctx, T, S> FromKwargs<'ctx> for std::collections::HashMap<String, T, S>
where
    T: for<'a> FromPy<'a, 'ctx>,
    S: std::hash::BuildHasher + Default,
{
    fn from_kwargs(_: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, collected: Collected) -> Result<Self> {
        let mut all = Self::default();
        let Some(keywords) = keywords else { return Ok(all) };
        for pair in keywords.iter()? {
            let (name, value) = pair?;
            let name: String = name.extract()?;
            let value = value.extract().map_err(|error| collected.of_keyword(error, &name))?;
            all.try_reserve(1)?;
            all.insert(name, value);
        }
        Ok(all)
    }

    fn value_type() -> TypeHint {
        T::input_type()
    }
}

//! `str`, `bytes` and characters.

use std::borrow::Cow;

use super::{FromPy, IntoPy, Plain};
use crate::context::Context;
use crate::error::{PyTypeError, PyValueError};
use crate::handle::{Borrowed, Handle, Leaving};
use crate::macro_support::{Failure, Place};
use crate::type_hint::TypeHint;
use crate::types::{PyAny, PyStr};
use crate::{Result, calls};

impl<'a, 'ctx> FromPy<'a, 'ctx> for &'a str {
    #[inline(always)]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        calls::text::as_str(object)
    }

    #[inline(always)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        let text = calls::text::as_str_plainly(object);
        let text = if let Some(text) = text { text } else { str_argument_again(object, place)? };
        Ok(text)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("str")
    }
}

#[inline(never)]
fn str_argument_again<'a>(object: Borrowed<'a, '_>, place: Place) -> Result<&'a str, Failure> {
    if object.ctx().state().is_plain_pypy()
        && let Some(text) = calls::text::as_str_on_pypy(object)
    {
        return Ok(text);
    }
    place.convert(|| calls::text::as_str_again(object))
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for String {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        // Not `to_owned`, which ends the process if there is not enough memory for the copy.
        let text = <&str>::from_py(object)?;
        let mut copy = String::new();
        copy.try_reserve_exact(text.len())?;
        copy.push_str(text);
        Ok(copy)
    }

    #[inline(never)]
    fn from_argument(object: Borrowed<'a, 'ctx>, place: Place) -> Result<Self, Failure> {
        place.convert(|| Self::from_py(object))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("str")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Cow<'a, str> {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        <&str>::from_py(object).map(Cow::Borrowed)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("str")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for char {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let text = object.cast::<PyStr>()?;
        let length = text.len()?;
        if length != 1 {
            return Err(PyTypeError::new(format!("expected a character, but string of length {length} found")));
        }
        let code = calls::text::read_char(&text, 0)?;
        char::from_u32(code).ok_or_else(|| PyValueError::new("a lone surrogate is not a character"))
    }

    fn input_type() -> TypeHint {
        TypeHint::named("str")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for &'a [u8] {
    #[inline]
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        calls::text::try_as_bytes(object.cast()?)
    }

    fn input_type() -> TypeHint {
        TypeHint::named("bytes")
    }
}

impl<'ctx> IntoPy<'ctx> for &str {
    type Target = PyStr;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        PyStr::new(ctx, self)
    }

    #[inline(always)]
    fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
        Ok(calls::text::leaving_str(ctx, self))
    }
}

macro_rules! texts {
    ($($text:ty)*) => {
        $(impl<'ctx> IntoPy<'ctx> for $text {
            type Target = PyStr;
            const IS_PLAIN: Plain<Self> = Plain::YES;

            #[inline]
            fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
                PyStr::new(ctx, &self)
            }

            #[inline(always)]
            fn leave(self, ctx: Context<'ctx>) -> Result<Leaving<'ctx>> {
                Ok(calls::text::leaving_str(ctx, &self))
            }
        })*
    };
}

texts!(String &String Cow<'_, str> Box<str>);

impl<'ctx> IntoPy<'ctx> for char {
    type Target = PyStr;
    const IS_PLAIN: Plain<Self> = Plain::YES;

    #[inline]
    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        PyStr::new(ctx, self.encode_utf8(&mut [0; 4]))
    }
}

impl<'ctx, T> IntoPy<'ctx> for Cow<'_, [T]>
where
    T: IntoPy<'ctx> + Clone,
{
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.into_owned().into_py(ctx)
    }

    fn output_type() -> TypeHint {
        T::slice_type()
    }
}

//! Paths and other texts of the system, as Python's `os` converts them.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::sequence::copied;
use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyAny, PyBytes, PyStr};
use crate::{PyError, Result};

/// What paths are made of.
fn path_type() -> TypeHint {
    TypeHint::named("str | bytes | os.PathLike[str] | os.PathLike[bytes]")
}

/// What `os` says of an object that is no path names no argument.
#[cold]
fn refuse<'ctx>(object: Borrowed<'_, 'ctx>, error: PyError) -> Result<Handle<'ctx>> {
    let is_path = !error.matches::<PyTypeError>(object.ctx()) || object.get_type()?.has_attr("__fspath__")?;
    Err(if is_path { error } else { PyError::wrong_type("str, bytes or os.PathLike object", object) })
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for OsString {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let encoded = object.ctx().import("os")?.call_method("fsencode", (object,));
        let encoded = encoded.or_else(|error| refuse(object, error))?.cast_into::<PyBytes>()?;
        copied(encoded.as_bytes()).map(OsString::from_vec)
    }

    fn input_type() -> TypeHint {
        path_type()
    }
}

impl<'ctx> IntoPy<'ctx> for &OsStr {
    type Target = PyStr;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        let encoded = PyBytes::new(ctx, self.as_bytes())?;
        ctx.import("os")?.call_method("fsdecode", (encoded,))?.cast_into()
    }
}

impl<'ctx> IntoPy<'ctx> for OsString {
    type Target = PyStr;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyStr>> {
        self.as_os_str().into_py(ctx)
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for PathBuf {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        OsString::from_py(object).map(PathBuf::from)
    }

    fn input_type() -> TypeHint {
        path_type()
    }
}

impl<'ctx> IntoPy<'ctx> for &Path {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        ctx.import("pathlib")?.call_method("Path", (self.as_os_str(),))
    }

    fn output_type() -> TypeHint {
        TypeHint::named("pathlib.Path")
    }
}

impl<'ctx> IntoPy<'ctx> for PathBuf {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.as_path().into_py(ctx)
    }

    fn output_type() -> TypeHint {
        TypeHint::named("pathlib.Path")
    }
}

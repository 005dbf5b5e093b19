//! Paths, as Python's `os` converts them.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::{FromPy, IntoPy};
use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyAny, PyBytes};

impl<'a, 'ctx> FromPy<'a, 'ctx> for PathBuf {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let encoded = object.ctx().import("os")?.call_method("fsencode", (object,))?.cast_into::<PyBytes>()?;
        Ok(PathBuf::from(OsStr::from_bytes(encoded.as_bytes())))
    }
}

impl<'ctx> IntoPy<'ctx> for &Path {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        let encoded = PyBytes::new(ctx, self.as_os_str().as_bytes())?;
        let decoded = ctx.import("os")?.call_method("fsdecode", (encoded,))?;
        ctx.import("pathlib")?.call_method("Path", (decoded,))
    }
}

impl<'ctx> IntoPy<'ctx> for PathBuf {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        self.as_path().into_py(ctx)
    }
}

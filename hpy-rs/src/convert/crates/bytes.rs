//! `Bytes` of the crate `bytes`.

use std::borrow::Cow;

use bytes::Bytes;

use crate::Result;
use crate::context::Context;
use crate::convert::sequence::copied;
use crate::convert::{FromPy, IntoPy};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::PyBytes;

/// A copy of a bytes-like object: it outlives the call, and goes on any thread.
impl<'a, 'ctx> FromPy<'a, 'ctx> for Bytes {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let copy = match Cow::<[u8]>::from_py(object)? {
            Cow::Borrowed(content) => copied(content)?,
            Cow::Owned(copy) => copy,
        };
        Ok(copy.into())
    }

    fn input_type() -> TypeHint {
        Cow::<[u8]>::input_type()
    }
}

impl<'ctx> IntoPy<'ctx> for Bytes {
    type Target = PyBytes;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyBytes>> {
        PyBytes::new(ctx, &self)
    }
}

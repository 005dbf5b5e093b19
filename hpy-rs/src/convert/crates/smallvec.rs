//! `SmallVec` of the crate `smallvec`.

use smallvec::{Array, SmallVec};

use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::handle::{Borrowed, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyAny, PyList};

/// As a `Vec`; what has room inline is inline.
impl<'a, 'ctx, A> FromPy<'a, 'ctx> for SmallVec<A>
where
    A: Array,
    A::Item: for<'b> FromPy<'b, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let mut items = SmallVec::from_vec(Vec::from_py(object)?);
        if items.len() <= items.inline_size() {
            items.shrink_to_fit();
        }
        Ok(items)
    }

    fn input_type() -> TypeHint {
        Vec::<A::Item>::input_type()
    }
}

impl<'ctx, A> IntoPy<'ctx> for SmallVec<A>
where
    A: Array,
    A::Item: IntoPy<'ctx>,
{
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        A::Item::slice_into_py(&self, ctx).unwrap_or_else(|| PyList::new(ctx, self).map(Handle::into_any))
    }

    fn output_type() -> TypeHint {
        A::Item::slice_type()
    }
}

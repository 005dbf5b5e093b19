//! Sets.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::object::PyIter;
use crate::types::{PyFrozenSet, PySet};
use crate::{PyError, Result};

impl<'a, 'ctx, T, S> FromPy<'a, 'ctx> for HashSet<T, S>
where
    T: for<'b> FromPy<'b, 'ctx> + Eq + Hash,
    S: BuildHasher + Default,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let mut set = HashSet::default();
        for item in items(object)? {
            let item = item?.extract()?;
            set.try_reserve(1)?; // Not by `insert`, which ends the process if memory runs out.
            set.insert(item);
        }
        Ok(set)
    }
}

impl<'a, 'ctx, T> FromPy<'a, 'ctx> for BTreeSet<T>
where
    T: for<'b> FromPy<'b, 'ctx> + Ord,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        items(object)?.map(|item| item?.extract()).collect()
    }
}

pub(super) fn items<'ctx>(object: Borrowed<'_, 'ctx>) -> Result<PyIter<'ctx>> {
    if !object.is_instance_of::<PySet>() && !object.is_instance_of::<PyFrozenSet>() {
        return Err(PyError::wrong_type("set", object));
    }
    object.try_iter()
}

impl<'ctx, T: IntoPy<'ctx>, S> IntoPy<'ctx> for HashSet<T, S> {
    type Target = PySet;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PySet>> {
        PySet::new(ctx, self)
    }
}

impl<'ctx, T: IntoPy<'ctx>> IntoPy<'ctx> for BTreeSet<T> {
    type Target = PySet;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PySet>> {
        PySet::new(ctx, self)
    }
}

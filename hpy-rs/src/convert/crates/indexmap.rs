//! `IndexMap` of the crate `indexmap`, which keeps the order of a `dict`.

use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use crate::Result;
use crate::context::Context;
use crate::convert::mapping::insert_pairs;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyMemoryError;
use crate::handle::{Borrowed, Handle};
use crate::types::PyDict;

impl<'a, 'ctx, K, V, S> FromPy<'a, 'ctx> for IndexMap<K, V, S>
where
    K: for<'b> FromPy<'b, 'ctx> + Eq + Hash,
    V: for<'b> FromPy<'b, 'ctx>,
    S: BuildHasher + Default,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let mut map = IndexMap::default();
        insert_pairs(object, |key, value| {
            map.try_reserve(1).map_err(|_| PyMemoryError::new(""))?;
            map.insert(key, value);
            Ok(())
        })?;
        Ok(map)
    }
}

impl<'ctx, K: IntoPy<'ctx>, V: IntoPy<'ctx>, S> IntoPy<'ctx> for IndexMap<K, V, S> {
    type Target = PyDict;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDict>> {
        PyDict::from_pairs(ctx, self)
    }
}

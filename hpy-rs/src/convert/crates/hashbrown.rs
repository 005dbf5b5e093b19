//! `HashMap` and `HashSet` of the crate `hashbrown`.

use std::hash::{BuildHasher, Hash};

use hashbrown::{HashMap, HashSet};

use crate::Result;
use crate::context::Context;
use crate::convert::mapping::insert_pairs;
use crate::convert::set::items;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyMemoryError;
use crate::handle::{Borrowed, Handle};
use crate::types::{PyDict, PySet};

impl<'a, 'ctx, K, V, S> FromPy<'a, 'ctx> for HashMap<K, V, S>
where
    K: for<'b> FromPy<'b, 'ctx> + Eq + Hash,
    V: for<'b> FromPy<'b, 'ctx>,
    S: BuildHasher + Default,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let mut map = HashMap::default();
        insert_pairs(object, |key, value| {
            map.try_reserve(1).map_err(|_| PyMemoryError::new(""))?;
            map.insert(key, value);
            Ok(())
        })?;
        Ok(map)
    }
}

impl<'ctx, K: IntoPy<'ctx>, V: IntoPy<'ctx>, S> IntoPy<'ctx> for HashMap<K, V, S> {
    type Target = PyDict;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDict>> {
        PyDict::from_pairs(ctx, self)
    }
}

impl<'a, 'ctx, T, S> FromPy<'a, 'ctx> for HashSet<T, S>
where
    T: for<'b> FromPy<'b, 'ctx> + Eq + Hash,
    S: BuildHasher + Default,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        let mut set = HashSet::default();
        for item in items(object)? {
            let item = item?.extract()?;
            set.try_reserve(1).map_err(|_| PyMemoryError::new(""))?;
            set.insert(item);
        }
        Ok(set)
    }
}

impl<'ctx, T: IntoPy<'ctx>, S> IntoPy<'ctx> for HashSet<T, S> {
    type Target = PySet;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PySet>> {
        PySet::new(ctx, self)
    }
}

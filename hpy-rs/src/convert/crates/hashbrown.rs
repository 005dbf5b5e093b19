//! `HashMap` and `HashSet` of the crate `hashbrown`.

use std::hash::{BuildHasher, Hash};

use hashbrown::{HashMap, HashSet};

use crate::Result;
use crate::context::Context;
use crate::convert::mapping::hashed_map;
use crate::convert::set::items;
use crate::convert::{FromPy, IntoPy};
use crate::error::PyMemoryError;
use crate::handle::{Borrowed, Handle};
use crate::types::PySet;

hashed_map!(HashMap, |_| PyMemoryError::new(""));

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

//! Maps.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::{FromPy, IntoPy};
use crate::Result;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::PyDict;

impl<'a, 'ctx, K, V, S> FromPy<'a, 'ctx> for HashMap<K, V, S>
where
    K: for<'b> FromPy<'b, 'ctx> + Eq + Hash,
    V: for<'b> FromPy<'b, 'ctx>,
    S: BuildHasher + Default,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        pairs(object)
    }
}

impl<'a, 'ctx, K, V> FromPy<'a, 'ctx> for BTreeMap<K, V>
where
    K: for<'b> FromPy<'b, 'ctx> + Ord,
    V: for<'b> FromPy<'b, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        pairs(object)
    }
}

fn pairs<'ctx, K, V, M>(object: Borrowed<'_, 'ctx>) -> Result<M>
where
    K: for<'b> FromPy<'b, 'ctx>,
    V: for<'b> FromPy<'b, 'ctx>,
    M: FromIterator<(K, V)>,
{
    let dict = object.cast::<PyDict>()?;
    let extract = |pair: Result<(Handle<'ctx>, Handle<'ctx>)>| {
        let (key, value) = pair?;
        Ok((key.extract()?, value.extract()?))
    };
    dict.iter()?.map(extract).collect()
}

impl<'ctx, K: IntoPy<'ctx>, V: IntoPy<'ctx>, S> IntoPy<'ctx> for HashMap<K, V, S> {
    type Target = PyDict;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDict>> {
        PyDict::from_pairs(ctx, self)
    }
}

impl<'ctx, K: IntoPy<'ctx>, V: IntoPy<'ctx>> IntoPy<'ctx> for BTreeMap<K, V> {
    type Target = PyDict;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDict>> {
        PyDict::from_pairs(ctx, self)
    }
}

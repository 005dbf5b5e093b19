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
        let mut map = HashMap::default();
        insert_pairs(object, |key, value| {
            map.try_reserve(1)?; // Not by `insert`, which ends the process if memory runs out.
            map.insert(key, value);
            Ok(())
        })?;
        Ok(map)
    }
}

impl<'a, 'ctx, K, V> FromPy<'a, 'ctx> for BTreeMap<K, V>
where
    K: for<'b> FromPy<'b, 'ctx> + Ord,
    V: for<'b> FromPy<'b, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.cast::<PyDict>()?.iter()?.map(extracted).collect()
    }
}

/// Hands all pairs of a `dict` to `insert`.
pub(super) fn insert_pairs<'ctx, K, V>(
    object: Borrowed<'_, 'ctx>,
    mut insert: impl FnMut(K, V) -> Result<()>,
) -> Result<()>
where
    K: for<'b> FromPy<'b, 'ctx>,
    V: for<'b> FromPy<'b, 'ctx>,
{
    for pair in object.cast::<PyDict>()?.iter()? {
        let (key, value) = extracted(pair)?;
        insert(key, value)?;
    }
    Ok(())
}

fn extracted<'ctx, K, V>(pair: Result<(Handle<'ctx>, Handle<'ctx>)>) -> Result<(K, V)>
where
    K: for<'b> FromPy<'b, 'ctx>,
    V: for<'b> FromPy<'b, 'ctx>,
{
    let (key, value) = pair?;
    Ok((key.extract()?, value.extract()?))
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

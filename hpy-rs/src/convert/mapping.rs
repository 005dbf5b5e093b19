//! Maps.

use std::collections::{BTreeMap, HashMap};

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::{at_key, of_key};
use crate::handle::{Borrowed, Handle};
use crate::macro_support::{Collected, FromKwargs};
use crate::type_hint::TypeHint;
use crate::types::PyDict;
use crate::{PyError, Result};

/// Converts a map whose keys are hashed, from and to a `dict`. Room is asked for before each pair, since `insert` ends the process if
/// memory runs out; `$no_room` makes an error of what says so.
macro_rules! hashed_map {
    ($map:ident, $no_room:expr) => {
        impl<'a, 'ctx, K, V, S> $crate::convert::FromPy<'a, 'ctx> for $map<K, V, S>
        where
            K: for<'b> $crate::convert::FromPy<'b, 'ctx> + Eq + std::hash::Hash,
            V: for<'b> $crate::convert::FromPy<'b, 'ctx>,
            S: std::hash::BuildHasher + Default,
        {
            fn from_py(object: $crate::handle::Borrowed<'a, 'ctx>) -> $crate::Result<Self> {
                let mut map = $map::default();
                $crate::convert::mapping::insert_pairs(object, |key, value| {
                    map.try_reserve(1).map_err($no_room)?;
                    map.insert(key, value);
                    Ok(())
                })?;
                Ok(map)
            }

            fn input_type() -> $crate::TypeHint {
                $crate::TypeHint::of("dict", [K::input_type(), V::input_type()])
            }
        }

        impl<'ctx, V, S> $crate::macro_support::FromKwargs<'ctx> for $map<String, V, S>
        where
            V: for<'b> $crate::convert::FromPy<'b, 'ctx>,
            S: std::hash::BuildHasher + Default,
        {
            fn from_kwargs(
                _: $crate::context::Context<'ctx>,
                keywords: Option<$crate::handle::Handle<'ctx, $crate::types::PyDict>>,
                collected: $crate::macro_support::Collected,
            ) -> $crate::Result<Self> {
                let mut map = $map::default();
                collected.each_keyword(keywords, |name, value| {
                    map.try_reserve(1).map_err($no_room)?;
                    map.insert(name, value);
                    Ok(())
                })?;
                Ok(map)
            }

            fn value_type() -> $crate::TypeHint {
                V::input_type()
            }
        }

        impl<'ctx, K, V, S> $crate::convert::IntoPy<'ctx> for $map<K, V, S>
        where
            K: $crate::convert::IntoPy<'ctx>,
            V: $crate::convert::IntoPy<'ctx>,
        {
            type Target = $crate::types::PyDict;

            fn into_py(
                self,
                ctx: $crate::context::Context<'ctx>,
            ) -> $crate::Result<$crate::handle::Handle<'ctx, $crate::types::PyDict>> {
                $crate::types::PyDict::from_pairs(ctx, self)
            }

            fn output_type() -> $crate::TypeHint {
                $crate::TypeHint::of("dict", [K::output_type(), V::output_type()])
            }
        }

        impl<'v, 'ctx, K, V, S> $crate::convert::IntoPy<'ctx> for &'v $map<K, V, S>
        where
            K: $crate::convert::IntoPy<'ctx> + Clone,
            &'v V: $crate::convert::IntoPy<'ctx>,
        {
            type Target = $crate::types::PyDict;

            fn into_py(
                self,
                ctx: $crate::context::Context<'ctx>,
            ) -> $crate::Result<$crate::handle::Handle<'ctx, $crate::types::PyDict>> {
                $crate::types::PyDict::from_pairs(ctx, self.iter().map(|(key, value)| (key.clone(), value)))
            }

            fn output_type() -> $crate::TypeHint {
                $crate::TypeHint::of("dict", [K::output_type(), <&V>::output_type()])
            }
        }
    };
}

#[cfg(any(feature = "hashbrown", feature = "indexmap"))]
pub(super) use hashed_map;

hashed_map!(HashMap, PyError::from);

impl<'a, 'ctx, K, V> FromPy<'a, 'ctx> for BTreeMap<K, V>
where
    K: for<'b> FromPy<'b, 'ctx> + Ord,
    V: for<'b> FromPy<'b, 'ctx>,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        object.cast::<PyDict>()?.iter()?.map(extracted).collect()
    }

    fn input_type() -> TypeHint {
        TypeHint::of("dict", [K::input_type(), V::input_type()])
    }
}

impl<'ctx, V: for<'b> FromPy<'b, 'ctx>> FromKwargs<'ctx> for BTreeMap<String, V> {
    fn from_kwargs(_: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, collected: Collected) -> Result<Self> {
        let mut map = BTreeMap::new();
        collected.each_keyword(keywords, |name, value| {
            map.insert(name, value);
            Ok(())
        })?;
        Ok(map)
    }

    fn value_type() -> TypeHint {
        V::input_type()
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
    Ok((key.extract().map_err(of_key)?, value.extract().map_err(|error| at_key(error, &key))?))
}

impl<'ctx, K: IntoPy<'ctx>, V: IntoPy<'ctx>> IntoPy<'ctx> for BTreeMap<K, V> {
    type Target = PyDict;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDict>> {
        PyDict::from_pairs(ctx, self)
    }

    fn output_type() -> TypeHint {
        TypeHint::of("dict", [K::output_type(), V::output_type()])
    }
}

impl<'v, 'ctx, K, V> IntoPy<'ctx> for &'v BTreeMap<K, V>
where
    K: IntoPy<'ctx> + Clone,
    &'v V: IntoPy<'ctx>,
{
    type Target = PyDict;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyDict>> {
        PyDict::from_pairs(ctx, self.iter().map(|(key, value)| (key.clone(), value)))
    }

    fn output_type() -> TypeHint {
        TypeHint::of("dict", [K::output_type(), <&V>::output_type()])
    }
}

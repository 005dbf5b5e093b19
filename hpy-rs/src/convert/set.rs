//! Sets.

use std::collections::{BTreeSet, HashSet};

use super::{FromPy, IntoPy};
use crate::context::Context;
use crate::error::of_item;
use crate::handle::{Borrowed, Handle};
use crate::object::PyIter;
use crate::type_hint::TypeHint;
use crate::types::{PyFrozenSet, PySet};
use crate::{PyError, Result};

/// Converts a set whose items are hashed, from a `set` or a `frozenset` and to a `set`. Room is asked for before each item, since
/// `insert` ends the process if memory runs out; `$no_room` makes an error of what says so.
macro_rules! hashed_set {
    ($set:ident, $no_room:expr) => {
        impl<'a, 'ctx, T, S> $crate::convert::FromPy<'a, 'ctx> for $set<T, S>
        where
            T: for<'b> $crate::convert::FromPy<'b, 'ctx> + Eq + std::hash::Hash,
            S: std::hash::BuildHasher + Default,
        {
            fn from_py(object: $crate::handle::Borrowed<'a, 'ctx>) -> $crate::Result<Self> {
                let mut set = $set::default();
                for item in $crate::convert::set::items(object)? {
                    let item = item?.extract().map_err($crate::error::of_item)?;
                    set.try_reserve(1).map_err($no_room)?;
                    set.insert(item);
                }
                Ok(set)
            }

            fn input_type() -> $crate::TypeHint {
                $crate::convert::set::set_type(&T::input_type())
            }
        }

        impl<'ctx, T: $crate::convert::IntoPy<'ctx>, S> $crate::convert::IntoPy<'ctx> for $set<T, S> {
            type Target = $crate::types::PySet;

            fn into_py(
                self,
                ctx: $crate::context::Context<'ctx>,
            ) -> $crate::Result<$crate::handle::Handle<'ctx, $crate::types::PySet>> {
                $crate::types::PySet::new(ctx, self)
            }

            fn output_type() -> $crate::TypeHint {
                $crate::TypeHint::of("set", [T::output_type()])
            }
        }
    };
}

#[cfg(feature = "hashbrown")]
pub(super) use hashed_set;

hashed_set!(HashSet, PyError::from);

impl<'a, 'ctx, T> FromPy<'a, 'ctx> for BTreeSet<T>
where
    T: for<'b> FromPy<'b, 'ctx> + Ord,
{
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        items(object)?.map(|item| item?.extract().map_err(of_item)).collect()
    }

    fn input_type() -> TypeHint {
        set_type(&T::input_type())
    }
}

/// What a set is made of.
pub(super) fn set_type(item: &TypeHint) -> TypeHint {
    TypeHint::union(["set", "frozenset"].map(|set| TypeHint::of(set, [item.clone()])))
}

pub(super) fn items<'ctx>(object: Borrowed<'_, 'ctx>) -> Result<PyIter<'ctx>> {
    if !object.is_instance_of::<PySet>() && !object.is_instance_of::<PyFrozenSet>() {
        return Err(PyError::wrong_type("set", object));
    }
    object.try_iter()
}

impl<'ctx, T: IntoPy<'ctx>> IntoPy<'ctx> for BTreeSet<T> {
    type Target = PySet;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PySet>> {
        PySet::new(ctx, self)
    }

    fn output_type() -> TypeHint {
        TypeHint::of("set", [T::output_type()])
    }
}

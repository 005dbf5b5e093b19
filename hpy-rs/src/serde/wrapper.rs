//! [`Serde`]: an argument or a result that serde converts.

use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{from_python, to_python};
use crate::Result;
use crate::context::Context;
use crate::convert::{FromPy, IntoPy};
use crate::handle::{Borrowed, Handle};
use crate::types::PyAny;

/// A value that serde converts from and to plain Python objects: [`from_python`] where it is an argument, [`to_python`] where it is a
/// result.
///
/// ```
/// use hpy_rs::prelude::*;
/// use hpy_rs::serde::Serde;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Clone, Copy, Deserialize, Serialize)]
/// #[serde(rename_all = "lowercase")]
/// enum Direction {
///     Left,
///     Right,
/// }
///
/// /// `turned("left")` is `"right"`.
/// #[hpy_function]
/// fn turned(direction: Serde<Direction>) -> Serde<Direction> {
///     Serde(match *direction {
///         Direction::Left => Direction::Right,
///         Direction::Right => Direction::Left,
///     })
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serde<T>(pub T);

impl<T> From<T> for Serde<T> {
    fn from(value: T) -> Self {
        Serde(value)
    }
}

impl<T> Deref for Serde<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Serde<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<'a, 'ctx, T: DeserializeOwned> FromPy<'a, 'ctx> for Serde<T> {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        from_python(&object).map(Serde)
    }
}

impl<'ctx, T: Serialize> IntoPy<'ctx> for Serde<T> {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        to_python(ctx, &self.0)
    }
}

impl<'ctx, T: Serialize> IntoPy<'ctx> for &Serde<T> {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        to_python(ctx, &self.0)
    }
}

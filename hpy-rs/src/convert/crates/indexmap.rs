//! `IndexMap` of the crate `indexmap`, which keeps the order of a `dict`.

use indexmap::IndexMap;

use crate::convert::mapping::hashed_map;
use crate::error::PyMemoryError;

hashed_map!(IndexMap, |_| PyMemoryError::new(""));

//! `HashMap` and `HashSet` of the crate `hashbrown`.

use hashbrown::{HashMap, HashSet};

use crate::convert::mapping::hashed_map;
use crate::convert::set::hashed_set;
use crate::error::PyMemoryError;

hashed_map!(HashMap, |_| PyMemoryError::new(""));
hashed_set!(HashSet, |_| PyMemoryError::new(""));

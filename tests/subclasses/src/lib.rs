//! What HPy can do on PyPy only, and the own door everywhere: a module apart, so that the other tests enter by HPy where there
//! is one.
//!
//! One file a topic, as `tests/python/test_TOPIC.py`; `tests/hostile/test_subclasses.py` tries to break it.
#![forbid(unsafe_code)]
#![expect(clippy::needless_pass_by_value, reason = "what Python passes is often taken by value to see that it works")]

mod builtin_bases;
#[path = "../../hostile/src/count.rs"]
mod count;
mod subclass_room;
mod subclasses;

use hpy_rs::prelude::*;

/// Classes that Python code derives from.
#[hpy_module]
mod hpy_test_subclasses {
    #[hpy_export]
    use crate::count::alive;
    #[hpy_export]
    use crate::subclass_room::{Both, Dict, Holding, Large, Larger, Numbered, Plain, Root, Weakly};
    #[hpy_export]
    use crate::subclasses::{
        Account, Final, Finalized, Frozen, NoNew, Node, Registry, Savings, Sequence, Thin, both_twice, owner_of,
    };
}

/// Classes that are numbers and texts.
#[hpy_module]
mod hpy_test_builtin_bases {
    #[hpy_export]
    use crate::builtin_bases::{Celsius, Measured, Noted, celsius, freezing, place_of, wrong_celsius};
    #[hpy_export]
    use crate::count::alive;
}

/// A class that is a text with a length of its own, which PyPy 7.3 cannot make.
#[hpy_module]
mod hpy_test_lengths {
    #[hpy_export]
    use crate::builtin_bases::Padded;
}

/// Classes that are lists, which GraalPy cannot make.
#[hpy_module]
mod hpy_test_lists {
    #[hpy_export]
    use crate::builtin_bases::{Items, items};
}

/// Classes that are dicts, which GraalPy cannot make.
#[hpy_module]
mod hpy_test_dicts {
    #[hpy_export]
    use crate::builtin_bases::{Gathered, Table};
}

/// Classes that are time zones, which GraalPy cannot make.
#[hpy_module]
mod hpy_test_zones {
    #[hpy_export]
    use crate::builtin_bases::{Zone, morning};
}

/// Classes that are sets, which GraalPy cannot make.
#[hpy_module]
mod hpy_test_sets {
    #[hpy_export]
    use crate::builtin_bases::{Fixed, Numbers};
}

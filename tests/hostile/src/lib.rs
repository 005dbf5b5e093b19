//! What `cargo xtask hostile` tries to break: classes of every kind, and safe Rust code that means no good.
//!
//! One file a topic, as `tests/hostile/test_TOPIC.py`.
#![forbid(unsafe_code)]
#![expect(clippy::needless_pass_by_value, reason = "what Python passes is often taken by value to see that it works")]

mod borrowing;
mod bottom;
mod buffers;
mod classes;
mod count;
mod fields;
mod finalizers;
mod liars;
mod outside;
mod panics;
mod pinning;
mod slots;

use hpy_rs::prelude::*;

/// Classes to break.
#[hpy_module]
mod hpy_hostile {
    #[hpy_export]
    use crate::borrowing::{Busy, aliased_base, forget_guard, shared_and_mut, two_mut, two_shared};
    #[hpy_export]
    use crate::buffers::{Fixed, Grid, Growing, Grown, Lengthened, Odd, Panicking, ReadOnly};
    #[hpy_export]
    use crate::classes::{
        Aligned, Base, Color, Derived, Empty, Frozen, Growth, Leaf, NoNew, Plain, Same, Shape, Sized1, Sized64, Thin,
        Wide, make_shape, take_base, take_color, take_derived, take_plain, take_shape, take_thin, take_wide,
    };
    #[hpy_export]
    use crate::count::{alive, silence_panics};
    #[hpy_export]
    use crate::fields::{
        Hidden, Node, Quote, Single, Tangle, Tree, closure_over, cycle_in, make_closure, make_property,
        property_that_asks,
    };
    #[hpy_export]
    use crate::finalizers::Last;
    #[hpy_export]
    use crate::liars::{Deep, Liar, raise_no_exception, raise_without_base, what_it_says};
    #[hpy_export]
    use crate::outside::call_for_ever;
    #[hpy_export]
    use crate::panics::{DropBomb, InBody, InConversion, InLocal, NewBomb, closure_panics};
    #[hpy_export]
    use crate::pinning::{Chained, Keeper, Stasher, keep_stashed, set_kept, stashed};
    #[hpy_export]
    use crate::slots::Rich;
}

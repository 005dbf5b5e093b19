//! Collections of other crates, and what holds one of two.

use std::collections::hash_map::RandomState;

use bytes::Bytes;
use either::Either;
use hpy_rs::prelude::*;
use indexmap::IndexMap;
use smallvec::SmallVec;

use crate::round_trips::round_trips;

round_trips! {
    as_index_map: IndexMap<String, i64>;
    as_brown_map: hashbrown::HashMap<String, i64, RandomState>;
    as_brown_set: hashbrown::HashSet<i64, RandomState>;
    as_small_vec: SmallVec<[i64; 4]>;
    as_small_bytes: SmallVec<[u8; 4]>;
    as_shared_bytes: Bytes;
    as_either: Either<i64, String>;
    as_either_of_lists: Either<Vec<i64>, Either<Vec<String>, bool>>;
}

/// Whether the items have room inline.
#[hpy_function(signature = (items, /))]
pub(crate) fn is_inline(items: SmallVec<[i64; 4]>) -> bool {
    !items.spilled()
}

/// Which of them it is, the first that fits.
#[hpy_function(signature = (value, /))]
pub(crate) fn side_of(value: Either<&str, Either<bool, i64>>) -> String {
    match value {
        Either::Left(text) => format!("text {text}"),
        Either::Right(Either::Left(truth)) => format!("truth {truth}"),
        Either::Right(Either::Right(number)) => format!("number {number}"),
    }
}

/// The last pair first.
#[hpy_function(signature = (map, /))]
pub(crate) fn reversed_map(map: IndexMap<String, i64>) -> IndexMap<String, i64> {
    map.into_iter().rev().collect()
}

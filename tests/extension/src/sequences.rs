//! `FromPy` and `IntoPy` of what has items: tuples, sequences, maps.

use std::collections::{BTreeMap, HashMap};

use hpy_rs::prelude::*;

use crate::round_trips::round_trips;

round_trips! {
    as_byte_vec: Vec<u8>;
    as_nothing: ();
    as_after_nothing: ((), i64);
    as_nothings: Vec<()>;
    as_single: (i64,);
    as_pair: (i64, String);
    as_triple: (bool, (u8, f64), Option<char>);
    as_twelve: (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, i64);
    as_ints: Vec<i64>;
    as_unsigned_ints: Vec<u64>;
    as_floats: Vec<f64>;
    as_strings: Vec<String>;
    as_pairs: Vec<(String, f64)>;
    as_matrix: Vec<Vec<i32>>;
    as_blobs: Vec<Vec<u8>>;
    as_hash_map: HashMap<String, i64>;
    as_tree_map: BTreeMap<i64, Vec<bool>>;
    as_map_of_maps: BTreeMap<String, HashMap<u8, Option<String>>>;
}

/// Handles as items.
#[hpy_function(signature = (value, /))]
pub(crate) fn as_objects(value: Vec<Handle<'_>>) -> Vec<Handle<'_>> {
    value
}

/// Typed handles as items.
#[hpy_function(signature = (value, /))]
pub(crate) fn as_lists(value: Vec<Handle<'_, PyList>>) -> Vec<(usize, Handle<'_, PyList>)> {
    value.into_iter().enumerate().collect()
}

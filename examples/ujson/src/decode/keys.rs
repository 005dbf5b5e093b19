//! The keys of objects, made once for all the objects of a text that have them.

use hpy_rs::prelude::*;

use super::fault::Fault;

/// Keys up to this length are kept.
const LONGEST: usize = 64;
/// At most so many are kept.
const MOST: usize = 1024;

/// The `str` objects of keys already seen: a table in which a key has one place, and the last one to come stays.
pub(super) struct Keys<'t, 'ctx> {
    ctx: Context<'ctx>,
    /// The last place is for keys that are not looked for.
    places: Vec<Key<'t, 'ctx>>,
    mask: usize,
}

#[derive(Clone)]
struct Key<'t, 'ctx> {
    text: &'t str,
    object: Handle<'ctx, PyStr>,
}

impl<'t, 'ctx> Keys<'t, 'ctx> {
    /// A table for a text of `length` bytes; at first the empty key is in all places.
    pub(super) fn new(ctx: Context<'ctx>, length: usize) -> Result<Self> {
        let count = (length / 64).clamp(16, MOST).next_power_of_two();
        let mut places = Vec::new();
        places.try_reserve_exact(count + 1).map_err(Fault::from)?;
        places.resize(count + 1, Key { text: "", object: PyStr::new(ctx, "")? });
        Ok(Keys { ctx, places, mask: count - 1 })
    }

    /// The place of a key; its object is made if it is not there.
    #[inline]
    pub(super) fn find(&mut self, text: &'t str) -> Result<usize> {
        if text.len() > LONGEST {
            return PyStr::new(self.ctx, text).map(|object| self.put(object));
        }
        let place = hash(text.as_bytes()) & self.mask;
        if self.places[place].text != text {
            self.places[place] = Key { text, object: PyStr::new(self.ctx, text)? };
        }
        Ok(place)
    }

    /// The place of a key that nobody looks for.
    pub(super) fn put(&mut self, object: Handle<'ctx, PyStr>) -> usize {
        let place = self.mask + 1;
        self.places[place].object = object;
        place
    }

    /// The key in a place, there until another one is put into it.
    #[inline]
    pub(super) fn at(&self, place: usize) -> &Handle<'ctx, PyStr> {
        &self.places[place].object
    }
}

/// A number for a key, of its length and its first and last eight bytes.
#[inline]
fn hash(bytes: &[u8]) -> usize {
    let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => short(bytes),
    };
    let mixed = (first ^ last.rotate_left(23) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

/// The same for fewer than eight bytes.
#[inline]
fn short(bytes: &[u8]) -> (u64, u64) {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
        _ => (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn like_keys_get_places_of_their_own() {
        for length in 1..=20 {
            let keys = (0..10).map(|digit| "k".repeat(length) + &digit.to_string());
            let mut places: Vec<_> = keys.map(|key| hash(key.as_bytes()) & 1023).collect();
            places.sort_unstable();
            places.dedup();
            assert!(places.len() >= 7, "{} of 10 places at length {length}", places.len());
        }
    }
}

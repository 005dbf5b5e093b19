//! The keys of objects, made once for all the objects of a text that have them.

use hpy_rs::prelude::*;

use super::fault::Fault;

/// Keys up to this length are kept.
const LONGEST: usize = 64;
/// For so many at least there is a place.
const FEWEST: usize = 16;
/// At most so many are kept.
const MOST: usize = 1024;

/// The `str` objects of keys already seen: a table in which a key has one place, and the last one to come stays.
pub(super) struct Keys<'t, 'ctx> {
    ctx: Context<'ctx>,
    places: Vec<Place<'t>>,
    /// The first one is that of a key that nobody looks for.
    objects: Vec<Handle<'ctx, PyStr>>,
}

#[derive(Clone, Copy)]
struct Place<'t> {
    text: &'t str,
    /// Of its object; 0 if the place is free.
    number: usize,
}

impl<'t, 'ctx> Keys<'t, 'ctx> {
    /// A table for a text of `length` bytes.
    pub(super) fn new(ctx: Context<'ctx>, length: usize) -> Result<Self> {
        let count = (length / 64).clamp(FEWEST, MOST).next_power_of_two();
        let mut places = Vec::new();
        places.try_reserve_exact(count).map_err(Fault::from)?;
        places.resize(count, Place { text: "", number: 0 });
        let mut objects = Vec::new();
        objects.try_reserve(FEWEST).map_err(Fault::from)?;
        objects.push(PyStr::new(ctx, "")?);
        Ok(Keys { ctx, places, objects })
    }

    /// The number of a key; its object is made if it is not there.
    #[inline]
    pub(super) fn find(&mut self, text: &'t str) -> Result<usize> {
        if text.len() > LONGEST {
            return PyStr::new(self.ctx, text).map(|object| self.put(object));
        }
        let place = hash(text.as_bytes()) & (self.places.len() - 1);
        match self.places[place] {
            Place { number: 0, .. } => {}
            known if known.text == text => return Ok(known.number),
            Place { number, .. } => {
                self.objects[number] = PyStr::new(self.ctx, text)?;
                self.places[place].text = text;
                return Ok(number);
            }
        }
        self.objects.try_reserve(1).map_err(Fault::from)?;
        self.objects.push(PyStr::new(self.ctx, text)?);
        let number = self.objects.len() - 1;
        self.places[place] = Place { text, number };
        Ok(number)
    }

    /// The number of a key that nobody looks for.
    pub(super) fn put(&mut self, object: Handle<'ctx, PyStr>) -> usize {
        self.objects[0] = object;
        0
    }

    /// The key of a number, there until another one is looked for or put in.
    #[inline]
    pub(super) fn at(&self, number: usize) -> &Handle<'ctx, PyStr> {
        &self.objects[number]
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

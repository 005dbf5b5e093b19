//! Things by their numbers.

use std::collections::VecDeque;

/// Things by rising number; as a rule it is the last one that comes and goes.
#[derive(Debug)]
pub(super) struct Numbered<T>(VecDeque<(u64, T)>);

impl<T> Numbered<T> {
    pub(super) const fn new() -> Self {
        Numbered(VecDeque::new())
    }

    /// The least and the greatest number; none is between `u64::MAX` and 0.
    pub(super) fn bounds(&self) -> (u64, u64) {
        let least = self.0.front().map_or(u64::MAX, |(number, _)| *number);
        (least, self.0.back().map_or(0, |(number, _)| *number))
    }

    /// Adds what has the greatest number so far.
    #[inline]
    pub(super) fn push(&mut self, number: u64, thing: T) {
        self.0.push_back((number, thing));
    }

    /// Adds what may have any number that is not there.
    #[cold]
    #[inline(never)]
    pub(super) fn insert(&mut self, number: u64, thing: T) {
        let place = self.0.partition_point(|(other, _)| *other < number);
        self.0.insert(place, (number, thing));
    }

    /// Takes out what has this number.
    #[inline]
    pub(super) fn remove(&mut self, number: u64) -> Option<T> {
        let (last, _) = self.0.back()?;
        let (_, thing) = if *last == number { self.0.pop_back() } else { self.remove_earlier(number) }?;
        Some(thing)
    }

    #[cold]
    #[inline(never)]
    fn remove_earlier(&mut self, number: u64) -> Option<(u64, T)> {
        let place = self.0.binary_search_by_key(&number, |(other, _)| *other).ok()?;
        self.0.remove(place)
    }

    /// Takes out the last one, if its number is at least `number`.
    #[inline]
    pub(super) fn pop_from(&mut self, number: u64) -> Option<(u64, T)> {
        let (last, _) = self.0.back()?;
        if *last >= number { self.0.pop_back() } else { None }
    }

    /// The last one that is such, and its number.
    pub(super) fn last_that(&self, is_such: impl Fn(&T) -> bool) -> Option<(u64, &T)> {
        self.0.iter().rev().find(|(_, thing)| is_such(thing)).map(|(number, thing)| (*number, thing))
    }
}

#[cfg(test)]
mod tests {
    use super::Numbered;

    #[test]
    fn things_go_by_their_numbers() {
        let mut all = Numbered::new();
        assert_eq!(all.bounds(), (u64::MAX, 0));
        all.push(2, 'b');
        all.push(5, 'e');
        all.insert(3, 'c');
        all.insert(1, 'a');
        assert_eq!(all.bounds(), (1, 5));
        assert_eq!((all.remove(4), all.remove(3), all.remove(3)), (None, Some('c'), None));
        assert_eq!((all.last_that(|thing| *thing < 'e'), all.last_that(|thing| *thing > 'e')), (Some((2, &'b')), None));
        assert_eq!(all.remove(2), Some('b'));
        assert_eq!((all.pop_from(6), all.pop_from(5), all.pop_from(2)), (None, Some((5, 'e')), None));
        assert_eq!((all.remove(1), all.remove(1), all.bounds()), (Some('a'), None, (u64::MAX, 0)));
    }
}

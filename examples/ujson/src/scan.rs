//! Finding the next byte that matters in a text, eight bytes at a time.
//!
//! A *test* maps a word of eight bytes to a word whose lowest set bit lies in the first byte that matters; bits above
//! that one may be wrong.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// Eight times the same byte.
pub(crate) const fn splat(byte: u8) -> u64 {
    byte as u64 * ONES
}

/// The test for bytes equal to `byte`.
#[inline]
pub(crate) const fn equal(word: u64, byte: u8) -> u64 {
    let difference = word ^ splat(byte);
    difference.wrapping_sub(ONES) & !difference & HIGH_BITS
}

/// The test for bytes below `limit`, which is at most 128.
#[inline]
pub(crate) const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(splat(limit)) & !word & HIGH_BITS
}

/// The test for bytes that are not ASCII.
#[inline]
pub(crate) const fn not_ascii(word: u64) -> u64 {
    word & HIGH_BITS
}

/// The index of the first byte from `start` on that the test finds, or the length.
#[inline]
pub(crate) fn find(bytes: &[u8], start: usize, test: impl Fn(u64) -> u64) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let hits = test(u64::from_le_bytes(*chunk));
        if hits != 0 {
            return at + first(hits);
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let hits = test(partial_word(rest));
    if hits == 0 { bytes.len() } else { (at + first(hits)).min(bytes.len()) }
}

/// Fewer than eight bytes as a word, with zeros behind them.
#[inline]
fn partial_word(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // What both have of the middle is the same.
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4));
    }
    match bytes {
        [first, .., last] => {
            let middle = u64::from(bytes[length / 2]) << (8 * (length / 2));
            u64::from(*first) | middle | u64::from(*last) << (8 * (length - 1))
        }
        [only] => u64::from(*only),
        [] => 0,
    }
}

/// The number of the byte that the lowest set bit lies in.
#[inline]
fn first(hits: u64) -> usize {
    (hits.trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `find` against the plain way, at every offset and length.
    fn check(test: impl Fn(u64) -> u64, matters: impl Fn(u8) -> bool) {
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.extend((0..=255).rev());
        bytes.extend(b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        for start in 0..bytes.len() {
            for end in [start, start + 1, start + 7, start + 8, start + 9, start + 30, bytes.len()] {
                let text = &bytes[..end.min(bytes.len())];
                let expected = text[start.min(text.len())..].iter().position(|byte| matters(*byte));
                let expected = expected.map_or(text.len(), |offset| start + offset);
                assert_eq!(find(text, start, &test), expected, "from {start} to {end}");
            }
        }
    }

    #[test]
    fn equal_bytes() {
        for byte in [0, 1, b'"', b'\\', 0x7f, 0x80, 0xff] {
            check(|word| equal(word, byte), |other| other == byte);
        }
    }

    #[test]
    fn smaller_bytes() {
        check(|word| below(word, 0x20), |byte| byte < 0x20);
        check(|word| below(word, 128), |byte| byte < 128);
    }

    #[test]
    fn tests_combine() {
        check(
            |word| equal(word, b'"') | equal(word, b'\\') | not_ascii(word) | below(word, 0x20),
            |byte| matches!(byte, b'"' | b'\\' | 0x80.. | ..0x20),
        );
    }
}

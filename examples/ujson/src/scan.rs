//! Finding the next byte that matters in a text, sixteen bytes at a time: in loops that compilers make vectors of.

/// What is looked at in one step.
pub(crate) const STEP: usize = 16;

/// The bytes that matter, each as often as a chunk has bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needles<const N: usize> {
    below: [u8; STEP],
    bits: [u8; STEP],
    bytes: [[u8; STEP]; N],
}

impl<const N: usize> Needles<N> {
    /// All bytes below `below`, all that have one of `bits`, and each of `bytes`.
    pub(crate) const fn new(below: u8, bits: u8, bytes: [u8; N]) -> Self {
        let mut all = [[0; STEP]; N];
        let mut index = 0;
        while index < N {
            all[index] = [bytes[index]; STEP];
            index += 1;
        }
        Needles { below: [below; STEP], bits: [bits; STEP], bytes: all }
    }

    /// The index of the first byte that matters in a chunk, or the chunk's length.
    #[inline(always)]
    pub(crate) fn find_in_chunk(&self, chunk: [u8; STEP]) -> usize {
        // Not zero where a byte matters. Without branches, so that it is done for all bytes at once.
        let mut found = [0; STEP];
        for index in 0..STEP {
            let byte = chunk[index];
            found[index] = u8::from(byte < self.below[index]) | byte & self.bits[index];
            for needle in &self.bytes {
                found[index] |= u8::from(byte == needle[index]);
            }
        }
        (u128::from_le_bytes(found).trailing_zeros() / 8) as usize
    }

    /// The index of the first byte that matters, or the length.
    #[inline(always)]
    pub(crate) fn find(&self, bytes: &[u8]) -> usize {
        let mut rest = bytes;
        while let Some((chunk, others)) = rest.split_first_chunk() {
            let index = self.find_in_chunk(*chunk);
            if index < STEP {
                return bytes.len() - rest.len() + index;
            }
            rest = others;
        }
        bytes.len() - rest.len() + self.find_in_rest(rest)
    }

    #[inline(never)]
    fn find_in_rest(&self, rest: &[u8]) -> usize {
        self.find_in_chunk(padded(rest)).min(rest.len())
    }
}

/// Fewer bytes than a chunk, with zeros behind them.
#[inline(always)]
pub(crate) fn padded(bytes: &[u8]) -> [u8; STEP] {
    let length = bytes.len();
    // What both parts have of the middle is the same.
    let word = if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (length - 8))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4))).into()
    } else if let [first, .., last] = bytes {
        let middle = u32::from(bytes[length / 2]) << (8 * (length / 2));
        (u32::from(*first) | middle | u32::from(*last) << (8 * (length - 1))).into()
    } else {
        bytes.first().map_or(0, |only| u128::from(*only))
    };
    word.to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `find` against the plain way, at every offset and length.
    fn check<const N: usize>(below: u8, bits: u8, needles: [u8; N]) {
        let matters = |byte: &u8| *byte < below || byte & bits != 0 || needles.contains(byte);
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.extend((0..=255).rev());
        bytes.extend(b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        for start in 0..bytes.len() {
            for length in (0..35).chain([bytes.len()]) {
                let text = &bytes[start..(start + length).min(bytes.len())];
                let expected = text.iter().position(matters).unwrap_or(text.len());
                assert_eq!(Needles::new(below, bits, needles).find(text), expected, "{length} from {start}");
            }
        }
    }

    #[test]
    fn each_sort() {
        for byte in [0, 1, b'"', b'\\', 0x7f, 0x80, 0xff] {
            check(0, 0, [byte]);
        }
        check(0x20, 0, []);
        check(1, 0, []);
        check(0, 0x80, []);
    }

    #[test]
    fn sorts_combine() {
        check(0x20, 0x80, *b"\"\\/");
        check(0x20, 0, *b"\"\\<>&");
    }

    #[test]
    fn padding() {
        for length in 0..STEP {
            let bytes: Vec<u8> = (1..=u8::try_from(length).unwrap()).collect();
            let mut expected = [0; STEP];
            expected[..length].copy_from_slice(&bytes);
            assert_eq!(padded(&bytes), expected);
        }
    }
}

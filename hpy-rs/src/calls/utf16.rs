//! Short texts that are not ASCII as UTF-16: CPython makes a `str` of that in half the time that it takes for UTF-8.

use std::mem::MaybeUninit;

/// Texts of up to so many bytes are decoded on the stack.
const ON_STACK: usize = 256;

/// Runs `work` on the UTF-16 of a short text; `None` if the text is longer, is all ASCII or has characters above U+FFFF.
#[inline]
pub(crate) fn with_utf16<R>(text: &str, work: impl FnOnce(&[u16]) -> R) -> Option<R> {
    if text.len() > ON_STACK || is_ascii(text.as_bytes()) {
        return None;
    }
    let mut buffer = [const { MaybeUninit::<u16>::uninit() }; ON_STACK];
    let mut length = 0;
    for (character, unit) in text.chars().zip(&mut buffer) {
        unit.write(u16::try_from(u32::from(character)).ok()?);
        length += 1;
    }
    // SAFETY: so many units were written, each of the text's characters having a byte at least.
    Some(work(unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast(), length) }))
}

/// Whether short bytes are all ASCII: without an early end, and the last words may overlap.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    const NOT_ASCII: u64 = 0x8080_8080_8080_8080;
    let Some(last) = bytes.last_chunk::<8>() else { return bytes.iter().fold(0, |all, byte| all | byte) < 0x80 };
    let (words, _) = bytes.as_chunks::<8>();
    let all = words.iter().fold(u64::from_ne_bytes(*last), |all, word| all | u64::from_ne_bytes(*word));
    all & NOT_ASCII == 0
}

#[cfg(test)]
mod tests {
    use super::{ON_STACK, is_ascii, with_utf16};

    #[test]
    fn ascii_at_every_length() {
        for length in 0..40 {
            let mut bytes = vec![0x7f; length];
            assert!(is_ascii(&bytes));
            for index in 0..length {
                bytes[index] = 0x80;
                assert!(!is_ascii(&bytes), "{index} of {length}");
                bytes[index] = 0;
            }
        }
    }

    #[test]
    fn same_as_the_standard_library() {
        for text in ["\u{e9}", "h\u{e9}llo \u{4f60}\u{597d}", "\u{ffff}\0\u{80}", &"\u{20ac}".repeat(ON_STACK / 3)] {
            let expected: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(with_utf16(text, <[u16]>::to_vec), Some(expected));
        }
    }

    #[test]
    fn what_is_left_to_others() {
        for text in ["", "ascii", "\u{e9}\u{1f600}", &"\u{20ac}".repeat(ON_STACK / 3 + 1)] {
            assert_eq!(with_utf16(text, <[u16]>::len), None);
        }
    }
}

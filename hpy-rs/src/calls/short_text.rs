//! Short texts for CPython, which takes twice as long for UTF-8 as for characters of one size.

use std::mem::MaybeUninit;

use hpy_sys::{HPy, api};

use super::plain;
use crate::context::Context;

/// Texts of up to so many bytes are decoded on the stack.
const SHORT: usize = 256;

/// A new `str`, or null with an exception set; `None` if there is no short cut to one, the text is longer, or it has
/// characters above U+FFFF.
#[inline]
pub(super) fn make_short_str(ctx: Context<'_>, text: &str) -> Option<HPy> {
    let text = text.as_bytes();
    if text.len() > SHORT || !api::is_direct() {
        None
    } else if is_ascii(text) {
        plain!(ctx, str_from_ascii(text))
    } else {
        with_utf16(text, |units| plain!(ctx, str_from_utf16(units)))?
    }
}

/// Whether bytes are all ASCII: without an early end, and the last words may overlap.
#[inline]
pub(super) fn is_ascii(bytes: &[u8]) -> bool {
    const NOT_ASCII: u64 = 0x8080_8080_8080_8080;
    let Some(last) = bytes.last_chunk::<8>() else { return bytes.iter().fold(0, |all, byte| all | byte) < 0x80 };
    let (words, _) = bytes.as_chunks::<8>();
    let all = words.iter().fold(u64::from_ne_bytes(*last), |all, word| all | u64::from_ne_bytes(*word));
    all & NOT_ASCII == 0
}

/// Runs `work` on the UTF-16 of UTF-8 that is short; `None` if there are characters above U+FFFF.
fn with_utf16<R>(text: &[u8], work: impl FnOnce(&[u16]) -> R) -> Option<R> {
    let mut buffer = [const { MaybeUninit::<u16>::uninit() }; SHORT];
    let mut length = 0;
    let mut rest = text;
    let tail = |byte: &u8| u16::from(byte & 0x3f);
    for unit in &mut buffer {
        let character;
        (character, rest) = match rest {
            [] => break,
            [byte @ ..0x80, others @ ..] => (u16::from(*byte), others),
            [lead @ ..0xe0, last, others @ ..] => (u16::from(lead & 0x1f) << 6 | tail(last), others),
            [lead @ ..0xf0, middle, last, others @ ..] => {
                (u16::from(lead & 0xf) << 12 | tail(middle) << 6 | tail(last), others)
            }
            _ => return None,
        };
        unit.write(character);
        length += 1;
    }
    // SAFETY: so many units were written.
    Some(work(unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast(), length) }))
}

#[cfg(test)]
mod tests {
    use super::{SHORT, is_ascii, with_utf16};

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
        let all: String = ('\0'..='\u{ffff}').collect();
        for text in all.chars().collect::<Vec<_>>().chunks(SHORT / 3).map(String::from_iter) {
            let expected: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(with_utf16(text.as_bytes(), <[u16]>::to_vec), Some(expected));
        }
        assert_eq!(with_utf16(&[b'a'; SHORT], <[u16]>::len), Some(SHORT));
    }

    #[test]
    fn characters_of_four_bytes() {
        for text in ["\u{10000}", "\u{e9}\u{1f600}", "\u{10ffff}"] {
            assert_eq!(with_utf16(text.as_bytes(), <[u16]>::len), None);
        }
    }
}

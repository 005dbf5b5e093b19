//! UTF-8 in which surrogates may occur: what a `str` with lone surrogates is encoded to.
//!
//! Rust's own decoder refuses it, so the rare text that has it (and the `bytes` that may be anything) comes here.

/// Why a sequence is none, in the order in which it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// A byte that only occurs within a sequence.
    Stray,
    /// A byte that never occurs.
    Start,
    /// The text ends within the sequence, which should have so many bytes.
    Cut,
    /// A byte within the sequence, which should have so many, is none that can be there.
    Continuation(u8),
    /// More bytes than needed: so many.
    Overlong(u8),
    /// Beyond the last character there is.
    TooLarge,
}

/// The code point at the start of `bytes`, and how many bytes it takes.
///
/// # Errors
/// Why there is none; nothing at all counts as [`Invalid::Cut`].
pub(crate) fn decode(bytes: &[u8]) -> Result<(u32, usize), Invalid> {
    let first = *bytes.first().ok_or(Invalid::Cut)?;
    let (length, bits) = match first {
        0..=0x7f => return Ok((u32::from(first), 1)),
        0x80..=0xbf => return Err(Invalid::Stray),
        0xc0..=0xdf => (2, first & 0x1f),
        0xe0..=0xef => (3, first & 0x0f),
        0xf0..=0xf7 => (4, first & 0x07),
        0xf8..=0xff => return Err(Invalid::Start),
    };
    let mut code = u32::from(bits);
    for byte in bytes.get(1..usize::from(length)).ok_or(Invalid::Cut)? {
        match byte {
            0x80..=0xbf => code = code << 6 | u32::from(byte & 0x3f),
            _ => return Err(Invalid::Continuation(length)),
        }
    }
    match (code, length) {
        (0..=0x7f, _) | (0..=0x7ff, 3..) | (0..=0xffff, 4) => Err(Invalid::Overlong(length)),
        (0x11_0000.., _) => Err(Invalid::TooLarge),
        _ => Ok((code, usize::from(length))),
    }
}

/// The bytes of a code point up to U+10FFFF, surrogates included, and how many of them count.
#[expect(clippy::cast_possible_truncation, reason = "masked to what fits")]
pub(crate) fn encode(code: u32) -> ([u8; 4], usize) {
    let tail = |shift: u32| 0x80 | (code >> shift) as u8 & 0x3f;
    match code {
        0..=0x7f => ([code as u8, 0, 0, 0], 1),
        0x80..=0x7ff => ([0xc0 | (code >> 6) as u8, tail(0), 0, 0], 2),
        0x800..=0xffff => ([0xe0 | (code >> 12) as u8, tail(6), tail(0), 0], 3),
        _ => ([0xf0 | (code >> 18) as u8 & 0x07, tail(12), tail(6), tail(0)], 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_point_round_trips() {
        for code in 0..0x11_0000 {
            let (bytes, length) = encode(code);
            assert_eq!(decode(&bytes[..length]), Ok((code, length)));
            if let Some(character) = char::from_u32(code) {
                assert_eq!(&bytes[..length], character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }

    #[test]
    fn invalid_sequences() {
        for (bytes, expected) in [
            (&b""[..], Invalid::Cut),
            (b"\x80", Invalid::Stray),
            (b"\xbf", Invalid::Stray),
            (b"\xf8\x80\x80\x80\x80", Invalid::Start),
            (b"\xff", Invalid::Start),
            (b"\xc3", Invalid::Cut),
            (b"\xe2\x82", Invalid::Cut),
            (b"\xc3a", Invalid::Continuation(2)),
            (b"\xe2\x82a", Invalid::Continuation(3)),
            (b"\xf0abc", Invalid::Continuation(4)),
            (b"\xf0a", Invalid::Cut),
            (b"\xc0\x80", Invalid::Overlong(2)),
            (b"\xe0\x9f\xbf", Invalid::Overlong(3)),
            (b"\xf0\x8f\xbf\xbf", Invalid::Overlong(4)),
            (b"\xf4\x90\x80\x80", Invalid::TooLarge),
        ] {
            assert_eq!(decode(bytes), Err(expected), "{bytes:?}");
        }
    }
}

//! Strings in JSON: which characters are escaped, and how.

use hpy_rs::prelude::*;

use super::buffer::Buffer;
use crate::scan::{Needles, STEP};
use crate::wtf8::{self, Invalid};

/// Which bytes are escaped: `"`, `\\` and control characters, and some more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Escapes {
    /// All but `<`, `>` and `&`.
    needles: Needles<3>,
    /// All, if those three are among them.
    with_html: Option<Needles<6>>,
}

impl Escapes {
    /// With all that is not ASCII, with `/`, and with `<`, `>` and `&`.
    pub(super) fn new(not_ascii: bool, slash: bool, html: bool) -> Self {
        // Where a slash stays, the quote is looked for twice.
        let slash = if slash { b'/' } else { b'"' };
        let bits = if not_ascii { 0x80 } else { 0 };
        let with_html = html.then(|| Needles::new(0x20, bits, [b'"', b'\\', slash, b'<', b'>', b'&']));
        Escapes { needles: Needles::new(0x20, bits, [b'"', b'\\', slash]), with_html }
    }
}

/// Writes a string with its quotes.
///
/// # Errors
/// `MemoryError`.
#[inline]
pub(super) fn write_str(out: &mut Buffer, text: &str, escapes: &Escapes) -> Result<()> {
    write_string(out, text.as_bytes(), escapes, |out, start| {
        let mut at = start;
        for character in text[start..].chars() {
            if character.is_ascii() {
                break;
            }
            write_code(out, character.into())?;
            at += character.len_utf8();
        }
        Ok(at)
    })
}

/// Writes bytes that should be UTF-8, in which surrogates may occur, as a string with its quotes.
///
/// # Errors
/// `OverflowError` if the bytes are not UTF-8, `MemoryError`.
pub(super) fn write_bytes(out: &mut Buffer, bytes: &[u8], escapes: &Escapes) -> Result<()> {
    write_string(out, bytes, escapes, |out, start| match wtf8::decode(&bytes[start..]) {
        Ok((code, length)) => write_code(out, code).map(|()| start + length),
        // Stays, for Python to say where it stands when the text is complete.
        Err(Invalid::Stray) => out.push(bytes[start]).map(|()| start + 1),
        Err(invalid) => Err(PyOverflowError::new(explain(invalid))),
    })
}

/// Writes a string; `write_not_ascii` writes one or more characters that start at an index, and gives where they end.
#[inline(always)]
fn write_string(
    out: &mut Buffer,
    bytes: &[u8],
    escapes: &Escapes,
    write_not_ascii: impl Fn(&mut Buffer, usize) -> Result<usize>,
) -> Result<()> {
    match &escapes.with_html {
        None => write_between_needles(out, bytes, &escapes.needles, write_not_ascii),
        Some(needles) => write_between_needles(out, bytes, needles, write_not_ascii),
    }
}

#[inline]
fn write_between_needles<const N: usize>(
    out: &mut Buffer,
    bytes: &[u8],
    needles: &Needles<N>,
    write_not_ascii: impl Fn(&mut Buffer, usize) -> Result<usize>,
) -> Result<()> {
    let mut start = 0;
    out.reserve(bytes.len() + STEP + 2)?;
    out.push(b'"')?;
    loop {
        start += out.extend_until(&bytes[start..], needles);
        start = match bytes.get(start) {
            None => return out.push(b'"'),
            Some(0x80..) => write_not_ascii(out, start)?,
            Some(byte) => write_escape(out, *byte).map(|()| start + 1)?,
        };
        out.reserve(bytes.len() - start + STEP + 1)?;
    }
}

/// Writes the escape of an ASCII character.
fn write_escape(out: &mut Buffer, byte: u8) -> Result<()> {
    let short = match byte {
        b'"' | b'\\' | b'/' => byte,
        8 => b'b',
        12 => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return out.extend(&unicode_escape(byte.into())),
    };
    out.extend(&[b'\\', short])
}

/// Writes the escape of a code point, or the two of its halves.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "halves of a code point, each masked to 16 bits")]
fn write_code(out: &mut Buffer, code: u32) -> Result<()> {
    if let Some(above) = code.checked_sub(0x1_0000) {
        out.extend(&unicode_escape(0xd800 | (above >> 10) as u16))?;
        return out.extend(&unicode_escape(0xdc00 | (above & 0x3ff) as u16));
    }
    out.extend(&unicode_escape(code as u16))
}

/// The two hexadecimal digits of every byte.
const HEXADECIMAL: [[u8; 2]; 256] = {
    let digits = b"0123456789abcdef";
    let mut all = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = [digits[byte >> 4], digits[byte & 15]];
        byte += 1;
    }
    all
};

#[inline(always)]
fn unicode_escape(unit: u16) -> [u8; 6] {
    let [high, low] = unit.to_be_bytes().map(|byte| HEXADECIMAL[usize::from(byte)]);
    [b'\\', b'u', high[0], high[1], low[0], low[1]]
}

fn explain(invalid: Invalid) -> &'static str {
    match invalid {
        Invalid::Stray | Invalid::Start => "Unsupported UTF-8 sequence length when encoding string",
        Invalid::Cut => "Unterminated UTF-8 sequence when encoding string",
        Invalid::Continuation(2) => "Invalid continuation byte in 2-byte UTF-8 sequence detected when encoding string",
        Invalid::Continuation(3) => "Invalid continuation byte in 3-byte UTF-8 sequence detected when encoding string",
        Invalid::Continuation(_) => "Invalid continuation byte in 4-byte UTF-8 sequence detected when encoding string",
        Invalid::Overlong(2) => "Overlong 2-byte UTF-8 sequence detected when encoding string",
        Invalid::Overlong(3) => "Overlong 3-byte UTF-8 sequence detected when encoding string",
        Invalid::Overlong(_) => "Overlong 4-byte UTF-8 sequence detected when encoding string",
        Invalid::TooLarge => ">U+10FFFF in 4-byte UTF-8 sequence detected when encoding string",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `new` takes.
    type Options = (bool, bool, bool);

    const DEFAULT: Options = (true, true, false);
    const PLAIN: Options = (false, false, false);
    const HTML: Options = (false, false, true);

    fn written(bytes: &[u8], (not_ascii, slash, html): Options) -> String {
        let escapes = &Escapes::new(not_ascii, slash, html);
        let mut out = Buffer::default();
        write_bytes(&mut out, bytes, escapes).unwrap();
        if let Ok(text) = std::str::from_utf8(bytes) {
            let mut same = Buffer::default();
            write_str(&mut same, text, escapes).unwrap();
            assert_eq!(out.as_bytes(), same.as_bytes());
        }
        String::from_utf8_lossy(out.as_bytes()).into_owned()
    }

    #[test]
    fn what_is_escaped() {
        for (text, escapes, expected) in [
            ("", DEFAULT, r#""""#),
            ("abc", DEFAULT, r#""abc""#),
            ("\"\\\u{8}\u{c}\n\r\t", PLAIN, r#""\"\\\b\f\n\r\t""#),
            ("\0\u{1f}\u{7f}", DEFAULT, "\"\\u0000\\u001f\u{7f}\""),
            ("a/b<c>&", DEFAULT, r#""a\/b<c>&""#),
            ("a/b<c>&", PLAIN, r#""a/b<c>&""#),
            ("a/b<c>&", HTML, r#""a/b\u003cc\u003e\u0026""#),
            ("h\u{e9}\u{20ac}\u{1f600}.", DEFAULT, r#""h\u00e9\u20ac\ud83d\ude00.""#),
            ("h\u{e9}\u{20ac}\u{1f600}.", PLAIN, "\"h\u{e9}\u{20ac}\u{1f600}.\""),
            ("\u{10ffff}\u{ffff}\u{80}", DEFAULT, r#""\udbff\udfff\uffff\u0080""#),
        ] {
            assert_eq!(written(text.as_bytes(), escapes), expected);
        }
        assert_eq!(written(b"\xed\xa0\x80", DEFAULT), r#""\ud800""#);
    }

    #[test]
    fn at_every_offset() {
        for length in 0..40 {
            let text = "x".repeat(length) + "\n" + &"y".repeat(length) + "\u{e9}";
            let expected = format!("\"{}\\n{}\\u00e9\"", "x".repeat(length), "y".repeat(length));
            assert_eq!(written(text.as_bytes(), DEFAULT), expected);
        }
    }

    #[test]
    fn bytes_that_are_not_utf8() {
        for (bytes, part) in [
            (&b"\xfd"[..], "Unsupported"),
            (b"\xc3", "Unterminated"),
            (b"\xe2a\x17", "in 3-byte"),
            (b"\xf0\x80\x80\x80", "Overlong 4-byte"),
            (b"\xf4\x90\x80\x80", ">U+10FFFF"),
            (b"\x80\xc3", "Unterminated"),
        ] {
            let error =
                write_bytes(&mut Buffer::default(), bytes, &Escapes::new(true, true, false)).unwrap_err().to_string();
            assert!(error.starts_with("OverflowError") && error.contains(part), "{bytes:?}: {error}");
        }
    }
}

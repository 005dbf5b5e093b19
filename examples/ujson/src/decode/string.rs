//! Strings of a JSON text: where they end, and what their escapes stand for.

use super::fault::Fault;
use super::reader::{Reader, Text};
use crate::scan::Needles;
use crate::wtf8::{self, Invalid};

impl<'t> Reader<'t> {
    /// Reads the string whose opening quote was read.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Text<'t>, Fault> {
        let start = self.at;
        let end = self.plain_until();
        match (self.bytes.get(end), self.text) {
            (Some(b'"'), Some(text)) => {
                self.at = end + 1;
                Ok(Text::Plain(&text[start..end]))
            }
            _ => self.string_with_escapes(),
        }
    }

    /// The index of the next quote, backslash or NUL, or of the end.
    #[inline(always)]
    fn plain_until(&self) -> usize {
        self.at + plain_length(&self.bytes[self.at..])
    }

    #[inline(never)]
    fn string_with_escapes(&mut self) -> Result<Text<'t>, Fault> {
        self.unescaped.clear();
        loop {
            let end = self.plain_until();
            self.push_plain(end)?;
            self.at = end + 1;
            match self.bytes.get(end) {
                Some(b'"') => return Ok(Text::Unescaped),
                Some(b'\\') => self.escape()?,
                _ => return Err(Fault::OPEN_STRING),
            }
        }
    }

    /// Adds what comes up to `end` as it stands.
    fn push_plain(&mut self, end: usize) -> Result<(), Fault> {
        let plain = &self.bytes[self.at..end];
        if self.text.is_none() {
            check(plain)?;
        }
        self.push(plain)
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.unescaped.try_reserve(bytes.len())?;
        self.unescaped.extend_from_slice(bytes);
        Ok(())
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Result<(), Fault> {
        let byte = match self.peek() {
            None | Some(0) => return Err(Fault::OPEN_ESCAPE),
            Some(byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => return self.unicode_escape(),
            Some(_) => return Err(Fault::ESCAPE),
        };
        self.at += 1;
        self.push(&[byte])
    }

    /// Reads `uXXXX`, and a second escape with it if both are the halves of one character.
    fn unicode_escape(&mut self) -> Result<(), Fault> {
        self.at += 1;
        let mut code = self.four_digits()?;
        if matches!(code, 0xd800..=0xdbff) && self.bytes[self.at..].starts_with(b"\\u") {
            let second = self.at;
            self.at += 2;
            match self.four_digits()? {
                low @ 0xdc00..=0xdfff => code = 0x1_0000 + ((code - 0xd800) << 10 | (low - 0xdc00)),
                _ => self.at = second,
            }
        }
        let (bytes, length) = wtf8::encode(code);
        self.push(&bytes[..length])
    }

    fn four_digits(&mut self) -> Result<u32, Fault> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = match self.peek() {
                None | Some(0) => return Err(Fault::OPEN_UNICODE),
                Some(byte) => char::from(byte).to_digit(16).ok_or(Fault::UNICODE)?,
            };
            code = code << 4 | digit;
            self.at += 1;
        }
        Ok(code)
    }
}

/// How many bytes are before the next quote, backslash or NUL. Not a part of what calls it: only so are vectors used.
#[inline(never)]
fn plain_length(bytes: &[u8]) -> usize {
    const { Needles::new(1, 0, *b"\"\\") }.find(bytes)
}

/// That bytes are UTF-8 in which surrogates may occur.
#[cold]
fn check(mut bytes: &[u8]) -> Result<(), Fault> {
    while !bytes.is_empty() {
        match wtf8::decode(bytes) {
            Ok((_, length)) => bytes = &bytes[length..],
            Err(invalid) => return Err(Fault::Syntax(explain(invalid))),
        }
    }
    Ok(())
}

fn explain(invalid: Invalid) -> &'static str {
    match invalid {
        Invalid::Stray => "Found UTF-8 continuation byte without corresponding start byte when decoding 'string'",
        Invalid::Start => "Invalid UTF-8 sequence length when decoding 'string'",
        Invalid::Cut | Invalid::Continuation(_) => "Invalid UTF-8 continuation byte when decoding 'string'",
        Invalid::Overlong(2) => "Overlong 2-byte UTF-8 sequence detected when decoding 'string'",
        Invalid::Overlong(3) => "Overlong 3-byte UTF-8 sequence detected when decoding 'string'",
        Invalid::Overlong(_) => "Overlong 4-byte UTF-8 sequence detected when decoding 'string'",
        Invalid::TooLarge => "Code point > U+10FFFF encountered when decoding 'string'",
    }
}

#[cfg(test)]
mod tests {
    use super::super::reader::Token;
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut reader = Reader::of_bytes(bytes);
        let Token::String(text) = reader.value()? else { panic!("no string") };
        reader.end()?;
        Ok(match text {
            Text::Plain(text) => text.as_bytes().to_vec(),
            Text::Unescaped => reader.unescaped().to_vec(),
        })
    }

    #[test]
    fn strings() {
        for (bytes, expected) in [
            (&br#""""#[..], &b""[..]),
            (br#""a""#, b"a"),
            (b"\"a\nb\x01\"", b"a\nb\x01"),
            ("\"h\u{e9}llo \u{1f600}\"".as_bytes(), "h\u{e9}llo \u{1f600}".as_bytes()),
            (br#""\"\\\/\b\f\n\r\t""#, b"\"\\/\x08\x0c\n\r\t"),
            (br#""0123456789\n0123456789""#, b"0123456789\n0123456789"),
            (br#""\u0041\u00e9\u20AC\u0000""#, b"A\xc3\xa9\xe2\x82\xac\0"),
            (br#""\ud83d\ude00""#, b"\xf0\x9f\x98\x80"),
            (br#""\ud800""#, b"\xed\xa0\x80"),
            (br#""\ud800x""#, b"\xed\xa0\x80x"),
            (br#""\udead\ud83d\ud83d\ude00""#, b"\xed\xba\xad\xed\xa0\xbd\xf0\x9f\x98\x80"),
            (br#""\ud800\n""#, b"\xed\xa0\x80\n"),
            (b"\"\xed\xa0\x80\"", b"\xed\xa0\x80"),
        ] {
            assert_eq!(decoded(bytes).as_deref(), Ok(expected), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn faults() {
        for (bytes, fault) in [
            (&b"\""[..], Fault::OPEN_STRING),
            (b"\"a", Fault::OPEN_STRING),
            (b"\"a\0\"", Fault::OPEN_STRING),
            (b"\"\\", Fault::OPEN_ESCAPE),
            (b"\"\\\0\"", Fault::OPEN_ESCAPE),
            (b"\"\\\"", Fault::OPEN_STRING),
            (b"\"\\q\"", Fault::ESCAPE),
            (b"\"\\u12", Fault::OPEN_UNICODE),
            (b"\"\\u123z\"", Fault::UNICODE),
            (b"\"\\ud800\\u12\"", Fault::UNICODE),
            (b"\"\\ud800\\q\"", Fault::ESCAPE),
        ] {
            assert_eq!(decoded(bytes), Err(fault), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8() {
        for (content, start) in [
            (&b"\x9b"[..], "Found UTF-8 continuation byte"),
            (b"\xf8", "Invalid UTF-8 sequence length"),
            (b"\xc3", "Invalid UTF-8 continuation byte"),
            (b"\xc0\x80", "Overlong 2-byte"),
            (b"\xe0\x80\x80", "Overlong 3-byte"),
            (b"\xf0\x80\x80\x80", "Overlong 4-byte"),
            (b"\xf4\x90\x80\x80", "Code point > U+10FFFF"),
        ] {
            for end in [&b"\""[..], b"", b"\\n\"", b"\0"] {
                let bytes = [b"\"", content, end].concat();
                let Err(Fault::Syntax(text)) = decoded(&bytes) else { panic!("{bytes:?} was decoded") };
                assert!(text.starts_with(start), "{bytes:?}: {text}");
            }
        }
    }
}

//! Numbers of a JSON text.

use super::fault::Fault;
use super::reader::{Reader, Token};

/// So many digits always fit into 64 bits with a sign.
const SHORT: usize = 18;

impl<'t> Reader<'t> {
    /// Reads a number that starts with a digit or `-`.
    pub(super) fn number(&mut self) -> Result<Token<'t>, Fault> {
        let start = self.at;
        let is_negative = self.peek() == Some(b'-');
        if is_negative {
            self.at += 1;
            match self.peek() {
                Some(b'0'..=b'9') => {}
                Some(b'I') => return self.minus_infinity(start),
                None => return Err(Fault::NO_VALUE),
                Some(_) => return Err(Fault::TRAILING_DATA),
            }
        }
        let first = self.at;
        let magnitude = self.digits();
        let count = self.at - first;
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) && self.fraction_and_exponent() {
            return Ok(Token::Float(self.ascii(start).parse().map_err(|_| Fault::NO_VALUE)?));
        }
        if count > SHORT {
            let text = self.ascii(start);
            return Ok(text.parse().map_or(Token::Long(text), Token::Int));
        }
        let value = magnitude.cast_signed();
        Ok(Token::Int(if is_negative { -value } else { value }))
    }

    #[cold]
    fn minus_infinity(&mut self, start: usize) -> Result<Token<'t>, Fault> {
        self.at = start;
        self.word("-Infinity", Token::Float(f64::NEG_INFINITY), Fault::MINUS_INFINITY)
    }

    /// Reads digits; their value is right if they are [`SHORT`].
    #[inline(always)]
    fn digits(&mut self) -> u64 {
        let mut value = 0_u64;
        let mut count = 0;
        for byte in &self.bytes[self.at..] {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(digit.into());
            count += 1;
        }
        self.at += count;
        value
    }

    /// Reads `.` with or without digits, then `e` with digits; false if neither is there.
    #[inline]
    fn fraction_and_exponent(&mut self) -> bool {
        let start = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.skip_digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let mark = self.at;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            let first = self.at;
            self.skip_digits();
            if self.at == first {
                self.at = mark; // Not of the number: what comes next will refuse it.
            }
        }
        self.at > start
    }

    #[inline(always)]
    fn skip_digits(&mut self) {
        self.at += self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }

    /// What was read since `start`, which is ASCII.
    #[inline]
    fn ascii(&self, start: usize) -> &'t str {
        match self.text {
            Some(text) => &text[start..self.at],
            None => std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<Token<'_>, Fault> {
        let mut reader = Reader::of_str(text);
        let token = reader.value()?;
        reader.end().map(|()| token)
    }

    #[test]
    fn integers() {
        for value in [0, 1, -1, 10, 999_999_999_999_999_999, i64::MAX, i64::MIN, -999_999_999_999_999_999] {
            assert_eq!(number(&value.to_string()), Ok(Token::Int(value)));
        }
        assert_eq!(number("-0"), Ok(Token::Int(0)));
        assert_eq!(number("007"), Ok(Token::Int(7)));
        assert_eq!(number("-00000000000000000000000000000007"), Ok(Token::Int(-7)));
    }

    #[test]
    fn integers_of_more_than_64_bits() {
        for text in ["9223372036854775808", "-9223372036854775809", "18446744073709551616", &"9".repeat(10_000)] {
            assert_eq!(number(text), Ok(Token::Long(text)));
        }
    }

    #[test]
    fn floats() {
        for (text, value) in [
            ("0.1", 0.1),
            ("-0.0", -0.0),
            ("1.", 1.0),
            ("1.e5", 1e5),
            ("01.5", 1.5),
            ("1E2", 1e2),
            ("1e+02", 1e2),
            ("1.5e-3", 0.0015),
            ("65.613616999999977", 65.613_616_999_999_98),
            ("1e400", f64::INFINITY),
            ("-1e400", f64::NEG_INFINITY),
            ("1e-400", 0.0),
            ("123456789012345678901234567890e2", 1.234_567_890_123_456_7e31),
        ] {
            let Ok(Token::Float(found)) = number(text) else { panic!("{text}") };
            assert_eq!(found.to_bits(), f64::to_bits(value), "{text}");
        }
    }

    #[test]
    fn what_ends_a_number_early() {
        for text in ["1e", "1e+", "0x10", "1 2", "1.5.5", "12a", "-a", "--1", "- 1", "-.5"] {
            assert_eq!(number(text), Err(Fault::TRAILING_DATA), "{text}");
        }
        assert_eq!(number("-"), Err(Fault::NO_VALUE));
        assert_eq!(number("1.e"), Err(Fault::TRAILING_DATA));
    }
}

//! [`Reader`]: a JSON text, read token by token. It knows the grammar, but no Python object.
//!
//! The grammar is ujson's, which takes more than RFC 8259: `NaN`, `Infinity` and `-Infinity`, leading zeros, `1.`,
//! control characters other than NUL within strings, and `\ud800` without a second half.

use super::fault::Fault;

/// A JSON text and how far it was read.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    pub(super) bytes: &'t [u8],
    /// The bytes as text, unless they are not UTF-8.
    pub(super) text: Option<&'t str>,
    pub(super) at: usize,
    /// The last string that had escapes, without them; surrogates may be in it.
    pub(super) unescaped: Vec<u8>,
}

/// A value, or the start of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'t> {
    Null,
    Bool(bool),
    Int(i64),
    /// An integer of more than 64 bits: its digits and perhaps a sign.
    Long(&'t str),
    Float(f64),
    String(Text<'t>),
    List,
    Object,
}

/// The content of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text<'t> {
    /// It stands in the text as it is.
    Plain(&'t str),
    /// It is what [`Reader::unescaped`] gives until the next string is read.
    Unescaped,
}

impl<'t> Reader<'t> {
    pub(crate) fn of_str(text: &'t str) -> Self {
        Reader { bytes: text.as_bytes(), text: Some(text), at: 0, unescaped: Vec::new() }
    }

    pub(crate) fn of_bytes(bytes: &'t [u8]) -> Self {
        Reader { bytes, text: std::str::from_utf8(bytes).ok(), at: 0, unescaped: Vec::new() }
    }

    /// How long the text is, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The content of the last string, if it was [`Text::Unescaped`]: UTF-8 but for surrogates.
    pub(crate) fn unescaped(&self) -> &[u8] {
        &self.unescaped
    }

    /// The byte that is read next.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The byte that is read next, white space left out.
    #[inline(always)]
    fn peek_past_space(&mut self) -> Option<u8> {
        if self.peek() == Some(b' ') {
            self.at += 1; // Most often there is just one.
        }
        match self.peek() {
            Some(..=b' ') => self.skip_space(),
            other => other,
        }
    }

    #[inline(never)]
    fn skip_space(&mut self) -> Option<u8> {
        const INDENT: &[u8; 8] = b"        ";
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
            while self.bytes[self.at..].starts_with(INDENT) {
                self.at += INDENT.len();
            }
        }
    }

    /// Reads a value, or the bracket that opens a list or an object.
    #[inline(always)]
    pub(crate) fn value(&mut self) -> Result<Token<'t>, Fault> {
        match self.peek_past_space() {
            Some(b'"') => {
                self.at += 1;
                self.string().map(Token::String)
            }
            Some(b'0'..=b'9' | b'-') => self.number(),
            Some(b'{') => {
                self.at += 1;
                Ok(Token::Object)
            }
            Some(b'[') => {
                self.at += 1;
                Ok(Token::List)
            }
            Some(b't') => self.word("true", Token::Bool(true), Fault::TRUE),
            Some(b'f') => self.word("false", Token::Bool(false), Fault::FALSE),
            Some(b'n') => self.word("null", Token::Null, Fault::NULL),
            Some(b'N') => self.word("NaN", Token::Float(f64::NAN), Fault::NAN),
            Some(b'I') => self.word("Infinity", Token::Float(f64::INFINITY), Fault::INFINITY),
            _ => Err(Fault::NO_VALUE),
        }
    }

    pub(super) fn word(&mut self, word: &str, token: Token<'t>, fault: Fault) -> Result<Token<'t>, Fault> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(fault);
        }
        self.at += word.len();
        Ok(token)
    }

    /// Behind the bracket that opens a list: whether it closes at once.
    pub(crate) fn list_is_empty(&mut self) -> bool {
        self.skip_past_space(b']')
    }

    /// Behind an item of a list: whether another one follows.
    #[inline]
    pub(crate) fn list_goes_on(&mut self, is_first: bool) -> Result<bool, Fault> {
        self.goes_on(b']', if is_first { Fault::FIRST_ITEM } else { Fault::NEXT_ITEM })
    }

    /// Behind the bracket that opens an object: whether it closes at once.
    pub(crate) fn object_is_empty(&mut self) -> bool {
        self.skip_past_space(b'}')
    }

    /// Behind a value of an object: whether another key follows.
    #[inline]
    pub(crate) fn object_goes_on(&mut self) -> Result<bool, Fault> {
        self.goes_on(b'}', Fault::NEXT_KEY)
    }

    #[inline]
    fn goes_on(&mut self, close: u8, fault: Fault) -> Result<bool, Fault> {
        match self.peek_past_space() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(fault),
        }
    }

    fn skip_past_space(&mut self, byte: u8) -> bool {
        let found = self.peek_past_space() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Reads a key and the colon behind it.
    #[inline]
    pub(crate) fn key(&mut self) -> Result<Text<'t>, Fault> {
        match self.peek_past_space() {
            Some(b'"') => self.at += 1,
            Some(_) => return Err(Fault::KEY),
            None => return Err(Fault::NO_VALUE),
        }
        let key = self.string()?;
        if self.skip_past_space(b':') { Ok(key) } else { Err(Fault::COLON) }
    }

    /// Behind the whole value: that nothing follows.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        self.peek_past_space().map_or(Ok(()), |_| Err(Fault::TRAILING_DATA))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (text, token) in [
            ("null", Token::Null),
            (" true", Token::Bool(true)),
            ("\n\t\rfalse ", Token::Bool(false)),
            ("Infinity", Token::Float(f64::INFINITY)),
            ("-Infinity", Token::Float(f64::NEG_INFINITY)),
        ] {
            let mut reader = Reader::of_str(text);
            assert_eq!(reader.value(), Ok(token));
            assert_eq!(reader.end(), Ok(()));
        }
        assert!(matches!(Reader::of_str("NaN").value(), Ok(Token::Float(nan)) if nan.is_nan()));
    }

    #[test]
    fn what_is_no_value() {
        for (text, fault) in [
            ("", Fault::NO_VALUE),
            (" ", Fault::NO_VALUE),
            ("\u{b}1", Fault::NO_VALUE),
            ("\u{feff}1", Fault::NO_VALUE),
            ("]", Fault::NO_VALUE),
            ("+1", Fault::NO_VALUE),
            (".5", Fault::NO_VALUE),
            ("tru", Fault::TRUE),
            ("fals", Fault::FALSE),
            ("nul", Fault::NULL),
            ("Na", Fault::NAN),
            ("Inf", Fault::INFINITY),
            ("-Inf", Fault::MINUS_INFINITY),
        ] {
            assert_eq!(Reader::of_str(text).value(), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn lists() {
        let mut reader = Reader::of_str("[1 , 2] x");
        assert_eq!(reader.value(), Ok(Token::List));
        assert!(!reader.list_is_empty());
        assert_eq!(reader.value(), Ok(Token::Int(1)));
        assert_eq!(reader.list_goes_on(true), Ok(true));
        assert_eq!(reader.value(), Ok(Token::Int(2)));
        assert_eq!(reader.list_goes_on(false), Ok(false));
        assert_eq!(reader.end(), Err(Fault::TRAILING_DATA));
        let mut reader = Reader::of_str("[1 2]");
        assert_eq!(reader.value(), Ok(Token::List));
        assert_eq!(reader.value(), Ok(Token::Int(1)));
        assert_eq!(reader.list_goes_on(true), Err(Fault::FIRST_ITEM));
    }

    #[test]
    fn objects() {
        let mut reader = Reader::of_str(r#"{ "a" : {}, "b":0}"#);
        assert_eq!(reader.value(), Ok(Token::Object));
        assert!(!reader.object_is_empty());
        assert_eq!(reader.key(), Ok(Text::Plain("a")));
        assert_eq!(reader.value(), Ok(Token::Object));
        assert!(reader.object_is_empty());
        assert_eq!(reader.object_goes_on(), Ok(true));
        assert_eq!(reader.key(), Ok(Text::Plain("b")));
        assert_eq!(reader.value(), Ok(Token::Int(0)));
        assert_eq!(reader.object_goes_on(), Ok(false));
        assert_eq!(reader.end(), Ok(()));
        assert_eq!(Reader::of_str("1:2").key(), Err(Fault::KEY));
        assert_eq!(Reader::of_str("\"a\" 2").key(), Err(Fault::COLON));
        assert_eq!(Reader::of_str("").key(), Err(Fault::NO_VALUE));
        assert_eq!(Reader::of_str("]").object_goes_on(), Err(Fault::NEXT_KEY));
    }
}

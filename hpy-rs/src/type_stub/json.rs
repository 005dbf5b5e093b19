//! JSON, as far as texts need it.

/// An object of texts.
pub(super) fn object(pairs: &[(String, String)]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{}: {}", quoted(key), quoted(value))).collect();
    format!("{{{}}}", pairs.join(", "))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted += "\\n",
            '\0'..' ' => quoted.extend(["\\u00", &format!("{:02x}", u32::from(character))]),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::object;

    #[test]
    fn what_would_end_a_text_is_escaped() {
        let pairs = [("a\"b\\c".to_owned(), "d\n\te".to_owned())];
        assert_eq!(object(&pairs), r#"{"a\"b\\c": "d\n\u0009e"}"#);
    }
}

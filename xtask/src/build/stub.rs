//! The stub of a module: one text for all, but for one line of settings.

const TEXT: &str = include_str!("stub.py");
const SETTINGS: &str = r#"NAME, NEEDS_DOOR = "NAME", False"#;

/// The file name of the stub of the module `name`.
pub(super) fn file(name: &str) -> String {
    format!("{name}.py")
}

/// The stub of the module `name`.
pub(super) fn text(name: &str) -> String {
    TEXT.replacen(SETTINGS, &format!(r#"NAME, NEEDS_DOOR = "{name}", False"#), 1)
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, TEXT, text};

    #[test]
    fn only_the_settings_differ() {
        assert_eq!(TEXT.matches(SETTINGS).count(), 1);
        let stub = text("geometry");
        let differing: Vec<_> = stub.lines().zip(TEXT.lines()).filter(|(one, other)| one != other).collect();
        assert_eq!(differing.len(), 1);
        assert_eq!(differing[0].0.trim(), r#"NAME, NEEDS_DOOR = "geometry", False"#);
    }
}

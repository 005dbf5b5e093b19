//! The stub of a module: one text for all, but for one line of settings.

const TEXT: &str = include_str!("../../../hpy-rs/stub.py");
const SETTINGS: &str = r#"NAME, DOOR = "NAME", None"#;

/// By which doors a file can be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doors {
    Both,
    /// Its own alone: it has what HPy cannot do.
    Own,
    /// HPy's alone: it was built without one of its own.
    HPy,
}

impl Doors {
    /// What the stub calls them.
    fn setting(self) -> &'static str {
        match self {
            Self::Both => "None",
            Self::Own => r#""own""#,
            Self::HPy => r#""hpy""#,
        }
    }
}

/// The file name of the stub of the module `name`.
pub(super) fn file(name: &str) -> String {
    format!("{name}.py")
}

/// The stub of the module `name`.
pub(super) fn text(name: &str, doors: Doors) -> String {
    TEXT.replacen(SETTINGS, &format!(r#"NAME, DOOR = "{name}", {}"#, doors.setting()), 1)
}

#[cfg(test)]
mod tests {
    use super::{Doors, SETTINGS, TEXT, text};

    #[test]
    fn only_the_settings_differ() {
        assert_eq!(TEXT.matches(SETTINGS).count(), 1);
        for (doors, word) in [(Doors::Both, "None"), (Doors::Own, r#""own""#), (Doors::HPy, r#""hpy""#)] {
            let stub = text("geometry", doors);
            let differing: Vec<_> = stub.lines().zip(TEXT.lines()).filter(|(one, other)| one != other).collect();
            assert!(differing.len() <= 1);
            assert!(stub.contains(&format!(r#"    NAME, DOOR = "geometry", {word}"#)));
        }
    }
}

//! The stub of a module: one text for all, but for one line of settings.

const TEXT: &str = include_str!("../../../hpy-rs/stub.py");
const SETTINGS: &str = r#"NAME, NEEDS_DOOR = "NAME", False"#;

/// The file name of the stub of the module `name`.
pub(super) fn file(name: &str) -> String {
    format!("{name}.py")
}

/// The stub of the module `name`; `needs_door` tells that it has what HPy cannot do.
pub(super) fn text(name: &str, needs_door: bool) -> String {
    let needs_door = if needs_door { "True" } else { "False" };
    TEXT.replacen(SETTINGS, &format!(r#"NAME, NEEDS_DOOR = "{name}", {needs_door}"#), 1)
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, TEXT, text};

    #[test]
    fn only_the_settings_differ() {
        assert_eq!(TEXT.matches(SETTINGS).count(), 1);
        for (needs_door, word) in [(false, "False"), (true, "True")] {
            let stub = text("geometry", needs_door);
            let differing: Vec<_> = stub.lines().zip(TEXT.lines()).filter(|(one, other)| one != other).collect();
            assert!(differing.len() <= 1);
            assert!(stub.contains(&format!(r#"    NAME, NEEDS_DOOR = "geometry", {word}"#)));
        }
    }
}

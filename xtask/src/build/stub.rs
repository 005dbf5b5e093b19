//! The stub of a module: one text for all, but for one line of settings.

use super::exports::NeededDoor;

const TEXT: &str = include_str!("stub.py");
const SETTINGS: &str = r#"NAME, NEEDS_DOOR = "NAME", ()"#;

/// The file name of the stub of the module `name`.
pub(super) fn file(name: &str) -> String {
    format!("{name}.py")
}

/// The stub of the module `name`, which may need its own door.
pub(super) fn text(name: &str, needs: NeededDoor) -> String {
    let interpreters = match needs {
        NeededDoor::Any => "()",
        NeededDoor::OwnButOnPyPy => r#"("cpython", "graalpy")"#,
        NeededDoor::Own => r#"("cpython", "graalpy", "pypy")"#,
    };
    TEXT.replacen(SETTINGS, &format!(r#"NAME, NEEDS_DOOR = "{name}", {interpreters}"#), 1)
}

#[cfg(test)]
mod tests {
    use super::{NeededDoor, SETTINGS, TEXT, text};

    #[test]
    fn only_the_settings_differ() {
        assert_eq!(TEXT.matches(SETTINGS).count(), 1);
        let doors = [
            (NeededDoor::Any, r#"NAME, NEEDS_DOOR = "geometry", ()"#),
            (NeededDoor::OwnButOnPyPy, r#"NAME, NEEDS_DOOR = "geometry", ("cpython", "graalpy")"#),
            (NeededDoor::Own, r#"NAME, NEEDS_DOOR = "geometry", ("cpython", "graalpy", "pypy")"#),
        ];
        for (needs, line) in doors {
            let stub = text("geometry", needs);
            let differing: Vec<_> = stub.lines().zip(TEXT.lines()).filter(|(one, other)| one != other).collect();
            assert_eq!(differing.len(), 1);
            assert_eq!(differing[0].0.trim(), line);
        }
    }
}

//! The table that the command prints.

use super::{Entry, Implementation};
use crate::table::align;

/// The entries as lines of aligned columns, with notes below.
pub(super) fn render(entries: &[Entry]) -> String {
    let mut rows = vec![["NAME", "IMPLEMENTATION", "VERSION", "HPY", "PATH"].map(str::to_owned)];
    rows.extend(entries.iter().map(row));
    let notes = entries.iter().filter_map(|entry| Some(format!("{}: {}", entry.name, entry.note.as_ref()?)));
    align(&rows).into_iter().chain(notes).collect::<Vec<_>>().join("\n")
}

fn row(entry: &Entry) -> [String; 5] {
    let name = entry.name.clone();
    match &entry.outcome {
        Ok(found) => {
            let (major, minor, micro) = found.python;
            let (implementation, version) = match found.implementation {
                Implementation::CPython => ("CPython", found.release.clone()),
                other => (other.title(), format!("{} (Python {major}.{minor}.{micro})", found.release)),
            };
            let hpy = found.hpy.clone().unwrap_or_else(|| "none".to_owned());
            [name, implementation.to_owned(), version, hpy, found.program.display().to_string()]
        }
        Err(reason) => {
            let reason = reason.lines().collect::<Vec<_>>().join(" ");
            [name, "not had".to_owned(), "-".to_owned(), "-".to_owned(), reason]
        }
    }
}

//! `def`: functions and methods.

use super::described::{Described, Parameter};
use super::names::Names;

/// One level.
pub(super) const INDENT: &str = "    ";

/// Words that cannot be the name of anything.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Whether a stub can have something of this name.
pub(super) fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    let starts = characters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    starts && characters.all(|other| other == '_' || other.is_alphanumeric()) && !KEYWORDS.contains(&name)
}

/// The lines of a function. `before` is what stands before its own parameters: `self`, or nothing.
pub(super) fn definition(
    described: &Described,
    before: Option<&str>,
    returned: &str,
    names: &mut Names<'_>,
) -> Vec<String> {
    let parameters = parameters(&described.parameters, before, names);
    let head = format!("def {}({parameters}) -> {returned}:", described.name);
    match docstring(&described.doc.to_string_lossy()) {
        Some(doc) => [head].into_iter().chain(indented(doc)).collect(),
        None => vec![format!("{head} ...")],
    }
}

/// What stands in the parentheses.
pub(super) fn parameters(parameters: &[Parameter], before: Option<&str>, names: &mut Names<'_>) -> String {
    let mut shown: Vec<String> = before.map(str::to_owned).into_iter().collect();
    for (name, default, hint) in parameters {
        if matches!(*name, "/" | "*") {
            shown.push((*name).to_owned());
            continue;
        }
        let hint = names.show(&hint());
        let default = if default.is_empty() { String::new() } else { format!(" = {default}") };
        shown.push(format!("{name}: {hint}{default}"));
    }
    shown.join(", ")
}

/// The lines of a doc text, if there is one.
pub(super) fn docstring(doc: &str) -> Option<Vec<String>> {
    let doc = doc.trim();
    if doc.is_empty() {
        return None;
    }
    let escaped = doc.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    let escaped = match escaped.strip_suffix('"') {
        Some(start) => format!("{start}\\\""),
        None => escaped,
    };
    let mut lines: Vec<String> = escaped.lines().map(|line| line.trim_end().to_owned()).collect();
    lines[0].insert_str(0, "\"\"\"");
    match lines.as_mut_slice() {
        [one] => *one += "\"\"\"",
        _ => lines.push("\"\"\"".to_owned()),
    }
    Some(lines)
}

/// The lines, one level deeper.
pub(super) fn indented(lines: impl IntoIterator<Item = String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|line| if line.is_empty() { line } else { format!("{INDENT}{line}") })
}

#[cfg(test)]
mod tests {
    use super::{docstring, is_name};

    #[test]
    fn doc_texts_end_where_they_should() {
        assert_eq!(docstring("  "), None);
        assert_eq!(docstring("One.").unwrap(), [r#""""One.""""#]);
        assert_eq!(docstring("Say \"one\"").unwrap(), [r#""""Say "one\"""""#]);
        assert_eq!(docstring("a\n\n  \\n").unwrap(), ["\"\"\"a", "", "  \\\\n", "\"\"\""]);
    }

    #[test]
    fn some_names_cannot_be_written() {
        assert!(is_name("_x1") && is_name("größe"));
        assert!(!is_name("a-b") && !is_name("lambda") && !is_name("1a") && !is_name(""));
    }
}

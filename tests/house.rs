//! The rules of the house that can be checked by reading: every message of the macros is pinned by a case, files stay
//! small, and the map of the project names what is there.

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines that a file may have, unless a program wrote it.
const CEILING: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All files below `folder` with this extension; build output is left out.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let found = paths.flat_map(|path| {
        if path.is_dir() {
            let is_output = path.ends_with("target") || path.ends_with(".git");
            if is_output { Vec::new() } else { files(&path, extension) }
        } else {
            Vec::from_iter(path.extension().is_some_and(|found| found == extension).then_some(path))
        }
    });
    found.collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands before the quote that ends a string literal.
fn up_to_quote(literal: &str) -> &str {
    let ends = |(index, _): &(usize, &str)| !literal[..*index].ends_with('\\');
    literal.match_indices('"').find(ends).map_or(literal, |(index, _)| &literal[..index])
}

/// The literal parts of a message's text, between the places that are filled.
fn parts(text: &str) -> Vec<String> {
    let text = text.replace("\\\"", "\"");
    let mut parts = vec![];
    for piece in text.split('{') {
        let literal = match piece.split_once('}') {
            Some((place, rest)) if place.chars().all(|digit| digit.is_ascii_digit()) => rest,
            _ => piece,
        };
        parts.push(literal.to_owned());
    }
    parts
}

/// Whether a line of `output` has all parts, in their order.
fn shows(output: &str, parts: &[String]) -> bool {
    output.lines().any(|line| {
        let mut rest = Some(line);
        for part in parts {
            rest = rest.and_then(|rest| rest.split_once(part.as_str())).map(|(_, rest)| rest);
        }
        rest.is_some()
    })
}

#[test]
fn every_message_has_a_case() {
    let diagnostics = files(&root().join("hpy-macros/src/diagnostics"), "rs");
    let is_catalogue = |path: &&PathBuf| path.to_string_lossy().ends_with("messages.rs");
    let catalogue: String = diagnostics.iter().filter(is_catalogue).map(|path| read(path)).collect();
    let messages: Vec<_> = catalogue.split("text: \"").skip(1).map(up_to_quote).collect();
    assert_eq!(messages.len(), catalogue.matches(": Message =").count());
    let outputs: Vec<_> = files(&root().join("tests/ui/fail"), "stderr").iter().map(|path| read(path)).collect();
    let unseen = messages.iter().filter(|text| !outputs.iter().any(|output| shows(output, &parts(text))));
    let unseen: Vec<_> = unseen.collect();
    assert!(unseen.is_empty(), "no case in tests/ui/fail shows {unseen:#?}");
}

#[test]
fn every_refused_case_says_what_rule_it_breaks() {
    let silent: Vec<_> =
        files(&root().join("tests/ui"), "rs").into_iter().filter(|path| !read(path).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "these cases do not say what they are about: {silent:#?}");
}

#[test]
fn files_are_small() {
    let large: Vec<_> = files(&root(), "rs")
        .into_iter()
        .filter(|path| {
            let text = read(path);
            !text.starts_with("// @generated") && text.lines().count() > CEILING
        })
        .collect();
    assert!(large.is_empty(), "longer than {CEILING} lines: {large:#?}");
}

#[test]
fn the_map_names_what_is_there() {
    let Ok(map) = fs::read_to_string(root().join("ARCHITECTURE.md")) else { return };
    let quoted = map.split('`').skip(1).step_by(2);
    let is_path = |text: &&str| text.contains('/') && !text.contains([' ', '<', '*', '(']);
    let gone: Vec<_> = quoted.filter(is_path).filter(|path| !root().join(path).exists()).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md names {gone:?}");
}

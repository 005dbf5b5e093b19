//! The rules of the house that can be checked by reading: every message of the macros is pinned by a case, files stay
//! small, crates know what they may, the map of the project names what is there, examples and the guide are complete.

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
    let sources = ["rs", "py"].into_iter().flat_map(|extension| files(&root(), extension));
    let large: Vec<_> = sources
        .filter(|path| {
            let text = read(path);
            !text.starts_with("// @generated") && text.lines().count() > CEILING
        })
        .collect();
    assert!(large.is_empty(), "longer than {CEILING} lines: {large:#?}");
}

/// Those of these files whose text is as it should not be, below the root.
fn offenders(folders: &[&str], offends: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let sources = folders.iter().flat_map(|folder| files(&root().join(folder), "rs"));
    let offending = sources.filter(|path| offends(&read(path)));
    offending.map(|path| path.strip_prefix(root()).map(Path::to_path_buf).unwrap_or(path)).collect()
}

#[test]
fn which_door_was_taken_is_known_to_hpy_sys_alone() {
    let asks = |text: &str| {
        let mut words = text.split(|character: char| !character.is_alphanumeric() && character != '_');
        text.contains("door()") || words.any(|word| ["Door", "HAS_OWN_DOOR", "runs_in"].contains(&word))
    };
    let found = offenders(&["hpy-rs", "hpy-macros"], asks);
    assert!(found.is_empty(), "these ask for the door, not for what is so (hpy-sys/src/api/facts.rs): {found:#?}");
}

#[test]
fn features_of_doors_are_named_where_the_map_says() {
    let is_of_doors = |name: &str| ["abi3", "cpython", "embed", "own-door"].contains(&name);
    let names = |text: &str| text.split("feature = \"").skip(1).map(up_to_quote).any(is_of_doors);
    let mut found = offenders(&["hpy-rs/src", "hpy-macros/src"], names);
    found.sort();
    assert_eq!(found, ["hpy-rs/src/lib.rs", "hpy-rs/src/module/exports.rs"].map(PathBuf::from));
}

#[test]
fn pages_name_what_is_there() {
    let mut pages = vec![root().join("ARCHITECTURE.md"), root().join("CONTRIBUTING.md")];
    pages.extend(files(&root().join("docs/adr"), "md"));
    for page in pages {
        let text = read(&page);
        let quoted = text.split('`').skip(1).step_by(2);
        let is_path = |text: &&str| text.contains('/') && !text.contains([' ', '<', '*', '(']);
        let gone: Vec<_> = quoted.filter(is_path).filter(|path| !root().join(path).exists()).collect();
        assert!(gone.is_empty(), "{} names {gone:?}", page.display());
    }
}

/// The folders in `examples`.
fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples")).unwrap_or_else(|error| panic!("examples: {error}"));
    entries.flatten().map(|entry| entry.path()).filter(|path| path.join("Cargo.toml").exists()).collect()
}

/// What an example lacks of what each has: a page that says how it is built, tests, only safe code, a place in the README.
fn lacks(example: &Path, readme: &str) -> Vec<String> {
    let name = example.file_name().unwrap_or_default().to_string_lossy();
    let page = fs::read_to_string(example.join("README.md")).unwrap_or_default();
    let library = fs::read_to_string(example.join("src/lib.rs")).unwrap_or_default();
    let tests = files(&example.join("tests"), "py");
    let is_test = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("test_"));
    let wanted = [
        ("a README with its command", page.contains(&format!("cargo xtask build examples/{name}"))),
        ("tests", tests.iter().any(is_test)),
        ("#![forbid(unsafe_code)]", library.contains("#![forbid(unsafe_code)]")),
        ("a link in the README of the project", readme.contains(&format!("(examples/{name})"))),
    ];
    wanted.iter().filter(|(_, has)| !has).map(|(what, _)| format!("{name} lacks {what}")).collect()
}

#[test]
fn examples_are_complete() {
    let readme = read(&root().join("README.md"));
    let found = examples();
    assert!(found.len() >= 5, "{found:?}");
    let lacking: Vec<_> = found.iter().flat_map(|example| lacks(example, &readme)).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn pages_of_the_guide_are_tested_and_listed() {
    let library = read(&root().join("hpy-rs/src/lib.rs"));
    let index = read(&root().join("docs/guide/README.md"));
    let pages = files(&root().join("docs/guide"), "md");
    let names = pages.iter().filter_map(|page| page.file_name()).map(|name| name.to_string_lossy());
    let missing: Vec<_> = names
        .filter(|name| name != "README.md")
        .filter(|name| !library.contains(&format!("docs/guide/{name}")) || !index.contains(&format!("({name})")))
        .collect();
    assert!(missing.is_empty(), "not in hpy-rs/src/lib.rs or in the index: {missing:?}");
}

#[test]
fn decisions_are_short_and_numbered() {
    let mut pages = files(&root().join("docs/adr"), "md");
    pages.sort();
    for (page, number) in pages.iter().zip(1..) {
        let (name, text) = (page.file_name().unwrap_or_default().to_string_lossy(), read(page));
        assert!(name.starts_with(&format!("{number:04}-")), "{name} is not number {number}");
        assert!(text.starts_with(&format!("# {number}. ")), "{name} has another number in its title");
        assert!(text.lines().count() <= 60, "{name} is longer than a page");
    }
}

/// The links of a page to files.
fn links(page: &Path) -> Vec<PathBuf> {
    let text = read(page);
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let folder = page.parent().unwrap_or(page);
    targets.filter(|target| !target.contains("://")).map(|target| folder.join(target)).collect()
}

#[test]
fn links_lead_somewhere() {
    let tracked = ["README.md", "ARCHITECTURE.md", "SOUNDNESS.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    let mut pages: Vec<_> = tracked.iter().map(|name| root().join(name)).collect();
    pages.extend(files(&root().join("docs"), "md"));
    pages.extend(examples().iter().map(|example| example.join("README.md")));
    let dead: Vec<_> = pages.iter().flat_map(|page| links(page)).filter(|target| !target.exists()).collect();
    assert!(dead.is_empty(), "{dead:#?}");
}

/// The last cell of each row in a section of a page.
fn last_cells(section: &str) -> impl Iterator<Item = &str> {
    section.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.rsplit(" | ").next())
}

#[test]
fn probes_of_classes_are_there() {
    let page = read(&root().join("SOUNDNESS.md"));
    let section = page.split("### Of classes").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    let folders = ["tests/hostile", "tests/python", "examples"];
    let tests: Vec<_> = folders.iter().flat_map(|folder| files(&root().join(folder), "py")).collect();
    let code: String = tests.iter().map(|path| read(path)).collect();
    let is_there = |name: &&str| {
        let is_file = tests.iter().any(|path| path.ends_with(name)) || root().join(name).is_dir();
        is_file || code.contains(&format!("def {name}("))
    };
    let names: Vec<_> = last_cells(section).flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert!(names.len() > 20, "{names:?}");
    let missing: Vec<_> = names.into_iter().filter(|name| !is_there(name)).collect();
    assert!(missing.is_empty(), "SOUNDNESS.md names {missing:?}");
}

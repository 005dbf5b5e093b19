//! The code blocks of the guide and the README.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::workspace;

/// Builds for CPython alone.
pub(super) const BUILDS: &str = "docs/guide/builds.md";
/// Wheels.
pub(super) const WHEELS: &str = "docs/guide/wheels.md";
/// The debug mode.
pub(super) const DEBUGGING: &str = "docs/guide/debugging.md";
/// The first page of all.
pub(super) const README: &str = "README.md";

/// The one block of a page in this language that has `word` in it.
pub(super) fn block(page: &str, language: &str, word: &str) -> Result<String> {
    let text = fs::read_to_string(workspace::root().join(page)).with_context(|| format!("cannot read {page}"))?;
    one(&text, language, word).with_context(|| format!("{page} has not one block of {language} with {word}"))
}

fn one(text: &str, language: &str, word: &str) -> Result<String> {
    let fence = format!("\n```{language}\n");
    // The end of a block begins a line: Rust has such marks in comments, too.
    let blocks = text.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next());
    match blocks.filter(|block| block.contains(word)).collect::<Vec<_>>()[..] {
        [block] => Ok(format!("{block}\n")),
        ref found => bail!("there are {}", found.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::one;

    const PAGE: &str = "text\n\n```rust\n/// ```\n/// a\n/// ```\nfn a() {}\n```\n\n```sh\na\n```\n```sh\nb\n```\n";

    #[test]
    fn a_block_ends_at_the_beginning_of_a_line() {
        assert_eq!(one(PAGE, "rust", "fn a").unwrap(), "/// ```\n/// a\n/// ```\nfn a() {}\n");
        assert_eq!(one(PAGE, "sh", "b").unwrap(), "b\n");
    }

    #[test]
    fn there_is_one_or_it_is_an_error() {
        assert!(one(PAGE, "sh", "c").is_err());
        assert!(one(PAGE, "sh", "").is_err());
    }
}

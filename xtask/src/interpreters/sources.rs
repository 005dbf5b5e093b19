//! Where this machine gets its Debian packages from: read from apt's own sources, never written down here.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

/// The address of Debian's archive, from the first of apt's sources that names one.
pub(super) fn archive() -> Result<String> {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(parts) = fs::read_dir("/etc/apt/sources.list.d") {
        let mut parts: Vec<_> = parts.flatten().map(|part| part.path()).collect();
        parts.sort();
        files.extend(parts);
    }
    for file in &files {
        let Ok(text) = fs::read_to_string(file) else {
            continue;
        };
        let extension = file.extension().and_then(|extension| extension.to_str());
        let found = if extension == Some("sources") { from_stanzas(&text) } else { from_lines(&text) };
        if let Some(address) = found {
            return Ok(address);
        }
    }
    bail!("apt's sources on this machine name no Debian archive")
}

/// Reads the form of `NAME.sources`: fields in stanzas.
fn from_stanzas(text: &str) -> Option<String> {
    text.split("\n\n").find_map(|stanza| {
        let field = |name: &str| {
            let value = stanza.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            value.map(str::trim)
        };
        let address = field("URIs")?.split_whitespace().next()?;
        let disabled = field("Enabled").is_some_and(|enabled| enabled == "no");
        let suites = field("Suites")?;
        (!disabled && suites.split_whitespace().any(is_debian)).then(|| address.to_owned())
    })
}

/// Reads the form of `sources.list`: `deb [options] ADDRESS SUITE COMPONENT…`.
fn from_lines(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let rest = line.trim().strip_prefix("deb ")?.trim_start();
        let rest = match rest.strip_prefix('[') {
            Some(options) => options.split_once(']')?.1,
            None => rest,
        };
        let mut words = rest.split_whitespace();
        let address = words.next()?;
        words.next().is_some_and(is_debian).then(|| address.to_owned())
    })
}

/// Whether a suite is one of the main archive: the security archive has only what was mended.
fn is_debian(suite: &str) -> bool {
    const SUITES: [&str; 12] = [
        "buster",
        "bullseye",
        "bookworm",
        "trixie",
        "forky",
        "duke",
        "sid",
        "oldstable",
        "stable",
        "testing",
        "unstable",
        "experimental",
    ];
    SUITES.contains(&suite)
}

#[cfg(test)]
mod tests {
    use super::{from_lines, from_stanzas};

    #[test]
    fn stanzas_skip_other_archives() {
        let text = "Types: deb\nURIs: http://other/\nSuites: nodistro\n\n# why\nTypes: deb\nURIs: http://here/debian\n\
                    Suites: bookworm bookworm-updates\n\nTypes: deb\nURIs: http://sec/\nSuites: bookworm-security\n";
        assert_eq!(from_stanzas(text).as_deref(), Some("http://here/debian"));
    }

    #[test]
    fn stanzas_switched_off_do_not_count() {
        let text = "Enabled: no\nURIs: http://here/debian\nSuites: sid\n";
        assert_eq!(from_stanzas(text), None);
    }

    #[test]
    fn lines_may_carry_options() {
        let text = "# deb http://no/ sid main\ndeb-src http://no/ sid main\ndeb http://sec/ trixie-security main\n\
                    deb [arch=amd64 signed-by=/k] http://here/debian trixie main\n";
        assert_eq!(from_lines(text).as_deref(), Some("http://here/debian"));
    }

    #[test]
    fn other_distributions_have_none() {
        assert_eq!(from_lines("deb http://archive/ubuntu noble main\n"), None);
    }
}

//! The README as a newcomer follows it: its crate in an empty folder, its commands, its session, with the `python3` that is
//! there.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The code blocks of the README in this language.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let starts = readme.match_indices(&fence).map(|(at, _)| at + fence.len());
    starts.map(|start| readme[start..].split("```").next().unwrap_or_default().to_owned()).collect()
}

/// An empty folder beside a link to this project under the name that the README gives it.
fn empty_crate(project: &Path) -> PathBuf {
    // Not below this project: cargo would take the crate for a member that its workspace forgot.
    let parent = std::env::temp_dir().join(format!("hpy-rs-newcomer-{}", std::process::id()));
    fs::create_dir_all(parent.join("geometry/src")).unwrap();
    std::os::unix::fs::symlink(project, parent.join("hpy-rs")).unwrap();
    parent.join("geometry")
}

/// Whether a command of a newcomer's succeeds in `folder`, and what it says.
fn run(folder: &Path, command: &str) -> (bool, String) {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder);
    // The README's commands name target/: a newcomer has no target folder of another name.
    let output = shell.env_remove("CARGO_TARGET_DIR").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn a_newcomer_gets_a_working_import() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = fs::read_to_string(project.join("README.md")).unwrap();
    let folder = empty_crate(project);
    fs::write(folder.join("Cargo.toml"), &blocks(&readme, "toml")[0]).unwrap();
    fs::write(folder.join("src/lib.rs"), &blocks(&readme, "rust")[0]).unwrap();
    let blocks_of_commands = blocks(&readme, "sh");
    let commands = blocks_of_commands.iter().find(|block| block.contains("geometry.hpy0.so")).unwrap();
    assert_eq!(commands.lines().count(), 3, "{commands}");
    for command in commands.lines() {
        let (succeeded, output) = run(&folder, command);
        assert!(succeeded, "`{command}` failed:\n{output}");
    }
    let session = &blocks(&readme, "console")[0];
    for exchange in session.split("$ ").skip(1) {
        let (command, expected) = exchange.split_once('\n').unwrap();
        let (succeeded, output) = run(&folder, command);
        // The README leaves out the traceback of an error.
        let is_right = if succeeded { output == expected } else { output.ends_with(expected) };
        assert!(is_right, "`{command}` said:\n{output}");
    }
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

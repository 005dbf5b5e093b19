//! The README as a newcomer follows it: its crate in an empty folder, its three commands, its session.
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

fn run(folder: &Path, command: &str) -> (bool, String) {
    // The README's commands name target/: a newcomer has no target folder of another name.
    let output =
        Command::new("sh").args(["-c", command]).current_dir(folder).env_remove("CARGO_TARGET_DIR").output().unwrap();
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
    let commands = blocks(&readme, "sh").into_iter().find(|block| block.contains("geometry.hpy0.so")).unwrap();
    for command in commands.lines() {
        let (succeeded, output) = run(&folder, command);
        assert!(succeeded, "`{command}` failed:\n{output}");
    }
    let session = &blocks(&readme, "console")[0];
    let mut exchanges = session.split("$ ").skip(1).map(|exchange| exchange.split_once('\n').unwrap());
    exchanges.next().map(|(command, expected)| assert_eq!(run(&folder, command).1, expected)).unwrap();
    for (command, expected) in exchanges {
        let output = run(&folder, command).1;
        assert!(output.ends_with(expected), "`{command}` said:\n{output}");
    }
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

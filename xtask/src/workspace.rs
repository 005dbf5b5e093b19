//! The places of this repository: its root, cargo's target folder, the cargo that runs us.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The root of the repository that `cargo xtask` was called in.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // As it is now: clones that share a target folder may share our binary too.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let manifest = manifest.filter(|folder| folder.ends_with("xtask"));
        let mut root = manifest.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        root.pop();
        root
    })
}

/// Cargo's target folder, as cargo itself would choose it for this workspace.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The cargo that runs us, started at the root of the repository.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

//! The library that cargo makes of a crate.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Profile, Target};
use crate::workspace;

/// The part of cargo's messages that matters here.
#[derive(Debug, Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    target: Option<BuildTarget>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct BuildTarget {
    kind: Vec<String>,
}

/// Builds the crate at `path` for `target`; gives the shared library.
pub(super) fn build(path: &Path, target: &Target, profile: Profile) -> Result<PathBuf> {
    let manifest = path.join("Cargo.toml");
    if !manifest.exists() {
        bail!("no crate at {}: it has no Cargo.toml", path.display());
    }
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--lib", "--message-format=json-render-diagnostics", "--manifest-path"]).arg(&manifest);
    match profile {
        Profile::Release => drop(cargo.arg("--release")),
        Profile::Quick => drop(cargo.args(["--profile", "quick"])),
        Profile::Dev => {}
        Profile::Sanitized => sanitize(&mut cargo),
    }
    target.tell(&mut cargo);
    let output = cargo.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("{} does not build", path.display());
    }
    let manifest = manifest.canonicalize()?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut messages = messages.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    let library = messages.find_map(|message| library(&message, &manifest));
    library.with_context(|| {
        format!("{} is no shared library; its Cargo.toml needs\n[lib]\ncrate-type = [\"cdylib\"]", path.display())
    })
}

/// Lets `cargo` build with `AddressSanitizer`, which a stable compiler has but does not offer. Naming the target keeps it out
/// of macros and build scripts.
fn sanitize(cargo: &mut Command) {
    let target = format!("{}-unknown-linux-gnu", env::consts::ARCH);
    cargo.args(["--release", "--target", &target, "--target-dir"]).arg(workspace::target().join("sanitized"));
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
}

fn library(message: &Message, manifest: &Path) -> Option<PathBuf> {
    let ours = message.reason == "compiler-artifact" && message.manifest_path == manifest;
    let target = message.target.as_ref()?;
    if !ours || !target.kind.iter().any(|kind| kind == "cdylib") {
        return None;
    }
    let is_shared = |file: &&PathBuf| {
        let extension = file.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("so" | "dylib" | "dll"))
    };
    message.filenames.iter().find(is_shared).cloned()
}

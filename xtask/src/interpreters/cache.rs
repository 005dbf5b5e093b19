//! The cache folder: one folder an interpreter, each closed by a manifest, and a lock for those who write.
//!
//! A folder without a manifest is a fetch that did not end; it counts as absent and is replaced.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::Interpreter;

/// The user's cache folder of this project.
#[derive(Debug)]
pub(super) struct Cache {
    root: PathBuf,
}

/// What is written down about a fetched interpreter.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// What it was made from; another recipe makes it anew.
    pub(super) recipe: String,
    /// What it answered when it was first started.
    pub(super) interpreter: Interpreter,
    /// Anything more that a reader of the table should know.
    pub(super) note: Option<String>,
}

/// The lock held by whoever writes into the cache folder; dropping it gives it back.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Cache {
    /// Opens the cache folder, making it if need be.
    pub(super) fn open() -> Result<Self> {
        let root = location().context("no cache folder: set HPY_RS_CACHE, XDG_CACHE_HOME or HOME")?;
        fs::create_dir_all(&root).with_context(|| format!("cannot make {}", root.display()))?;
        let root = root.canonicalize()?;
        Ok(Self { root })
    }

    /// The folder called `name`.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Waits until no other run writes into the folder, then keeps others from doing so.
    pub(super) fn lock(&self) -> Result<Lock> {
        let path = self.folder("lock");
        let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("another run is fetching into {}: waiting for it", self.root.display());
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(Lock { _file: file })
    }

    /// The manifest of `name`, if it was fetched to the end.
    pub(super) fn manifest(&self, name: &str) -> Option<Manifest> {
        let text = fs::read_to_string(self.folder(name).join("manifest.json")).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Writes the manifest of `name`; from here on it counts as fetched.
    pub(super) fn close(&self, name: &str, manifest: &Manifest) -> Result<()> {
        let folder = self.folder(name);
        fs::create_dir_all(&folder)?;
        let mut text = serde_json::to_string_pretty(manifest)?;
        text.push('\n');
        let partial = folder.join("manifest.json.partial");
        fs::write(&partial, text)?;
        fs::rename(&partial, folder.join("manifest.json"))?;
        Ok(())
    }

    /// Makes the folder `name` by `fill`, in a folder beside it that gets the name only when all went well.
    ///
    /// `fill` gets the folder to write to; paths that it writes down must be those of [`Cache::folder`].
    pub(super) fn build(&self, name: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let staging = tempfile::Builder::new().prefix(&format!(".{name}-")).tempdir_in(&self.root)?;
        fill(staging.path())?;
        let folder = self.folder(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot replace {}", folder.display()))?;
        }
        fs::rename(staging.keep(), &folder)?;
        Ok(folder)
    }
}

fn location() -> Option<PathBuf> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("HPY_RS_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|dir| dir.join("hpy-rs")))
        .or_else(|| variable("HOME").map(|home| home.join(".cache/hpy-rs")))
}

//! The project of a user: a folder with a crate and a Python of its own, and the commands that are given there.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::interpreters::Interpreter;
use crate::process::{self, End};
use crate::workspace;

/// How long a command may take: cargo may have all there is to build.
const PATIENCE: Duration = Duration::from_mins(20);

/// What each has in its `Cargo.toml` that the guide does not say again and again.
const DEPENDENCIES: &str = "\n[dependencies]\nhpy-rs = { path = \"../hpy-rs/hpy-rs\" }\n";

/// A folder beside a link to this repository, under the name that the README gives it.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) folder: PathBuf,
}

impl Project {
    /// The project `name`, whose `python3` is `interpreter`. What cargo has built there is left.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub(super) fn new(interpreter: &Interpreter, name: &str) -> Result<Self> {
        // One folder for each interpreter: cargo does not see that another Python has come under the same name.
        let parent = workspace::target().join("users").join(&interpreter.name);
        let project = Self { folder: parent.join(name) };
        fs::create_dir_all(&parent).with_context(|| format!("cannot make {}", parent.display()))?;
        let link = parent.join("hpy-rs");
        let _ = fs::remove_file(&link);
        symlink(workspace::root(), &link).with_context(|| format!("cannot make {}", link.display()))?;
        project.write("bin/python3", &format!("#!/bin/sh\nexec '{}' \"$@\"\n", interpreter.program.display()))?;
        fs::set_permissions(project.folder.join("bin/python3"), fs::Permissions::from_mode(0o755))?;
        Ok(project)
    }

    /// Writes a file; one that is so already keeps its age, by which cargo goes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, file: &str, text: &str) -> Result<()> {
        let path = self.folder.join(file);
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes the crate `name` with more in its `Cargo.toml`, and with the versions of this repository.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_crate(&self, name: &str, more: &str, library: &str) -> Result<()> {
        let package = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
        self.write_manifest(&[&package, more, DEPENDENCIES].concat())?;
        self.write("src/lib.rs", library)
    }

    /// Writes `Cargo.toml`, of a workspace of its own since it is in the folder of another, and the versions of this repository.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_manifest(&self, text: &str) -> Result<()> {
        self.write("Cargo.toml", &format!("{text}\n[workspace]\n"))?;
        fs::copy(workspace::root().join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        Ok(())
    }

    /// Runs commands as they are typed in this folder; gives what they say.
    ///
    /// # Errors
    /// When one fails, or takes too long.
    pub(super) fn run(&self, commands: &str) -> Result<String> {
        let (succeeded, said) = self.attempt(commands)?;
        if !succeeded {
            bail!("{}:\n{}", commands.trim(), process::excerpt(&said, 20, 60));
        }
        Ok(said)
    }

    /// Runs commands; gives whether all succeeded, and what they say.
    ///
    /// # Errors
    /// When there is no shell.
    pub(super) fn attempt(&self, commands: &str) -> Result<(bool, String)> {
        let mut shell = process::python("sh");
        let first = ["venv/bin", "bin"].map(|folder| self.folder.join(folder).into_os_string());
        let path = [&first[..], &[env::var_os("PATH").unwrap_or_default()]].concat().join(OsStr::new(":"));
        // The commands name target/: a user has no target folder of another name.
        shell.args(["-ec", commands]).current_dir(&self.folder).env("PATH", path).env_remove("CARGO_TARGET_DIR");
        // Nobody looks how fast it is.
        shell.envs(
            [("OPT_LEVEL", "0"), ("LTO", "off")].map(|(name, value)| (format!("CARGO_PROFILE_RELEASE_{name}"), value)),
        );
        let finished = process::run_limited(&mut shell, PATIENCE)?;
        let succeeded = matches!(finished.end, End::Exited(status) if status.success());
        Ok((succeeded, finished.output))
    }

    /// Removes files that an earlier run has left; there need not be any.
    pub(super) fn remove(&self, names: &[&str]) {
        for path in names.iter().map(|name| self.folder.join(name)) {
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

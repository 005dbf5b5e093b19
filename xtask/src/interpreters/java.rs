//! Java virtual machines: those of the machine, or one unpacked from Debian.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::cache::Cache;
use super::catalogue::{JRE, Java, Jre};
use super::debian::{Archive, find};
use crate::process;

/// A `java` that fits: the machine's, or else one unpacked into the cache folder.
pub(super) fn obtain(cache: &Cache, archive: &Archive<'_>, java: Java) -> Result<PathBuf> {
    if let Some(program) = on_machine(java) {
        return Ok(program);
    }
    unpacked(cache, archive, java.otherwise).with_context(|| {
        format!("no Java {} to {} on this machine, and none can be unpacked", java.oldest, java.newest)
    })
}

/// The oldest `java` of the machine that fits.
fn on_machine(java: Java) -> Option<PathBuf> {
    let fitting = homes().into_iter().filter_map(|home| Some((version(&home)?, home.join("bin/java"))));
    let fitting =
        fitting.filter(|(version, program)| (java.oldest..=java.newest).contains(version) && program.exists());
    fitting.min_by_key(|(version, _)| *version).map(|(_, program)| program)
}

/// The homes of the machine's Java virtual machines.
fn homes() -> Vec<PathBuf> {
    let mut homes: Vec<PathBuf> = env::var_os("JAVA_HOME").map(PathBuf::from).into_iter().collect();
    let path = env::var_os("PATH").unwrap_or_default();
    homes.extend(env::split_paths(&path).filter_map(|dir| {
        let program = dir.join("java").canonicalize().ok()?;
        Some(program.parent()?.parent()?.to_owned())
    }));
    let user = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    for folder in ["/usr/lib/jvm".into(), user.join(".sdkman/candidates/java"), user.join(".jdks")] {
        let Ok(found) = fs::read_dir(folder) else {
            continue;
        };
        homes.extend(found.flatten().map(|home| home.path()));
    }
    homes
}

/// The major version in a home's `release` file.
fn version(home: &Path) -> Option<u32> {
    let release = fs::read_to_string(home.join("release")).ok()?;
    let line = release.lines().find_map(|line| line.strip_prefix("JAVA_VERSION="))?;
    line.trim_matches('"').split(['.', '-', '+']).next()?.parse().ok()
}

fn unpacked(cache: &Cache, archive: &Archive<'_>, jre: &Jre) -> Result<PathBuf> {
    let program = |home: &Path| find(home, &|path| path.ends_with("bin/java"));
    let name = format!("jre{}", jre.version);
    let folder = cache.folder(&name);
    if let Some(program) = program(&folder)
        && starts(&program)
    {
        return Ok(program);
    }
    println!("{name}: unpacking Java {} from Debian {}", jre.version, jre.suite);
    let version = jre.version.to_string();
    let packages = JRE.map(|package| package.replace("{}", &version));
    let folder = cache.build(&name, |staging| {
        archive.unpack(jre.suite, &packages, staging)?;
        let program = program(staging).context("the packages hold no java")?;
        let home = program.ancestors().nth(2).context("java lies too high")?.to_owned();
        archive.patch(staging, &folder, &program, &[home.join("lib")])?;
        restore_configuration(staging, &home)
    })?;
    program(&folder).context("the packages hold no java")
}

fn starts(program: &Path) -> bool {
    process::output(std::process::Command::new(program).arg("-version")).is_ok()
}

/// Debian keeps a Java's configuration in `/etc` and links to it; unpacked, the links lead astray.
fn restore_configuration(staging: &Path, home: &Path) -> Result<()> {
    let etc = staging.join("etc");
    let source = fs::read_dir(&etc)?.flatten().map(|entry| entry.path());
    let source = source.into_iter().find(|path| path.join("security").exists());
    let conf = home.join("conf");
    if conf.is_symlink() {
        fs::remove_file(&conf)?;
    } else if conf.exists() {
        fs::remove_dir_all(&conf)?;
    }
    copy_tree(&source.context("the packages hold no configuration")?, &conf)
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else if entry.path().exists() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

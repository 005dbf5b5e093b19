//! From the catalogue to interpreters that answer: look first, then fetch what is missing.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use super::cache::{Cache, Manifest};
use super::catalogue::{Debian, LIBRARIES, Maven, Source, Wanted};
use super::debian::{Archive, find};
use super::{Entry, Interpreter, cpython, from_source, java, maven, verify};
use crate::parallel::in_parallel;

/// Downloads wait for the network more than for a processor.
const WORKERS: usize = 4;

/// Counts the ways in which entries were put together; raise it when that changes.
const REVISION: u32 = 1;

/// An entry, and whether fetching could make it better.
struct State {
    entry: Entry,
    complete: bool,
}

/// Looks for every wanted interpreter and, with `fetch`, fetches those that are not there.
pub(super) fn all(cache: &Cache, wanted: &[Wanted], fetch: bool) -> Result<Vec<Entry>> {
    let mut states = in_parallel(WORKERS, wanted, |wanted| look(cache, wanted))?;
    if fetch && states.iter().any(|state| !state.complete) {
        let _lock = cache.lock()?;
        let archive = Archive::new(cache);
        let missing: Vec<usize> = (0..states.len()).filter(|&at| !states[at].complete).collect();
        let fetched = in_parallel(WORKERS, &missing, |&at| {
            // Another run may have fetched it while we waited for the lock.
            let again = look(cache, &wanted[at]);
            if again.complete { again.entry } else { get(cache, &archive, &wanted[at], again.entry) }
        })?;
        for (at, entry) in missing.into_iter().zip(fetched) {
            states[at].entry = entry;
        }
    }
    Ok(states.into_iter().map(|state| state.entry).collect())
}

/// What is there without fetching anything.
fn look(cache: &Cache, wanted: &Wanted) -> State {
    let entry = |outcome, note| Entry { name: wanted.name.clone(), outcome, note };
    let mut reason = "not fetched yet: cargo xtask interpreters --fetch".to_owned();
    if let Some(manifest) = cache.manifest(&wanted.name).filter(|manifest| manifest.recipe == recipe(wanted)) {
        match verify::start(&manifest.interpreter.program, wanted) {
            Ok(found) => {
                return State { entry: entry(Ok(found), manifest.note), complete: true };
            }
            Err(error) => reason = format!("fetched before, but {error:#}"),
        }
    }
    let Source::Machine { hpy, otherwise } = &wanted.source else {
        return State { entry: entry(Err(reason), None), complete: false };
    };
    match on_machine(wanted) {
        Some(found) if *hpy => {
            let note = "no hpy for it yet: cargo xtask interpreters --fetch".to_owned();
            State { entry: entry(Ok(found), Some(note)), complete: false }
        }
        Some(found) => State { entry: entry(Ok(found), None), complete: true },
        None if otherwise.is_some() => State { entry: entry(Err(reason), None), complete: false },
        None => {
            let reason = format!("no python3.{} on PATH or under pyenv", wanted.python.1);
            State { entry: entry(Err(reason), None), complete: true }
        }
    }
}

fn on_machine(wanted: &Wanted) -> Option<Interpreter> {
    cpython::on_machine(wanted.python.1).iter().find_map(|program| verify::start(program, wanted).ok())
}

/// Fetches one; where that fails, what was there before stays, with the reason.
fn get(cache: &Cache, archive: &Archive<'_>, wanted: &Wanted, before: Entry) -> Entry {
    let start = Instant::now();
    println!("{}: fetching", wanted.name);
    match made(cache, archive, wanted) {
        Ok(found) => {
            println!("{}: ready after {} s", wanted.name, start.elapsed().as_secs());
            Entry { outcome: Ok(found), note: None, ..before }
        }
        Err(error) => {
            let reason = format!("{error:#}");
            println!("{}: {}", wanted.name, reason.lines().next().unwrap_or("failed"));
            match before.outcome {
                Ok(found) => {
                    let note = Some(format!("runs without hpy: {reason}"));
                    Entry { name: before.name, outcome: Ok(found), note }
                }
                Err(_) => Entry { outcome: Err(reason), ..before },
            }
        }
    }
}

fn made(cache: &Cache, archive: &Archive<'_>, wanted: &Wanted) -> Result<Interpreter> {
    let name = &wanted.name;
    let program = match &wanted.source {
        Source::Machine { hpy: true, .. } => virtual_environment(cache, wanted)?,
        Source::Debian(debian) | Source::Machine { otherwise: Some(debian), .. } => {
            unpacked(cache, archive, wanted, debian, "")?
        }
        Source::DebianDebug(debian) => unpacked(cache, archive, wanted, debian, "d")?,
        Source::Sources { suite, package } => from_source::build(cache, archive, wanted, suite, package)?,
        Source::Maven(maven) => jars(cache, archive, name, *maven)?,
        Source::Machine { .. } => bail!("no python3.{} on PATH or under pyenv", wanted.python.1),
    };
    let interpreter = verify::start(&program, wanted)?;
    let manifest = Manifest { recipe: recipe(wanted), interpreter: interpreter.clone(), note: None };
    cache.close(name, &manifest)?;
    Ok(interpreter)
}

/// A virtual environment with `hpy`, made with the first Python of the machine that can make one.
fn virtual_environment(cache: &Cache, wanted: &Wanted) -> Result<PathBuf> {
    let mut failure = anyhow!("no python3.{} on PATH or under pyenv", wanted.python.1);
    for python in cpython::on_machine(wanted.python.1) {
        match cpython::with_hpy(cache, &wanted.name, &python) {
            Ok(program) => return Ok(program),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn unpacked(cache: &Cache, archive: &Archive<'_>, wanted: &Wanted, debian: &Debian, suffix: &str) -> Result<PathBuf> {
    let version = format!("{}.{}", wanted.python.0, wanted.python.1);
    let own = debian.packages.iter().map(|package| package.replace("{}", &version));
    let packages: Vec<String> = own.chain(LIBRARIES.map(str::to_owned)).collect();
    let binary = format!("{}{}{suffix}", debian.binary, wanted.python.1);
    let folder = cache.folder(&wanted.name);
    let folder = cache.build(&wanted.name, |staging| {
        archive.unpack(debian.suite, &packages, staging)?;
        let program = find(staging, &|path| path.ends_with(&binary));
        archive.patch(staging, &folder, &program.context("the packages hold no interpreter")?, &[])
    })?;
    Ok(folder.join(binary))
}

fn jars(cache: &Cache, archive: &Archive<'_>, name: &str, maven: Maven) -> Result<PathBuf> {
    let java = java::obtain(cache, archive, maven.java)?;
    let folder = cache.folder(name);
    let folder = cache.build(name, |staging| maven::fill(maven, &java, staging, &folder))?;
    Ok(maven::program(&folder))
}

/// What an entry is made from, as text: when it changes, the entry is made anew.
fn recipe(wanted: &Wanted) -> String {
    format!("{REVISION} {:?}", wanted.source)
}

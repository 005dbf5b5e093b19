//! The files of a module and of those inside it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::class;
use super::described::{Described, ModuleStubEntry, Role};
use super::function::{definition, docstring, is_name};
use super::names::Names;
use super::owners::{Owner, Owners, address};
use crate::module::ModuleEntry;

/// The first line of each file. The hook that builds wheels looks for it.
const MADE: &str = "# Made by hpy-rs.";

/// The path of each file and its text.
pub(super) fn files(root: &'static ModuleEntry) -> Vec<(String, String)> {
    let owners = Owners::of(root);
    owners.modules.iter().map(|module| (path(root, module), text(&owners, module))).collect()
}

/// `geometry.pyi`; with modules inside it `geometry/__init__.pyi` and `geometry/shapes.pyi`.
fn path(root: &ModuleEntry, module: &Owner) -> String {
    let mut path = root.name.to_string_lossy().into_owned();
    for part in module.path.split('.').filter(|part| !part.is_empty()) {
        path.extend(["/", part]);
    }
    path + if module.is_package { "/__init__.pyi" } else { ".pyi" }
}

fn text(owners: &Owners, module: &Owner) -> String {
    let mut names = Names::new(owners, module, taken(module));
    let mut parts: Vec<Vec<String>> = Vec::new();
    parts.push(vec![all(module)]);
    let constants = constants(module.entry, &mut names);
    if !constants.is_empty() {
        parts.push(constants);
    }
    parts.extend(classes(module, &mut names));
    let functions = functions(module);
    parts.extend(functions.iter().map(|function| {
        let returned = names.show(&(function.hint)());
        definition(function, None, &returned, &mut names)
    }));
    let submodules: Vec<_> = module.entry.submodules().iter().map(|entry| entry.name.to_string_lossy()).collect();
    let submodules = submodules.iter().map(|name| format!("from . import {name} as {name}"));
    let [mut imports, aliases] = names.finish();
    imports.extend(submodules);
    let head = docstring(&module.entry.doc.to_string_lossy()).into_iter().chain([imports, aliases]);
    let parts: Vec<_> = head.chain(parts).filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect();
    format!("{MADE}\n{}\n", parts.join("\n\n"))
}

/// All names that the module has.
fn taken(module: &Owner) -> HashSet<&str> {
    let described = module.items.described.iter().map(|described| described.name);
    let shown = module.items.shown.iter().map(|shown| shown.name());
    let constants = module.entry.constants.iter().map(|constant| constant.name);
    let classes = module.classes.iter().map(|class| class.name());
    let submodules = module.entry.submodules().into_iter().map(|entry| entry.name);
    let others = classes.chain(submodules).filter_map(|name| name.to_str().ok());
    described.chain(shown).chain(constants).chain(others).collect()
}

/// The line for `__all__`.
fn all(module: &Owner) -> String {
    let added = said(module.entry).flat_map(|said| declared(said.text));
    let names: BTreeSet<_> = taken(module).into_iter().filter(|name| is_name(name)).chain(added).collect();
    format!("__all__ = {names:?}").replace('{', "[").replace('}', "]")
}

/// The names that lines of a stub declare for others to see: what is at the beginning of a line, or behind `def` or `class`.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = ["def ", "class "].iter().find_map(|before| line.strip_prefix(before)).unwrap_or(line);
        let end = line.find(|character: char| character != '_' && !character.is_alphanumeric())?;
        let (name, rest) = line.split_at(end);
        let is_declared = rest.trim_start().starts_with([':', '=', '(']);
        (is_declared && !name.starts_with('_') && is_name(name)).then_some(name)
    })
}

/// What the module says of its stub.
fn said(entry: &ModuleEntry) -> impl Iterator<Item = &'static ModuleStubEntry> {
    let path = entry.path;
    inventory::iter::<ModuleStubEntry>.into_iter().filter(move |said| said.path == path)
}

/// The constants, and the lines that stand there as they are.
fn constants(entry: &ModuleEntry, names: &mut Names<'_>) -> Vec<String> {
    let mut constants: Vec<_> = said(entry).flat_map(|said| said.constants).collect();
    constants.sort_by_key(|(name, _)| *name);
    let constants = constants.iter().map(|(name, hint)| format!("{name}: {}", names.show(&hint())));
    constants.chain(said(entry).flat_map(|said| said.text.trim().lines().map(str::to_owned))).collect()
}

/// The classes, with exceptions and enums, by name. What another module has shown before is imported from there.
fn classes(module: &Owner, names: &mut Names<'_>) -> Vec<Vec<String>> {
    let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for own in &module.classes {
        if names.is_own(address(*own)) {
            classes.insert(own.name().to_string_lossy().into_owned(), class::class(own, None, names));
        }
    }
    for shown in &module.items.shown {
        if names.is_own(address(*shown)) {
            let described = &module.items.described;
            let base = described.iter().find(|other| other.role == Role::Base && other.name == shown.name());
            let base = base.map(|base| (base.hint)());
            let lines = class::shown(shown.name(), &shown.described(), base.as_ref(), names);
            classes.insert(shown.name().to_owned(), lines);
        }
    }
    classes.into_iter().filter(|(name, _)| is_name(name)).map(|(_, lines)| lines).collect()
}

/// The functions, by name.
fn functions(module: &Owner) -> Vec<&Described> {
    let described = module.items.described.iter();
    let mut functions: Vec<_> =
        described.filter(|described| described.role == Role::Function && is_name(described.name)).collect();
    functions.sort_by_key(|function| function.name);
    functions
}

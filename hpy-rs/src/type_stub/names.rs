//! [`Names`]: how a stub calls types, and what it imports for that.

use std::collections::{BTreeSet, HashSet};

use super::owners::{Owner, Owners};
use crate::type_hint::{Form, TypeHint};

/// Names of `builtins` that hints have. A member or a function can have the same.
const BUILTINS: [&str; 18] = [
    "bool",
    "bytearray",
    "bytes",
    "complex",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "memoryview",
    "object",
    "property",
    "range",
    "set",
    "slice",
    "str",
    "tuple",
    "type",
];

/// The names of one stub.
pub(super) struct Names<'o> {
    owners: &'o Owners,
    module: &'o Owner,
    /// What the module has of its own.
    of_module: HashSet<&'o str>,
    /// What the class has that is being written.
    of_class: HashSet<&'static str>,
    /// The lines that import, and those that give a class another name.
    imports: BTreeSet<String>,
    aliases: BTreeSet<String>,
}

impl<'o> Names<'o> {
    pub(super) fn new(owners: &'o Owners, module: &'o Owner, of_module: HashSet<&'o str>) -> Self {
        let (of_class, imports, aliases) = (HashSet::new(), BTreeSet::new(), BTreeSet::new());
        Names { owners, module, of_module, of_class, imports, aliases }
    }

    /// What `write` gives for a class with members of these names, which hide others within it.
    pub(super) fn within<T>(
        &mut self,
        members: impl IntoIterator<Item = &'static str>,
        write: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let around = std::mem::replace(&mut self.of_class, members.into_iter().collect());
        let written = write(self);
        self.of_class = around;
        written
    }

    /// The lines that stand before all others: imports, and second names.
    pub(super) fn finish(self) -> [Vec<String>; 2] {
        [self.imports, self.aliases].map(|lines| lines.into_iter().collect())
    }

    fn is_taken(&self, name: &str) -> bool {
        self.of_module.contains(name) || self.of_class.contains(name)
    }

    /// The type as the stub says it.
    pub(super) fn show(&mut self, hint: &TypeHint) -> String {
        hint.show_by(&mut |form| match form {
            Form::Named(text) | Form::Of(text, _) => self.text(text),
            Form::Own(address, _) => self.own(*address),
            Form::Union(_) => String::new(), // Its members are shown one by one.
        })
    }

    /// A text with dotted names in it, whose modules are imported.
    pub(super) fn text(&mut self, text: &str) -> String {
        let (mut shown, mut quote) = (String::new(), None);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_part = |character: char| character == '_' || character == '.' || character.is_alphanumeric();
            let is_name = quote.is_none() && (first == '_' || first.is_alphabetic());
            let length = if is_name {
                rest.find(|character| !is_part(character)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (part, behind) = rest.split_at(length);
            rest = behind;
            if is_name {
                shown += &self.dotted(part);
                continue;
            }
            if matches!(first, '"' | '\'') {
                quote = if quote == Some(first) { None } else { quote.or(Some(first)) };
            }
            shown += part;
        }
        shown
    }

    /// A name, with its module if it is of one.
    fn dotted(&mut self, name: &str) -> String {
        let Some((module, own)) = name.rsplit_once('.') else {
            if self.is_taken(name) && BUILTINS.contains(&name) {
                self.imports.insert("import builtins".to_owned());
                return format!("builtins.{name}");
            }
            return name.to_owned();
        };
        let first = module.split('.').next().unwrap_or(module);
        if self.owners.shows(&self.module.path, first) {
            return name.to_owned(); // A class within another one.
        }
        if self.is_taken(first) {
            let alias = format!("_{}", module.replace('.', "_"));
            self.imports.insert(format!("import {module} as {alias}"));
            return format!("{alias}.{own}");
        }
        self.imports.insert(format!("import {module}"));
        name.to_owned()
    }

    /// Whether this module is the one that shows what stands at this address. If not, its name is imported.
    pub(super) fn is_own(&mut self, address: usize) -> bool {
        match self.owners.find(address) {
            Some((path, name)) if path != self.module.path => {
                self.imports.insert(format!("from {} import {name} as {name}", self.relative(path)));
                false
            }
            _ => true,
        }
    }

    /// A class, an exception or an enum of the file; nothing is known of one that no module shows.
    fn own(&mut self, address: usize) -> String {
        let Some((path, name)) = self.owners.find(address) else { return self.text("typing.Any") };
        let alias = format!("_{name}");
        if path == self.module.path {
            if !self.of_class.contains(name) {
                return name.to_owned();
            }
            let kind = self.text("typing_extensions.TypeAlias");
            self.aliases.insert(format!("{alias}: {kind} = {name}"));
            return alias;
        }
        self.imports.insert(format!("from {} import {name} as {alias}", self.relative(path)));
        alias
    }

    /// Another module of the file, as an import here names it.
    fn relative(&self, path: &str) -> String {
        let depth = self.module.path.split('.').filter(|part| !part.is_empty()).count();
        format!("{}{path}", ".".repeat(depth + usize::from(self.module.is_package)))
    }
}

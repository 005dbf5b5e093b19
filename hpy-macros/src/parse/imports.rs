//! What the `use`s of a module bring in: it does not see those of the file around it, which is easily forgotten.

use syn::{Item, UseTree};

/// The names that a module may have imported.
pub(super) struct Imports {
    names: Vec<String>,
    /// Whether any name may be there: by a `*`, or by a macro.
    any: bool,
}

impl Imports {
    pub(super) fn of(content: &[Item]) -> Self {
        let mut imports = Imports { names: Vec::new(), any: false };
        for item in content {
            match item {
                Item::Use(import) => imports.add(&import.tree),
                Item::Macro(_) | Item::ExternCrate(_) | Item::Verbatim(_) => imports.any = true,
                _ => {}
            }
        }
        imports
    }

    fn add(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.add(&path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(tree)),
            UseTree::Name(name) => self.names.push(name.ident.to_string()),
            UseTree::Rename(rename) => self.names.push(rename.rename.to_string()),
            UseTree::Glob(_) => self.any = true,
        }
    }

    /// Whether `name` may be among them.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.any || self.names.iter().any(|imported| imported == name)
    }
}

//! [`Owners`]: where a file shows its classes, exceptions and enums.

use std::collections::HashMap;

use crate::class::Class;
use crate::module::{Items, ModuleEntry};

/// A module of the file that stubs are written for.
pub(super) struct Owner {
    pub(super) entry: &'static ModuleEntry,
    /// The names behind the root's: `shapes.round`; empty for the root.
    pub(super) path: String,
    pub(super) items: Items,
    pub(super) classes: Vec<&'static Class>,
    /// Whether it has modules inside, so that its stub is the `__init__.pyi` of a folder.
    pub(super) is_package: bool,
}

/// All of them, and by its address what each shows: the path of the module, and the name there.
pub(super) struct Owners {
    pub(super) modules: Vec<Owner>,
    shown: HashMap<usize, (String, String)>,
}

impl Owners {
    /// Those of a root, which stands first.
    pub(super) fn of(root: &'static ModuleEntry) -> Self {
        let mut owners = Owners { modules: Vec::new(), shown: HashMap::new() };
        owners.add(root, "");
        owners
    }

    fn add(&mut self, entry: &'static ModuleEntry, path: &str) {
        let items = entry.items();
        // Names taken twice are told by the import.
        let classes = entry.classes(&items).unwrap_or_default();
        let submodules = entry.submodules();
        for class in &classes {
            self.note(address(*class), path, &class.name().to_string_lossy());
        }
        for shown in &items.shown {
            self.note(address(*shown), path, shown.name());
        }
        self.modules.push(Owner { entry, path: path.to_owned(), items, classes, is_package: !submodules.is_empty() });
        for submodule in submodules {
            let name = submodule.name.to_string_lossy();
            self.add(submodule, &if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") });
        }
    }

    /// The first module that shows it has it.
    fn note(&mut self, address: usize, path: &str, name: &str) {
        self.shown.entry(address).or_insert_with(|| (path.to_owned(), name.to_owned()));
    }

    /// Whether the module at `path` shows something by this name that is no function.
    pub(super) fn shows(&self, path: &str, name: &str) -> bool {
        self.shown.values().any(|(own, shown)| own == path && shown == name)
    }

    /// The path of the module that shows what stands at this address, and its name there.
    pub(super) fn find(&self, address: usize) -> Option<(&str, &str)> {
        self.shown.get(&address).map(|(path, name)| (path.as_str(), name.as_str()))
    }
}

/// Where the static is that stands for something.
pub(super) fn address<T: ?Sized>(item: &'static T) -> usize {
    std::ptr::from_ref(item).cast::<()>().addr()
}

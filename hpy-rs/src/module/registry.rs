//! The entries that expansions register through `inventory`, from anywhere in a crate.
//!
//! Items of every crate in the file are there, in no order: an item belongs to the module whose Rust path is the longest
//! prefix of its own, so those of other crates belong to none.

use std::ffi::CStr;

use super::submodule::Submodules;
use crate::Result;
use crate::class::{Class, HpyType, PythonEnum, TypeEntry};
use crate::error::NewException;
use crate::handle::Handle;
use crate::macro_support::{Home, Method};
use crate::types::PyModule;

/// A `#[hpy_function]` or an enum of Python's module `enum`, under the path of the Rust module it stands in.
#[derive(Debug)]
pub struct ItemEntry {
    path: &'static str,
    add: AddItem,
}

impl ItemEntry {
    /// `path` is the `module_path!()` at the item, which `add` adds.
    pub const fn new(path: &'static str, add: AddItem) -> Self {
        ItemEntry { path, add }
    }
}

inventory::collect!(ItemEntry);

/// A type that stands for one `#[hpy_module]`.
pub trait ModuleDefinition {
    /// What the module consists of, besides what `inventory` brings.
    const ENTRY: ModuleEntry;
}

/// An `#[hpy_module]`.
#[derive(Clone, Copy, Debug)]
pub struct ModuleEntry {
    /// The path of the Rust module itself: `module_path!()` and its name.
    pub path: &'static str,
    /// The name in Python, without parents.
    pub name: &'static CStr,
    /// The doc text; empty for none.
    pub doc: &'static CStr,
    /// Set for one that is inside another one.
    pub submodule: Option<&'static Submodules>,
    /// What `#[hpy_export] use` names.
    pub exports: &'static [AddItem],
    /// What `#[hpy_export] const` names.
    pub constants: &'static [ConstantEntry],
    /// The `#[hpy_init]` function.
    pub init: Option<ModuleInit>,
}

inventory::collect!(ModuleEntry);

/// An `#[hpy_init]` function.
pub type ModuleInit = for<'a, 'ctx> fn(&'a Handle<'ctx, PyModule>) -> Result<()>;

/// A constant of a module.
#[derive(Clone, Copy, Debug)]
pub struct ConstantEntry {
    /// Its name.
    pub name: &'static str,
    /// Makes the object.
    pub make: for<'ctx> fn(crate::Context<'ctx>) -> Result<Handle<'ctx>>,
}

/// What `#[hpy_export] use` can name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be exported",
    label = "is nothing that Python could see",
    note = "put `#[hpy_type]` on a struct or enum, `#[hpy_function]` on a function; exceptions are made by `create_exception!`"
)]
pub trait Export {
    /// Adds it.
    fn export(items: &mut Items);
}

/// [`Export::export`] of something.
pub(crate) type AddItem = fn(&mut Items);

/// An object that a module shows, and that is neither a function nor a class. Only what exports one knows how it is made, so
/// that no module carries the code for what it has not.
pub(crate) trait Shown: Sync {
    /// What it is called.
    fn name(&self) -> &'static str;

    /// Sets it in a module.
    fn show_in(&self, module: &Handle<'_, PyModule>) -> Result<()>;

    /// What the stub says of it.
    #[cfg(feature = "type-stubs")]
    fn described(&self) -> crate::type_stub::DescribedClass;
}

/// The items of a module, as they are gathered.
#[derive(Default)]
pub struct Items {
    functions: Vec<Method>,
    pub(crate) shown: Vec<&'static dyn Shown>,
    classes: Vec<&'static Class>,
    /// What the stub says of functions.
    #[cfg(feature = "type-stubs")]
    pub(crate) described: Vec<crate::type_stub::Described>,
}

impl std::fmt::Debug for Items {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Items")
    }
}

impl Items {
    pub(crate) fn function(&mut self, method: Method) {
        self.functions.push(method);
    }

    pub(super) fn function_names(&self) -> impl Iterator<Item = &'static CStr> {
        self.functions.iter().map(|method| method.0.name())
    }

    /// Says where the function that was added last finds its module.
    pub fn at_home(&mut self, home: fn() -> &'static Home) {
        if let Some(function) = self.functions.last_mut() {
            function.1 = Some(home);
        }
    }

    /// A `#[hpy_type]`.
    #[inline(always)]
    pub fn class<T: HpyType>(&mut self) {
        self.class_of(T::class());
    }

    #[inline(never)]
    fn class_of(&mut self, class: &'static Class) {
        self.classes.push(class);
    }

    /// A `#[hpy_type(enum = "…")]`.
    pub fn python_enum(&mut self, definition: &'static PythonEnum) {
        self.shown.push(definition);
    }

    /// An exception made by `create_exception!`.
    pub fn exception(&mut self, exception: &'static NewException) {
        self.shown.push(exception);
    }
}

impl ModuleEntry {
    /// All modules of the file.
    pub(super) fn all() -> impl Iterator<Item = &'static ModuleEntry> {
        inventory::iter::<ModuleEntry>.into_iter()
    }

    /// What to do with submodules, if there are any in the file.
    pub(super) fn nested() -> Option<&'static Submodules> {
        Self::all().find_map(|module| module.submodule)
    }

    /// Whether an item at `path` is within this module's Rust path.
    fn contains(&self, path: &str) -> bool {
        path.strip_prefix(self.path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    }

    /// The module that an item at `path` belongs to.
    pub(super) fn owner_of(path: &str) -> Option<&'static ModuleEntry> {
        Self::all().filter(|module| module.contains(path)).max_by_key(|module| module.path.len())
    }

    /// The submodules directly inside this one, by name.
    pub(crate) fn submodules(&self) -> Vec<&'static ModuleEntry> {
        let inside = |module: &&ModuleEntry| {
            let parent = module.path.rsplit_once("::").map_or("", |(parent, _)| parent);
            module.submodule.is_some() && Self::owner_of(parent).is_some_and(|owner| owner.path == self.path)
        };
        let mut modules: Vec<_> = Self::all().filter(inside).collect();
        sort_by(&mut modules, |module| module.name);
        modules
    }

    /// What the module exports, and what is registered in it.
    pub(crate) fn items(&self) -> Items {
        let mut items = Items::default();
        self.exports.iter().for_each(|add| add(&mut items));
        let registered = inventory::iter::<ItemEntry>.into_iter();
        registered.filter(|entry| self.owns(entry.path)).for_each(|entry| (entry.add)(&mut items));
        sort_by(&mut items.shown, |shown| shown.name());
        items
    }

    /// The module's functions, by name.
    pub(super) fn functions(&self) -> Vec<Method> {
        let mut functions = self.items().functions;
        sort_by(&mut functions, |method| method.0.name());
        functions
    }

    /// The module's classes, by name: registered ones and exported ones.
    ///
    /// # Errors
    /// A text that says which name is taken twice.
    pub(crate) fn classes(&self, exported: &Items) -> Result<Vec<&'static Class>, String> {
        let registered = TypeEntry::all().filter(|entry| self.owns(entry.path)).map(|entry| (entry.class)());
        let mut classes = exported.classes.clone();
        classes.extend(registered);
        sort_by(&mut classes, |class| class.name());
        classes.dedup_by(|one, other| std::ptr::eq(*one, *other));
        match classes.windows(2).find(|pair| pair[0].name() == pair[1].name()) {
            Some(pair) => {
                let (name, module) = (pair[0].name().to_string_lossy(), self.name.to_string_lossy());
                Err(format!("module '{module}' has two classes named '{name}'"))
            }
            None => Ok(classes),
        }
    }

    fn owns(&self, path: &str) -> bool {
        Self::owner_of(path).is_some_and(|owner| owner.path == self.path)
    }
}

/// Sorts by name. The lists are short, and each use of a sort of the library's adds 7 KiB to every module.
fn sort_by<T, K: Ord>(items: &mut [T], name: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        let mut place = end;
        while place > 0 && name(&items[place]) < name(&items[place - 1]) {
            items.swap(place, place - 1);
            place -= 1;
        }
    }
}

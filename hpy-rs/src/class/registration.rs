//! [`TypeEntry`]: a class, registered through `inventory` under the path of the Rust module it stands in.

use super::{Class, HpyType};

/// A `#[hpy_type]`.
#[derive(Debug)]
pub struct TypeEntry {
    pub(crate) path: &'static str,
    pub(crate) class: fn() -> &'static Class,
}

impl TypeEntry {
    /// `path` is the `module_path!()` at the type.
    pub const fn new<T: HpyType>(path: &'static str) -> Self {
        TypeEntry { path, class: T::class }
    }

    /// All of the file.
    pub(crate) fn all() -> impl Iterator<Item = &'static TypeEntry> {
        inventory::iter::<TypeEntry>.into_iter()
    }
}

inventory::collect!(TypeEntry);

/// Whether this is the address of a class. The pointer may be any word: it is only compared.
pub(super) fn is_class(class: *const Class) -> bool {
    !class.is_null() && TypeEntry::all().any(|entry| (entry.class)().covers(class))
}

/// The registered types that extend `class`.
pub(super) fn extensions(class: &'static Class) -> impl Iterator<Item = &'static Class> {
    TypeEntry::all().map(|entry| (entry.class)()).filter(move |other| other.extends(class))
}

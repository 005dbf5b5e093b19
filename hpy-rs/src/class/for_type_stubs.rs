//! What type stubs ask of classes.

use std::ffi::CStr;

use super::members::Members;
use super::{Class, registration};

impl Class {
    /// The doc text; empty for none.
    pub(crate) fn doc(&self) -> &'static CStr {
        self.doc
    }

    /// Whether nothing can derive from it, in Python or in Rust.
    pub(crate) fn is_final(&'static self, members: &Members) -> bool {
        !self.flags.subclass && members.variants.is_empty() && registration::extensions(self).next().is_none()
    }

    /// Whether Python's own `__init__` of a class below it is called with what the constructor is called with.
    pub(crate) fn has_native_init(&self) -> bool {
        self.native_init().is_some() || (self.base)().is_some_and(Class::has_native_init)
    }

    /// The members of all classes of the file that it extends, the next one first.
    pub(crate) fn inherited_members(&self) -> Vec<Members> {
        let bases = std::iter::successors((self.base)(), |class| (class.base)());
        bases.filter_map(|class| class.members().ok()).collect()
    }

    /// The members, as the import would find them.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn members(&'static self) -> Result<Members, String> {
        Members::of(self)
    }
}

impl Members {
    /// The classes of the variants of an enum, with their names.
    pub(crate) fn variants(&self) -> &[(&'static CStr, &'static Class)] {
        &self.variants
    }
}

//! The lists that expansions add to from anywhere in a crate, before any other code of the file runs.
//!
//! As `inventory` does it, with less for each entry: a node holds its entry, and what adds it is one jump.
#![expect(unsafe_code, reason = "follows pointers to statics")]

use std::iter;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// What can be registered.
pub trait Registered: Sync + 'static {
    /// All that is.
    #[doc(hidden)]
    fn list() -> &'static List<Self>
    where
        Self: Sized;
}

/// All entries of a kind.
#[derive(Debug)]
pub struct List<T>(AtomicPtr<Node<T>>);

/// An entry; in a static.
#[derive(Debug)]
pub struct Node<T> {
    entry: T,
    next: AtomicPtr<Node<T>>,
}

impl<T: 'static> List<T> {
    pub(crate) const fn new() -> Self {
        List(AtomicPtr::new(ptr::null_mut()))
    }

    /// The entries, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static T> {
        let at = |place: &AtomicPtr<Node<T>>| {
            // SAFETY: what is in a list is null or a static.
            unsafe { place.load(Relaxed).cast_const().as_ref() }
        };
        iter::successors(at(&self.0), move |node| at(&node.next)).map(|node| &node.entry)
    }
}

impl<T: Registered> Node<T> {
    /// For a static.
    pub const fn new(entry: T) -> Self {
        Node { entry, next: AtomicPtr::new(ptr::null_mut()) }
    }

    /// Adds it. Called once, when the file is loaded: one after the other, and nobody looks yet.
    #[inline(never)]
    pub fn register(&'static self) {
        let list = &T::list().0;
        self.next.store(list.load(Relaxed), Relaxed);
        list.store(ptr::from_ref(self).cast_mut(), Relaxed);
    }
}

/// Says where the entries of a kind are listed.
macro_rules! registered {
    ($type:ty) => {
        impl $crate::macro_support::Registered for $type {
            fn list() -> &'static $crate::macro_support::List<Self> {
                static LIST: $crate::macro_support::List<$type> = $crate::macro_support::List::new();
                &LIST
            }
        }
    };
}

pub(crate) use registered;

/// Registers an entry when the file is loaded.
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_submit {
    ($type:ty: $entry:expr) => {
        const _: () = {
            static NODE: $crate::macro_support::Node<$type> = $crate::macro_support::Node::new($entry);

            #[cfg_attr(any(target_os = "linux", target_os = "android"), unsafe(link_section = ".text.startup"))]
            extern "C" fn register() {
                NODE.register();
            }

            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func,mod_init_funcs"))]
            #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
            #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = ".init_array"))]
            static REGISTER: extern "C" fn() = register;
        };
    };
}

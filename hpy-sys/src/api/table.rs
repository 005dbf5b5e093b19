//! How a function of HPy's is found: in the context table or, in a build for CPython alone, among our own.

/// What stands behind an entry that is at one place in both layouts.
#[cfg(not(feature = "cpython"))]
macro_rules! entry {
    ($ctx:ident.$field:ident) => {{
        // SAFETY: a ContextRef points at a live table, and the layouts agree up to this entry.
        unsafe { (*$ctx.as_raw()).$field }
    }};
}

/// What stands behind an entry that one of the layouts has a word later.
#[cfg(not(feature = "cpython"))]
macro_rules! late_entry {
    ($ctx:ident.$field:ident) => {{
        // SAFETY: a ContextRef points at a live table; the address of a field is taken, nothing is read.
        let first = unsafe { &raw const (*$ctx.as_raw()).$field };
        // SAFETY: `shift` is 1 only where the interpreter's table is one word longer.
        let place = unsafe { first.add($crate::api::runtime::shift()) };
        // SAFETY: `initialise` found out where this entry is, and it is of the field's type.
        unsafe { place.read() }
    }};
}

/// Our own function: no table is read.
#[cfg(feature = "cpython")]
macro_rules! entry {
    ($ctx:ident.$field:ident) => {
        $crate::cpython::functions::$field
    };
}

/// Calls what was found in a table; see [`CallOut`](crate::call_out::CallOut).
#[cfg(not(feature = "cpython"))]
macro_rules! call_out {
    ($entry:ident($($argument:expr),*)) => {
        $crate::call_out::CallOut::call_out($entry, ($($argument,)*))
    };
}

/// Calls our own function, which calls out itself.
#[cfg(feature = "cpython")]
macro_rules! call_out {
    ($entry:ident($($argument:expr),*)) => {
        $entry($($argument),*)
    };
}

pub(super) use call_out;
#[cfg(feature = "cpython")]
pub(super) use entry as late_entry;
pub(super) use entry;
#[cfg(not(feature = "cpython"))]
pub(super) use late_entry;

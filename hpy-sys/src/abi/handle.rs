//! The one-word values of HPy: handles, fields, globals, builders, trackers.
//!
//! Each is a C struct of one `intptr_t` whose meaning belongs to the interpreter. A value of 0 is "null" everywhere;
//! nothing else may be read out of them, and two handles of one object may differ.

use std::marker::{PhantomData, PhantomPinned};

/// A length, an index or a count: `HPy_ssize_t`.
pub type HPy_ssize_t = isize;
/// A hash: `HPy_hash_t`.
pub type HPy_hash_t = isize;
/// One code point: `HPy_UCS4`.
pub type HPy_UCS4 = u32;
/// C's wide character.
pub type wchar_t = libc::wchar_t;

macro_rules! word {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        pub struct $name(
            /// The interpreter's own value.
            pub isize,
        );

        impl $name {
            /// The null value.
            pub const NULL: Self = Self(0);

            /// Is this the null value?
            #[inline]
            pub const fn is_null(self) -> bool {
                self.0 == 0
            }
        }
    };
}

word! {
    /// A handle of a Python object: `HPy`.
    HPy
}
word! {
    /// A reference to a Python object from the memory of another one: `HPyField`.
    HPyField
}
word! {
    /// A reference to a Python object from a static: `HPyGlobal`.
    HPyGlobal
}
word! {
    /// A list being filled: `HPyListBuilder`.
    HPyListBuilder
}
word! {
    /// A tuple being filled: `HPyTupleBuilder`.
    HPyTupleBuilder
}
word! {
    /// A set of handles closed together: `HPyTracker`.
    HPyTracker
}
word! {
    /// What `HPy_LeavePythonExecution` hands out: `HPyThreadState`.
    HPyThreadState
}

macro_rules! opaque {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[repr(C)]
        #[derive(Debug)]
        pub struct $name {
            _bytes: [u8; 0],
            _marker: PhantomData<(*mut u8, PhantomPinned)>,
        }
    };
}

opaque! {
    /// An object of the C API: only ever behind a pointer.
    PyObject
}
opaque! {
    /// The C API's method definition: only ever behind a pointer.
    PyMethodDef
}
opaque! {
    /// The C API's module definition: only ever behind a pointer.
    PyModuleDef
}
opaque! {
    /// The C API's buffer: only ever behind a pointer.
    Py_buffer
}

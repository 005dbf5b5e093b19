//! Instances with a `__dict__` and weak references, in families of several sizes.

use hpy_rs::prelude::*;

use crate::count::Counted;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident($($option:tt)*);)*) => {
        $(
            $(#[$doc])*
            #[hpy_type($($option)*)]
            pub(crate) struct $name {
                counted: Counted,
            }

            #[hpy_methods]
            impl $name {
                #[new]
                fn new() -> Self {
                    $name { counted: Counted::default() }
                }

                fn check(&self) -> bool {
                    self.counted.check();
                    true
                }
            }
        )*
    };
}

classes! {
    /// A dict, and nothing else.
    Dict(dict);
    /// Weak references, and nothing else.
    Weakly(weakref);
    /// Both, and subclasses.
    Both(dict, weakref, subclass);
}

/// The first of a family: what it has room for must not be where the others keep their values.
#[hpy_type(dict, subclass)]
pub(crate) struct Root {
    #[hpy(get, set)]
    number: u64,
    counted: Counted,
}

/// With a value of many bytes.
#[hpy_type(extends = Root, subclass)]
pub(crate) struct Large {
    many: [u64; 8],
}

/// The largest, and the one with weak references.
#[hpy_type(extends = Large, weakref, subclass)]
pub(crate) struct Larger {
    #[hpy(get, set)]
    last: u64,
    counted: Counted,
}

/// The first of a family of one size, of which only one has something to let go of.
#[hpy_type(dict, subclass)]
pub(crate) struct Plain {
    number: u64,
}

#[hpy_type(extends = Plain, subclass)]
pub(crate) struct Holding {
    #[hpy(get, set)]
    held: Field,
    counted: Counted,
}

#[hpy_type(extends = Plain, subclass)]
pub(crate) struct Numbered {
    many: [u64; 8],
}

#[hpy_methods]
impl Plain {
    #[new]
    fn new(number: u64) -> Self {
        Plain { number }
    }

    fn number(&self) -> u64 {
        self.number
    }
}

#[hpy_methods]
impl Holding {
    #[new]
    fn new(number: u64) -> (Self, Plain) {
        (Holding { held: Field::empty(), counted: Counted::default() }, Plain::new(number))
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }
}

#[hpy_methods]
impl Numbered {
    #[new]
    fn new(number: u64) -> (Self, Plain) {
        (Numbered { many: [number; 8] }, Plain::new(number))
    }

    fn sum(&self) -> u64 {
        self.many.iter().sum()
    }
}

#[hpy_methods]
impl Root {
    #[new]
    fn new(number: u64) -> Self {
        Root { number, counted: Counted::default() }
    }
}

#[hpy_methods]
impl Large {
    #[new]
    fn new(number: u64) -> (Self, Root) {
        (Large { many: [number; 8] }, Root::new(number))
    }

    fn sum(&self) -> u64 {
        self.many.iter().sum()
    }
}

#[hpy_methods]
impl Larger {
    #[new]
    fn new(number: u64) -> (Self, (Large, Root)) {
        (Larger { last: number, counted: Counted::default() }, Large::new(number))
    }

    fn check(slf: PyRef<'_, '_, Self>) -> bool {
        slf.counted.check();
        slf.as_super().many.iter().all(|number| *number == slf.last)
    }
}

//! Panics in every kind of entry: in the body, in a conversion, in the drop of a local.

use hpy_rs::prelude::*;
use hpy_rs::{Closure, CompareOp};

use crate::count::Counted;

/// Panics when it is dropped.
pub(crate) struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("local")
    }
}

/// Panics when it becomes an object or an error.
#[derive(Clone, Copy)]
pub(crate) struct Explosive;

impl From<Explosive> for PyError {
    fn from(_: Explosive) -> Self {
        panic!("conversion")
    }
}

impl<'ctx> IntoPy<'ctx> for Explosive {
    type Target = PyAny;

    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx>> {
        panic!("conversion")
    }
}

/// A parameter whose conversion panics.
pub(crate) struct Unconvertible;

impl<'a, 'ctx> FromPy<'a, 'ctx> for Unconvertible {
    fn from_py(_: Borrowed<'a, 'ctx>) -> Result<Self> {
        panic!("argument")
    }
}

type Outcome<T> = std::result::Result<T, Explosive>;

fn body<T>(_: T) -> Outcome<T> {
    panic!("body")
}

fn conversion<T>(_: T) -> Outcome<T> {
    Err(Explosive)
}

#[expect(clippy::unnecessary_wraps, reason = "as the other places")]
fn local<T>(value: T) -> Outcome<T> {
    let _bomb = Bomb;
    Ok(value)
}

/// A class with one of each kind of entry, all of which panic in the same place.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $place:ident;)*) => {
        $(
            $(#[$doc])*
            #[hpy_type]
            pub(crate) struct $name {
                counted: Counted,
            }

            #[hpy_methods]
            impl $name {
                #[new]
                #[hpy(signature = (panics = false))]
                fn new(panics: bool) -> Outcome<Self> {
                    let made = $name { counted: Counted::new() };
                    if panics { $place(made) } else { Ok(made) }
                }
                #[hpy(signature = (panics = false))]
                fn __init__(&mut self, panics: bool) -> Outcome<()> {
                    if panics { self.done(()) } else { Ok(()) }
                }
                fn no_args(&mut self) -> Outcome<i64> {
                    self.done(1)
                }
                #[hpy(signature = (a, /))]
                fn one_arg(&mut self, a: i64) -> Outcome<i64> {
                    self.done(a)
                }
                #[hpy(signature = (a, b, /))]
                fn var_args(&mut self, a: i64, b: i64) -> Outcome<i64> {
                    self.done(a + b)
                }
                fn keywords(&mut self, a: i64, b: i64) -> Outcome<i64> {
                    self.done(a + b)
                }
                #[staticmethod]
                fn of_static() -> Outcome<i64> {
                    $place(1)
                }
                #[classmethod]
                fn of_class(cls: &Handle<'_, PyType>) -> Outcome<i64> {
                    let _ = cls;
                    $place(1)
                }
                #[getter]
                fn property(&self) -> Outcome<i64> {
                    $place(1)
                }
                #[setter]
                fn set_property(&mut self, value: i64) -> Outcome<()> {
                    let _ = value;
                    self.done(())
                }
                #[deleter]
                fn delete_property(&mut self) -> Outcome<()> {
                    self.done(())
                }
                fn __repr__(&self) -> Outcome<String> {
                    $place(String::new())
                }
                fn __str__(&self) -> Outcome<String> {
                    $place(String::new())
                }
                fn __hash__(&self) -> Outcome<i64> {
                    $place(1)
                }
                fn __richcmp__(&self, other: &Handle<'_>, operator: CompareOp) -> Outcome<bool> {
                    let _ = (other, operator);
                    $place(true)
                }
                fn __bool__(&self) -> Outcome<bool> {
                    $place(true)
                }
                fn __len__(&self) -> Outcome<usize> {
                    $place(1)
                }
                fn __contains__(&self, item: &Handle<'_>) -> Outcome<bool> {
                    let _ = item;
                    $place(true)
                }
                fn __getitem__(&self, key: &Handle<'_>) -> Outcome<i64> {
                    let _ = key;
                    $place(1)
                }
                fn __setitem__(&mut self, key: &Handle<'_>, value: &Handle<'_>) -> Outcome<()> {
                    let _ = (key, value);
                    self.done(())
                }
                fn __delitem__(&mut self, key: &Handle<'_>) -> Outcome<()> {
                    let _ = key;
                    self.done(())
                }
                fn __neg__(&self) -> Outcome<i64> {
                    $place(1)
                }
                fn __index__(&self) -> Outcome<i64> {
                    $place(1)
                }
                fn __add__(&self, other: &Handle<'_>) -> Outcome<i64> {
                    let _ = other;
                    $place(1)
                }
                fn __iadd__(&mut self, other: &Handle<'_>) -> Outcome<()> {
                    let _ = other;
                    self.done(())
                }
                fn __pow__(&self, other: &Handle<'_>, modulus: &Handle<'_>) -> Outcome<i64> {
                    let _ = (other, modulus);
                    $place(1)
                }
                fn __ipow__(&mut self, other: &Handle<'_>, modulus: &Handle<'_>) -> Outcome<()> {
                    let _ = (other, modulus);
                    self.done(())
                }
                fn __call__(&self) -> Outcome<i64> {
                    $place(1)
                }
                fn __iter__(&self) -> Outcome<i64> {
                    $place(1)
                }
                fn __next__(&mut self) -> Outcome<Option<i64>> {
                    self.done(Some(1))
                }
                fn __getattr__(&self, name: &str) -> Outcome<i64> {
                    let _ = name;
                    $place(1)
                }
                #[hpy(signature = (a, /))]
                fn converts(&self, a: Unconvertible) -> i64 {
                    let Unconvertible = a;
                    1
                }
                fn __matmul__(&self, other: Unconvertible) -> i64 {
                    let Unconvertible = other;
                    1
                }
            }

            impl $name {
                fn done<T>(&mut self, value: T) -> Outcome<T> {
                    self.counted.check();
                    $place(value)
                }
            }
        )*
    };
}

classes! {
    /// Panics in the body.
    InBody body;
    /// Panics when the result is converted.
    InConversion conversion;
    /// Panics when a local variable is dropped.
    InLocal local;
}

/// Panics when its value is dropped: before, after and instead of the drop of another.
#[hpy_type]
pub(crate) struct DropBomb {
    _before: Counted,
    _bomb: Bomb,
    _after: Counted,
}

#[hpy_methods]
impl DropBomb {
    #[new]
    fn new() -> Self {
        DropBomb { _before: Counted::new(), _bomb: Bomb, _after: Counted::new() }
    }
}

/// Its value panics when it is dropped, because it cannot be placed.
#[hpy_type]
pub(crate) struct NewBomb {
    _bomb: Bomb,
}

#[hpy_methods]
impl NewBomb {
    #[new]
    fn new() -> Result<Self> {
        let _made = NewBomb { _bomb: Bomb };
        Err(PyValueError::new("never seen"))
    }
}

/// A closure that panics, in one of the places.
#[hpy_function]
pub(crate) fn closure_panics(ctx: Context<'_>, place: u8) -> Result<Handle<'_, Closure>> {
    let bomb = (place == 3).then(|| Bomb);
    Closure::new(ctx, "panics", move |arguments, _| {
        let _ = &bomb;
        let done = match place {
            0 => body(1),
            1 => conversion(1),
            2 => local(1),
            _ => Ok(1),
        };
        done?.into_py(arguments.ctx()).map(Handle::into_any)
    })
}

/// Panics in functions.
pub(crate) mod functions {
    use hpy_rs::prelude::*;

    use super::{Outcome, Unconvertible, body, conversion, local};

    macro_rules! each {
        ($($place:ident $none:ident $one:ident $var:ident $keywords:ident;)*) => {
            $(
                /// Takes nothing.
                #[hpy_function]
                pub(crate) fn $none() -> Outcome<i64> {
                    $place(1)
                }

                /// Takes one argument.
                #[hpy_function(signature = (a, /))]
                pub(crate) fn $one(a: i64) -> Outcome<i64> {
                    $place(a)
                }

                /// Takes two arguments.
                #[hpy_function(signature = (a, b, /))]
                pub(crate) fn $var(a: i64, b: i64) -> Outcome<i64> {
                    $place(a + b)
                }

                /// Takes two arguments, by keyword as well.
                #[hpy_function]
                pub(crate) fn $keywords(a: i64, b: i64) -> Outcome<i64> {
                    $place(a + b)
                }
            )*
        };
    }

    each! {
        body body_none body_one body_var body_keywords;
        conversion conversion_none conversion_one conversion_var conversion_keywords;
        local local_none local_one local_var local_keywords;
    }

    /// An argument panics.
    #[hpy_function(signature = (a, /))]
    pub(crate) fn argument_one(a: Unconvertible) {
        let Unconvertible = a;
    }

    /// An argument panics.
    #[hpy_function(signature = (a, b, /))]
    pub(crate) fn argument_var(a: i64, b: Unconvertible) {
        let _ = a;
        let Unconvertible = b;
    }

    /// An argument panics.
    #[hpy_function]
    pub(crate) fn argument_keywords(a: i64, b: Unconvertible) {
        let _ = a;
        let Unconvertible = b;
    }
}

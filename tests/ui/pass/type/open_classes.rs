//! `subclass`, `dict`, `weakref`, and classes that extend exceptions.

use hpy_rs::prelude::*;

#[hpy_type(subclass, dict, weakref)]
struct Open {}

#[hpy_type(subclass, extends = Open)]
struct Derived {}

#[hpy_type(extends = Open)]
struct Final {}

#[hpy_type(extends = PyValueError, subclass, weakref, new = "from_fields", get_all)]
struct Refused {
    code: u32,
}

#[hpy_type(extends = Refused)]
struct More {}

#[hpy_type(extends = hpy_rs::error::PyKeyError, frozen, eq, hash, str = "{0}")]
#[derive(PartialEq, Hash)]
struct Missing(String);

use hpy_rs::error::PyOSError as Renamed;

#[hpy_type(extends = Renamed)]
struct Short {}

#[hpy_methods]
impl More {
    #[new]
    fn new(code: u32) -> (Self, Refused) {
        (More {}, Refused { code })
    }
}

fn refuse(ctx: Context<'_>) -> Result<()> {
    let with_args = Handle::new_exception(ctx, Refused { code: 3 }, ("refused", 3))?;
    let plain = Handle::new(ctx, Missing("x".to_owned()))?;
    let more = Handle::new_exception(ctx, (More {}, Refused { code: 4 }), ())?;
    drop(PyError::from_value(&with_args));
    drop(PyError::from_value(&more));
    Err(PyError::from_value(&plain))
}

fn code(ctx: Context<'_>, error: &PyError) -> Option<u32> {
    if !error.matches::<Refused>(ctx) {
        return None;
    }
    Some(error.value(ctx).ok()?.cast::<Refused>().ok()?.try_borrow().ok()?.code)
}

fn main() {
    let _ = (refuse, code);
}

//! Exceptions whose attributes are those that the `__init__` of what they extend makes of the arguments.

use hpy_rs::error::{PySystemExit, PyUnicodeDecodeError};
use hpy_rs::prelude::*;

use crate::count::Counted;

/// Ends a process.
#[hpy_type(extends = PySystemExit, new = "from_fields")]
pub(crate) struct Quit {
    #[hpy(get)]
    reason: String,
}

/// Raises one, from Rust.
#[hpy_function]
pub(crate) fn quit(ctx: Context<'_>, status: i32) -> Result<()> {
    let exception = Handle::new_exception(ctx, Quit { reason: "enough".to_owned() }, (status,))?;
    Err(PyError::from_value(&exception))
}

/// Ends an iteration, with a value.
#[hpy_type(extends = PyStopIteration, subclass)]
pub(crate) struct Ended {
    counted: Counted,
}

#[hpy_methods]
impl Ended {
    #[new]
    #[hpy(signature = (*values))]
    fn new(values: Vec<Handle<'_>>) -> Self {
        drop(values); // The first of `args` is the value.
        Ended { counted: Counted::default() }
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }
}

/// Made by Rust, of a value.
#[hpy_function]
pub(crate) fn make_ended<'ctx>(ctx: Context<'ctx>, value: &Handle<'ctx>) -> Result<Handle<'ctx, Ended>> {
    Handle::new_exception(ctx, Ended { counted: Counted::default() }, (value,))
}

/// As [`make_ended`], of nothing.
#[hpy_function]
pub(crate) fn make_ended_at_once(ctx: Context<'_>) -> Result<Handle<'_, Ended>> {
    Handle::new(ctx, Ended { counted: Counted::default() })
}

/// As [`make_ended_at_once`], by returning it.
#[hpy_function]
pub(crate) fn ended() -> Ended {
    Ended { counted: Counted::default() }
}

/// With an `__init__` of its own, which does not call that of what it extends.
#[hpy_type(extends = PyStopIteration)]
pub(crate) struct EndedOtherwise {}

#[hpy_methods]
impl EndedOtherwise {
    #[new]
    fn new(value: &Handle<'_>) -> Self {
        let _ = value;
        EndedOtherwise {}
    }

    #[expect(clippy::unused_self, reason = "that is what it is for")]
    fn __init__(&self, value: &Handle<'_>) {
        let _ = value;
    }
}

/// Extends one whose `__init__` takes five arguments of certain types.
#[hpy_type(extends = PyUnicodeDecodeError)]
pub(crate) struct Undecoded {
    #[hpy(get)]
    line: u32,
    _counted: Counted,
}

/// Made by Rust.
#[hpy_function]
pub(crate) fn make_undecoded<'ctx>(ctx: Context<'ctx>, reason: &Handle<'ctx>) -> Result<Handle<'ctx, Undecoded>> {
    let value = Undecoded { line: 3, _counted: Counted::default() };
    Handle::new_exception(ctx, value, ("utf-8", PyBytes::new(ctx, b"a\xff")?, 1, 2, reason))
}

/// As [`make_undecoded`], of nothing.
#[hpy_function]
pub(crate) fn make_undecoded_at_once(ctx: Context<'_>) -> Result<Handle<'_, Undecoded>> {
    Handle::new(ctx, Undecoded { line: 3, _counted: Counted::default() })
}

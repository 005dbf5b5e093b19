//! What the leak detector must find, and must not.
//!
//! The twin looks for the lines that end in a name in capitals: what leaks is made there.

use std::mem;

use hpy_rs::prelude::*;

/// Leaks a handle to a new list.
#[hpy_function]
#[expect(clippy::mem_forget, reason = "what the leak detector must find")]
pub(crate) fn leak_list(ctx: Context<'_>) -> Result<()> {
    let list = PyList::empty(ctx)?; // LEAKED LIST
    mem::forget(list);
    Ok(())
}

/// Leaks a handle to the argument.
#[hpy_function]
#[expect(clippy::mem_forget, reason = "what the leak detector must find")]
pub(crate) fn leak_argument(object: &Handle<'_>) {
    let copy = object.clone(); // LEAKED COPY
    mem::forget(copy);
}

/// Leaks in a function that another calls.
#[hpy_function]
pub(crate) fn leak_below(ctx: Context<'_>, number: i64) -> Result<()> {
    leak_number(ctx, number) // CALLS THE LEAK
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "frames that were inlined must be named as well")]
#[expect(clippy::mem_forget, reason = "what the leak detector must find")]
fn leak_number(ctx: Context<'_>, number: i64) -> Result<()> {
    mem::forget(number.into_py(ctx)?); // LEAKED NUMBER
    Ok(())
}

/// Makes handles and errors of many kinds, and keeps none of them.
#[hpy_function]
pub(crate) fn leak_nothing<'ctx>(ctx: Context<'ctx>, object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let copies = vec![object.clone(); 10];
    let list = PyList::new(ctx, &copies)?;
    let pairs = PyDict::from_pairs(ctx, [("a", 1), ("b", 2)])?;
    for pair in pairs.iter()? {
        list.append(pair?)?;
    }
    drop(object.get_attr("no_such_attribute"));
    let caught = ctx.catch(|| object.call_method("no_such_method", ()));
    let kept = Py::new(object)?;
    drop(PyError::from_value(&caught.err().map_or_else(|| PyValueError::new("").value(ctx), Ok)?));
    drop(kept);
    Ok(list.into_any())
}

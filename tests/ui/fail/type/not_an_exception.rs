//! What is raised must be an exception.

use hpy_rs::prelude::*;

#[hpy_type]
struct Plain {}

fn fail(ctx: Context<'_>) -> Result<()> {
    let plain = Handle::new(ctx, Plain {})?;
    let _ = Handle::new_exception(ctx, Plain {}, ("text",))?;
    Err(PyError::from_value(&plain))
}

fn main() {}

//! E1: bytes that outlive their handle.
use hpy_rs::prelude::*;

fn last<'ctx>(ctx: Context<'ctx>) -> Result<&'ctx [u8]> {
    let bytes = PyBytes::new(ctx, b"abc")?;
    Ok(bytes.as_bytes())
}

fn extracted(object: Handle<'_>) -> Result<usize> {
    let text: &str = object.extract()?;
    drop(object);
    Ok(text.len())
}

fn main() {}

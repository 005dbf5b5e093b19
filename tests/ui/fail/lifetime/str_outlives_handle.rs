//! A6: a text that outlives its handle.
use hpy_rs::prelude::*;

fn length(text: Handle<'_, PyStr>) -> Result<usize> {
    let borrowed = text.as_str()?;
    drop(text);
    Ok(borrowed.len())
}

fn escape<'ctx>(text: Handle<'ctx, PyStr>) -> Result<&'ctx str> {
    text.as_str()
}

fn main() {}

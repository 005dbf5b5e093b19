//! A class that readers are not counted of, said to be one that can be borrowed as `&mut`.
use hpy_rs::prelude::*;

#[hpy_type(frozen)]
struct Fixed {
    bytes: Vec<u8>,
}

impl hpy_rs::Movable for Fixed {}

#[hpy_function]
fn shared_and_exclusive(fixed: &Handle<'_, Fixed>) -> Result<usize> {
    let shared = fixed.get()?;
    fixed.try_borrow_mut()?.bytes.clear();
    Ok(shared.bytes.len())
}

fn main() {}

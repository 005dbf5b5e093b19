//! A4: memory that Python may write to, read without the interpreter.
use hpy_rs::buffer::PyBuffer;
use hpy_rs::prelude::*;

#[hpy_function]
fn sum(ctx: Context<'_>, numbers: PyBuffer<'_, f64>) -> f64 {
    let Some(cells) = numbers.as_slice() else { return 0.0 };
    ctx.detach(|| cells.iter().map(|cell| cell.get()).sum())
}

fn main() {}

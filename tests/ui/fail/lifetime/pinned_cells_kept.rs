//! The cells of a buffer, kept for longer than a call.
use std::cell::{Cell, RefCell};

use hpy_rs::buffer::Cells;
use hpy_rs::prelude::*;

static CELLS: std::sync::LazyLock<Cells<u8>> = std::sync::LazyLock::new(|| Cells::new(vec![0; 8]));

thread_local!(static KEPT: RefCell<Option<&'static [Cell<u8>]>> = const { RefCell::new(None) });

#[hpy_function]
fn keep(ctx: Context<'_>) {
    KEPT.with(|kept| *kept.borrow_mut() = Some(CELLS.get(ctx)));
}

fn main() {}

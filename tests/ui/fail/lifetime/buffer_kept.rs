//! A1: a view of memory kept for longer than the call.
use hpy_rs::buffer::PyBuffer;
use hpy_rs::prelude::*;
use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<PyBuffer<'static, u8>>> = const { RefCell::new(None) };
}

#[hpy_function]
fn keep(bytes: PyBuffer<'_, u8>) {
    KEPT.with(|kept| *kept.borrow_mut() = Some(bytes));
}

fn main() {}

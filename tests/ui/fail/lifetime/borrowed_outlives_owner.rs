//! A borrow that outlives its handle.
use hpy_rs::prelude::*;

fn first<'ctx>(list: Handle<'ctx, PyList>) -> Borrowed<'ctx, 'ctx, PyList> {
    list.as_borrowed()
}

fn dropped(list: Handle<'_, PyList>) -> bool {
    let borrowed = list.as_borrowed();
    drop(list);
    borrowed.is_none()
}

fn main() {}

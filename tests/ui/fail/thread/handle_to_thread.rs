//! A3: a handle used by another thread.
use hpy_rs::prelude::*;

#[hpy_function]
fn length(list: Handle<'_, PyList>) -> bool {
    std::thread::scope(|scope| scope.spawn(|| list.is_none()).join().unwrap_or_default())
}

fn main() {}

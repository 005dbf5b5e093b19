//! A3: a context moved to another thread.
use hpy_rs::prelude::*;

#[hpy_function]
fn start(ctx: Context<'_>) {
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let _ = ctx.import("time");
        });
    });
}

fn main() {}

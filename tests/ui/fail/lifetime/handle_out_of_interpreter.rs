//! A handle of a thread's, taken along out of the closure; and one of the call, taken to a thread.
use hpy_rs::prelude::*;
use hpy_rs::Interpreter;

fn keep(python: Interpreter, object: Py) {
    let _kept = python.attach(|ctx| object.get(ctx));
}

fn take<'ctx>(python: Interpreter, object: &Handle<'ctx>) {
    std::thread::scope(|scope| scope.spawn(move || python.attach(|_| object.is_callable())));
}

fn main() {}

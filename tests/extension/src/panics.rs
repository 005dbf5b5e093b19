//! Panics in every kind of entry point.

use std::panic::{self, panic_any};
use std::thread;

use hpy_rs::prelude::*;

/// A parameter whose conversion panics.
pub(crate) struct Unconvertible;

impl<'a, 'ctx> FromPy<'a, 'ctx> for Unconvertible {
    fn from_py(_: Borrowed<'a, 'ctx>) -> Result<Self> {
        panic!("from_py panicked")
    }
}

/// A result whose conversion panics.
pub(crate) struct Inconvertible;

impl<'ctx> IntoPy<'ctx> for Inconvertible {
    type Target = PyAny;

    fn into_py(self, _: Context<'ctx>) -> Result<Handle<'ctx>> {
        panic!("into_py panicked")
    }
}

/// Panics when it is dropped. As a parameter it takes anything.
pub(crate) struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("drop panicked")
    }
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Bomb {
    fn from_py(_: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(Bomb)
    }
}

macro_rules! each_convention {
    ($($(#[$doc:meta])* $no_args:ident $one_arg:ident $var_args:ident $keywords:ident -> $result:ty = $body:block;)*) => {
        $($(#[$doc])*
        #[hpy_function]
        pub(crate) fn $no_args(ctx: Context<'_>) -> $result {
            let _ = ctx;
            $body
        }

        $(#[$doc])*
        #[hpy_function(signature = (a, /))]
        pub(crate) fn $one_arg(a: &Handle<'_>) -> $result {
            let _ = a;
            $body
        }

        $(#[$doc])*
        #[hpy_function(signature = (a, b, /))]
        pub(crate) fn $var_args(a: &Handle<'_>, b: &Handle<'_>) -> $result {
            let _ = (a, b);
            $body
        }

        $(#[$doc])*
        #[hpy_function]
        pub(crate) fn $keywords(a: &Handle<'_>, b: &Handle<'_>) -> $result {
            let _ = (a, b);
            $body
        })*
    };
}

/// Converts to `None`, or panics.
pub(crate) enum Outcome {
    Fine,
    Panics,
}

impl<'ctx> IntoPy<'ctx> for Outcome {
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        match self {
            Outcome::Fine => Ok(ctx.none().into_any().to_owned()),
            Outcome::Panics => Inconvertible.into_py(ctx),
        }
    }
}

each_convention! {
    /// Panics in the body.
    body_no_args body_one_arg body_var_args body_keywords -> Outcome = { panic!("body panicked") };
    /// Panics when the result is converted.
    result_no_args result_one_arg result_var_args result_keywords -> Outcome = { Outcome::Panics };
    /// Panics when a local variable is dropped.
    local_no_args local_one_arg local_var_args local_keywords -> Outcome = {
        let _bomb = Bomb;
        Outcome::Fine
    };
    /// Panics when a local variable is dropped on the way of an error.
    error_no_args error_one_arg error_var_args error_keywords -> Result<Outcome> = {
        let _bomb = Bomb;
        Err(PyValueError::new("never seen"))
    };
}

/// Panics when the argument is converted.
#[hpy_function(signature = (a, /))]
pub(crate) fn argument_one_arg(a: Unconvertible) {
    let Unconvertible = a;
}

/// Panics when the second argument is converted.
#[hpy_function(signature = (a, b, /))]
pub(crate) fn argument_var_args(a: Handle<'_>, b: Unconvertible) {
    drop((a, b));
}

/// Panics when the second argument is converted.
#[hpy_function]
pub(crate) fn argument_keywords(a: Handle<'_>, b: Unconvertible) {
    drop((a, b));
}

/// Panics when the argument is dropped.
#[hpy_function(signature = (a, /))]
pub(crate) fn dropped_one_arg(a: Bomb) {
    drop(a);
}

/// Calls what it holds when it is dropped.
pub(crate) struct CallsBack<'ctx>(Handle<'ctx>);

impl<'a, 'ctx> FromPy<'a, 'ctx> for CallsBack<'ctx> {
    fn from_py(callback: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(CallsBack(callback.to_owned()))
    }
}

impl Drop for CallsBack<'_> {
    fn drop(&mut self) {
        drop(self.0.call(()));
    }
}

/// Calls the first argument on the way of the error of the second, which does not convert.
#[hpy_function(signature = (a, b, /))]
pub(crate) fn called_by_drop(a: CallsBack<'_>, b: i64) {
    drop((a, b));
}

/// Panics when the first argument is dropped, since the second does not convert.
#[hpy_function(signature = (a, b, /))]
pub(crate) fn dropped_var_args(a: Bomb, b: i64) {
    drop((a, b));
}

/// Panics when the first argument is dropped, since the second does not convert.
#[hpy_function]
pub(crate) fn dropped_keywords(a: Bomb, b: i64) {
    drop((a, b));
}

/// Panics with a payload of a kind.
#[hpy_function]
pub(crate) fn panic_with(payload: &str) {
    match payload {
        "text" => panic!("a text of the program"),
        "string" => panic!("{}", payload.repeat(2)),
        "number" => panic_any(42_i32),
        "bomb" => panic_any(Bomb),
        "chain" => panic_any(Chain(3)),
        "surrogate" => panic!("before\0after \u{10ffff}"),
        "error" => panic_any(PyValueError::new("an error as payload")),
        _ => {}
    }
}

/// Panics when dropped, with one less as payload.
struct Chain(u32);

impl Drop for Chain {
    fn drop(&mut self) {
        if self.0 > 0 {
            panic_any(Chain(self.0 - 1));
        }
    }
}

/// Panics with an error in hand that Python raised.
#[hpy_function]
pub(crate) fn panic_with_error(callable: &Handle<'_>) {
    let error = callable.call(()).err();
    assert!(error.is_none(), "with an error in hand");
}

/// Panics while other Python threads may run.
#[hpy_function]
pub(crate) fn panic_detached(ctx: Context<'_>) {
    ctx.detach(|| panic!("detached panicked"));
}

/// Panics on a thread of its own, and goes on with that.
#[hpy_function]
pub(crate) fn panic_on_a_thread(ctx: Context<'_>) {
    let joined = ctx.detach(|| thread::spawn(|| panic!("thread panicked")).join());
    joined.unwrap_or_else(|payload| panic::resume_unwind(payload));
}

/// Panics with this many handles open, some of them in containers.
#[hpy_function]
pub(crate) fn panic_with_handles(ctx: Context<'_>, count: i64) -> Result<()> {
    let list = PyList::empty(ctx)?;
    let mut handles = Vec::new();
    for number in 0..count {
        handles.push(PyTuple::new(ctx, [number])?);
        list.append(number)?;
    }
    let _items: Vec<Handle<'_>> = list.iter().collect::<Result<_>>()?;
    let iterator = list.try_iter()?;
    panic!("with {} handles and {iterator:?}", handles.len())
}

/// Panics while a list is being built.
#[hpy_function]
pub(crate) fn panic_in_builder(ctx: Context<'_>) -> Result<Handle<'_, PyList>> {
    PyList::new(ctx, (0..100).map(|number| if number == 50 { panic!("at 50") } else { number }))
}

/// Calls, and gives the text of the panic if the callable ended in one.
#[hpy_function]
pub(crate) fn text_of_panic<'ctx>(ctx: Context<'ctx>, callable: &Handle<'ctx>) -> Result<Option<String>> {
    match callable.call(()) {
        Err(error) if error.matches::<PyException>(ctx) => Ok(Some(error.value(ctx)?.str()?.to_string()?)),
        _ => Ok(None),
    }
}

/// Turns off what Rust writes about a panic to the standard error, or turns it on again.
#[hpy_function]
pub(crate) fn silence_panics(silent: bool) {
    if silent {
        panic::set_hook(Box::new(|_| {}));
    } else {
        drop(panic::take_hook());
    }
}

/// Panics again while it unwinds: the process ends.
#[hpy_function]
pub(crate) fn panic_twice() {
    let _bomb = Bomb;
    panic!("first panic");
}

/// A module whose init panics.
#[hpy_module]
mod hpy_tests_panicking {
    use hpy_rs::prelude::*;

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        module.set_attr("before", 1)?;
        let _handle = module.get_attr("before")?;
        panic!("init panicked")
    }
}

//! Threads of Rust that call Python.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use hpy_rs::Interpreter;
use hpy_rs::prelude::*;

/// An error of a thread that has ended.
static KEPT: Mutex<Option<PyError>> = Mutex::new(None);

fn kept() -> std::sync::MutexGuard<'static, Option<PyError>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work` on a thread of its own, while others may run.
fn on_a_thread<R: Send>(ctx: Context<'_>, work: impl FnOnce(Interpreter) -> R + Send) -> Result<thread::Result<R>> {
    let python = ctx.interpreter()?;
    Ok(ctx.detach(|| thread::scope(|scope| scope.spawn(move || work(python)).join())))
}

/// Calls for each number, each on a thread of its own.
#[hpy_function]
pub(crate) fn call_on_threads(ctx: Context<'_>, callable: Py, numbers: Vec<i64>) -> Result<Vec<i64>> {
    let python = ctx.interpreter()?;
    let call = |number: i64| python.attach(|ctx| callable.call(ctx, (number,))?.extract());
    ctx.detach(|| {
        thread::scope(|scope| {
            let threads: Vec<_> = numbers.iter().map(|number| scope.spawn(|| call(*number))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
        })
    })
}

/// Calls `times` times on one thread, which lets go of the interpreter in between, and within each call.
#[hpy_function]
pub(crate) fn call_and_detach_on_a_thread(ctx: Context<'_>, callable: Py, times: usize) -> Result<Vec<i64>> {
    let call = |ctx: Context<'_>, number: usize| {
        let number = ctx.detach(|| Context::attach(|ctx| number.into_py(ctx)?.add(1)?.extract::<i64>()))?;
        callable.call(ctx, (number,))?.extract()
    };
    let joined = on_a_thread(ctx, |python| (0..times).map(|number| python.attach(|ctx| call(ctx, number))).collect())?;
    joined.expect("it does not panic")
}

/// Runs `work` below a frame of so many KiB.
#[inline(never)]
fn below<R>(kibibytes: usize, work: &mut dyn FnMut() -> R) -> R {
    let frame = std::hint::black_box([0_u8; 1024]);
    let result = if kibibytes == 0 { work() } else { below(kibibytes - 1, work) };
    std::hint::black_box(frame);
    result
}

/// Calls on one thread, which comes first from below so many KiB of frames, and then from its beginning. Gives for both what the call
/// gave; `None` where there was no way in.
#[hpy_function]
pub(crate) fn call_from_below_and_above(
    ctx: Context<'_>,
    callable: Py,
    kibibytes: usize,
) -> Result<(Option<String>, Option<String>)> {
    let joined = on_a_thread(ctx, |python| {
        let mut call = || python.try_attach(|ctx| callable.call(ctx, ())?.extract::<String>()).transpose();
        Ok((below(kibibytes, &mut call)?, call()?))
    })?;
    joined.expect("it does not panic")
}

/// Calls soon, when the function has long returned.
#[hpy_function]
pub(crate) fn call_later(ctx: Context<'_>, callable: Py, milliseconds: u64) -> Result<()> {
    let python = ctx.interpreter()?;
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(milliseconds));
        python.try_attach(|ctx| callable.call(ctx, ()).map(drop).map_err(|error| error.write_unraisable(ctx, None)))
    });
    Ok(())
}

/// Whether there is a way in: in a call; in a closure of `detach`; on a thread; on one that has got in, and on it again when that is
/// detached.
#[hpy_function]
pub(crate) fn ways_in(ctx: Context<'_>) -> Result<(bool, bool, bool, bool, bool)> {
    let python = ctx.interpreter()?;
    let can = || python.try_attach(|_| ()).is_some();
    let within = on_a_thread(ctx, |python| python.attach(|ctx| (can(), ctx.detach(can))))?;
    let (inside, detached) = within.expect("it does not panic");
    let on_a_thread = on_a_thread(ctx, |_| can())?.expect("it does not panic");
    Ok((can(), ctx.detach(can), on_a_thread, inside, detached))
}

/// Calls from a closure that has no context, which is called in a call; before that, one has failed.
#[hpy_function]
pub(crate) fn call_within_a_call(ctx: Context<'_>, callable: Py, failing: Py) -> Result<(i64, String)> {
    let python = ctx.interpreter()?;
    let call: Box<dyn Fn(i64) -> Result<i64>> =
        Box::new(move |number| python.attach(|ctx| callable.call(ctx, (number,))?.extract()));
    let failure = failing.call(ctx, ()).err();
    let result = call(1).and_then(|number| call(number + 1))?;
    Ok((result, failure.map_or_else(String::new, |error| error.describe(ctx))))
}

/// Fails as `failing` does, but before that gets in and does nothing.
#[hpy_function]
pub(crate) fn fail_after_attaching(ctx: Context<'_>, failing: Py) -> Result<()> {
    let python = ctx.interpreter()?;
    let failure = failing.call(ctx, ());
    python.attach(|_| ());
    failure.map(drop)
}

/// Calls, fails, and tries to do so again when what belongs to the thread goes: if it `attaches_first`, before all that the calls need.
/// Gives whether it could.
#[hpy_function]
pub(crate) fn attach_when_the_thread_is_over(ctx: Context<'_>, failing: Py, attaches_first: bool) -> Result<bool> {
    struct Last(Interpreter, Arc<Py>, Arc<AtomicBool>);

    impl Drop for Last {
        fn drop(&mut self) {
            let fail = |ctx: Context<'_>| {
                let failure = self.1.call(ctx, ()).map(drop);
                ctx.detach(|| drop(failure));
            };
            self.2.store(self.0.try_attach(fail).is_some(), Ordering::Relaxed);
        }
    }

    thread_local!(static LAST: Cell<Option<Last>> = const { Cell::new(None) });
    let could = Arc::new(AtomicBool::new(true));
    let noted = Arc::clone(&could);
    let failing = Arc::new(failing);
    let joined = on_a_thread(ctx, move |python| {
        if attaches_first {
            python.attach(|_| ());
        }
        // What is there first goes last.
        LAST.set(Some(Last(python, Arc::clone(&failing), noted)));
        python.attach(|ctx| drop(failing.call(ctx, ())));
    })?;
    joined.expect("it does not panic");
    Ok(could.load(Ordering::Relaxed))
}

/// Calls a function when it goes.
#[hpy_type]
pub(crate) struct CallsAtItsEnd {
    python: Interpreter,
    callable: Py,
}

#[hpy_methods]
impl CallsAtItsEnd {
    #[new]
    fn new(callable: &Handle<'_>) -> Result<Self> {
        Ok(CallsAtItsEnd { python: callable.ctx().interpreter()?, callable: callable.to_py()? })
    }
}

impl Drop for CallsAtItsEnd {
    fn drop(&mut self) {
        self.python.try_attach(|ctx| {
            if let Err(error) = self.callable.call(ctx, ()) {
                error.write_unraisable(ctx, None);
            }
        });
    }
}

/// What a thread panics with that has got in.
#[hpy_function]
pub(crate) fn panic_when_attached(ctx: Context<'_>) -> Result<String> {
    let panicked = on_a_thread(ctx, |python| python.attach(|_| panic!("the thread panicked")))?;
    let text = panicked.map_or_else(|payload| payload.downcast_ref().copied().unwrap_or("?"), |()| "none");
    Ok(text.to_owned())
}

/// Drops the error of a call where it is: with a context, without one, on yet another thread; and looks at it on another one.
#[hpy_function]
pub(crate) fn drop_errors_of_threads(ctx: Context<'_>, callable: Py) -> Result<String> {
    let fails = |ctx: Context<'_>| callable.call(ctx, ()).map(drop);
    let error = on_a_thread(ctx, |python| {
        python.attach(|ctx| drop(fails(ctx)));
        drop(python.attach(fails));
        let error = python.attach(fails);
        thread::scope(|scope| scope.spawn(move || drop(error)).join()).expect("it does not panic");
        python.attach(fails)
    })?;
    let error = error.expect("it does not panic");
    Ok(error.map_or_else(
        |error| format!("{}, {}", error.describe(ctx), error.matches::<PyKeyError>(ctx)),
        |()| String::new(),
    ))
}

/// Keeps the error of a call on a thread.
#[hpy_function]
pub(crate) fn keep_error_of_a_thread(ctx: Context<'_>, callable: Py) -> Result<()> {
    let joined = on_a_thread(ctx, |python| python.attach(|ctx| callable.call(ctx, ()).map(drop)))?;
    *kept() = joined.expect("it does not panic").err();
    Ok(())
}

/// Keeps the error of a call from within what is detached.
#[hpy_function]
pub(crate) fn keep_error_from_within(ctx: Context<'_>, callable: Py) {
    *kept() = ctx.detach(|| Context::attach(|ctx| callable.call(ctx, ()).map(drop))).err();
}

/// What another thread says of such an error, while the call goes on.
#[hpy_function]
pub(crate) fn tell_error_from_within(ctx: Context<'_>, callable: Py) -> Result<String> {
    let python = ctx.interpreter()?;
    let tell = |error: PyError| python.attach(|ctx| error.describe(ctx));
    let told = ctx.detach(|| {
        let error = Context::attach(|ctx| callable.call(ctx, ()).map(drop)).err()?;
        thread::scope(|scope| scope.spawn(|| tell(error)).join()).ok()
    });
    Ok(told.unwrap_or_default())
}

/// Raises the error that was kept.
#[hpy_function]
pub(crate) fn raise_kept_error() -> Result<()> {
    kept().take().map_or(Ok(()), Err)
}

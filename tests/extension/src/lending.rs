//! Callbacks without a context, in calls that lend theirs.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;

use hpy_rs::prelude::*;

thread_local!(static FAILURE: RefCell<Option<PyError>> = const { RefCell::new(None) });

/// What Python hashes and compares.
struct Key {
    hash: isize,
    object: Py,
}

impl Key {
    fn new(object: &Handle<'_>) -> Result<Self> {
        Ok(Key { hash: object.hash()?, object: object.to_py()? })
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Context::attach(|ctx| self.object.get(ctx)?.eq(&other.object.get(ctx)?)).unwrap_or_else(|error| {
            FAILURE.with_borrow_mut(|failure| failure.get_or_insert(error).is_raised());
            false
        })
    }
}

impl Eq for Key {}

/// How many of the objects are equal to an earlier one, as a `HashSet` finds them. The first error of a comparison is raised in the end.
#[hpy_function]
pub(crate) fn count_repeated<'ctx>(ctx: Context<'ctx>, objects: &Handle<'ctx, PyList>) -> Result<usize> {
    let keys = objects.iter().map(|object| Key::new(&object?)).collect::<Result<Vec<_>>>()?;
    let count = keys.len();
    let distinct = ctx.lend(|| keys.into_iter().collect::<HashSet<_>>().len());
    FAILURE.take().map_or(Ok(count - distinct), Err)
}

/// Sorts by what a function of Python's says of two numbers: one below 0 if the first one comes first.
#[hpy_function]
pub(crate) fn sorted_by(ctx: Context<'_>, mut numbers: Vec<i64>, compare: Py) -> Result<Vec<i64>> {
    let mut failure = None;
    let ask = |a: i64, b: i64| Context::attach(|ctx| compare.call(ctx, (a, b))?.extract::<i64>());
    ctx.lend(|| {
        numbers.sort_by(|a, b| {
            let difference = ask(*a, *b).unwrap_or_else(|error| {
                failure.get_or_insert(error);
                0
            });
            difference.cmp(&0)
        });
    });
    failure.map_or(Ok(numbers), Err)
}

/// Calls, while an error of the call waits, and again where the call that was lent fails.
#[hpy_function]
pub(crate) fn call_lent<'ctx>(ctx: Context<'ctx>, callable: Py, failing: &Handle<'ctx>) -> Result<(String, String)> {
    let before = failing.call(()).err();
    let result: Result<String> = ctx.lend(|| Context::attach(|ctx| callable.call(ctx, ())?.extract()));
    let (within, made) = ctx.lend(|| (failing.call(()).err(), Context::attach(|ctx| PyDict::new(ctx)?.len())));
    let told = |error: Option<PyError>| error.map_or_else(String::new, |error| error.describe(ctx));
    Ok((result?, format!("{}, {}, {}", told(before), told(within), made?)))
}

/// Where there is something to attach to: in a call; one that lends; on a thread meanwhile; in one that is detached meanwhile, and attached
/// again in that; where a panic has left what lent.
#[hpy_function]
pub(crate) fn can_attach_lent(ctx: Context<'_>) -> (bool, bool, bool, (bool, bool), bool) {
    let can = || Context::try_attach(|_| ()).is_some();
    let lent = ctx.lend(|| can() && Context::attach(|ctx| can() && ctx.lend(can)) && can());
    let on_a_thread = ctx.lend(|| thread::spawn(can).join().unwrap_or(true));
    let detached = ctx.lend(|| {
        let detached = ctx.detach(|| (Context::attach(|ctx| ctx.lend(can)), Context::attach(|_| can())));
        (detached.0 && can(), detached.1)
    });
    let panicked = catch_unwind(AssertUnwindSafe(|| ctx.lend(|| resume_unwind(Box::new(())))));
    let behind = panicked.is_ok() || can();
    (can(), lent, on_a_thread, detached, behind)
}

/// Panics within what is lent.
#[hpy_function]
pub(crate) fn panic_lent(ctx: Context<'_>) {
    ctx.lend(|| Context::attach(|_| panic!("lent panicked")));
}

/// Calls when it goes, if there is something to attach to then; else it notes that on the function.
#[hpy_type]
pub(crate) struct CallsLentAtItsEnd {
    callable: Py,
}

#[hpy_methods]
impl CallsLentAtItsEnd {
    #[new]
    fn new(callable: Py) -> Self {
        CallsLentAtItsEnd { callable }
    }
}

impl Drop for CallsLentAtItsEnd {
    fn drop(&mut self) {
        let called = Context::try_attach(|ctx| self.callable.call(ctx, ()).map(drop));
        FAILURE.set(called.and_then(Result::err));
    }
}

/// Calls, while the context is lent, and has the error of an object that went meanwhile.
#[hpy_function]
pub(crate) fn error_of_the_end(ctx: Context<'_>, callable: Py) -> Result<Option<String>> {
    ctx.lend(|| Context::attach(|ctx| callable.call(ctx, ()).map(drop)))?;
    Ok(FAILURE.take().map(|error| error.describe(ctx)))
}

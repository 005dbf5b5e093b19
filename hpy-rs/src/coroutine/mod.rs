//! [`Coroutine`]: a future of Rust as a coroutine of Python's.
//!
//! The object is a coroutine of a small `async def` (`drive.py`), which calls its `step` to [poll](Steps) the future, and awaits what
//! that gives until the future is [woken](waking). So all that Python does with coroutines is Python's own.

mod alarm;
mod awaited;
mod cancelling;
mod waking;

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{self, Poll, Waker};

use crate::Result;
use crate::class::Closure;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::raised::Mark;
use crate::error::{PyRuntimeError, carried};
use crate::handle::{Global, Handle, let_go_of_dropped};
use crate::object::builtin;
use crate::type_hint::TypeHint;
use crate::types::{PyAny, PyDict};
pub use awaited::PyFuture;
pub use cancelling::CancelHandle;
use cancelling::Cancelling;
use waking::Waking;

/// A future as a coroutine: a result, or an argument, that Python code can `await`. What an `async fn` with `#[hpy_function]` gives is
/// one, too.
///
/// The future is polled in a call from the event loop, which must be one of `asyncio`'s or like them, and may be woken on any thread.
/// It gets to Python by an [`Interpreter`](crate::Interpreter). If the coroutine is cancelled, closed or fails, the future is dropped;
/// one that has a [`CancelHandle`] lives on when it is cancelled.
///
/// ```
/// use std::future;
/// use hpy_rs::{Coroutine, Interpreter};
/// use hpy_rs::prelude::*;
///
/// /// The sum, for whoever awaits it.
/// #[hpy_function]
/// async fn add(a: i64, b: i64) -> i64 {
///     future::ready(a + b).await
/// }
///
/// /// The same, of a plain function, which can look at its arguments first.
/// #[hpy_function]
/// fn add_any(ctx: Context<'_>, numbers: Vec<i64>) -> Result<Handle<'_>> {
///     if numbers.is_empty() {
///         return Err(PyValueError::new("nothing to add"));
///     }
///     Coroutine::new("add_any", async move { numbers.iter().sum::<i64>() }).into_py(ctx)
/// }
///
/// /// Calls Python when it runs.
/// #[hpy_function]
/// async fn call(python: Interpreter, callable: Py) -> Result<Py> {
///     python.attach(|ctx| callable.call(ctx, ())?.to_py())
/// }
/// ```
pub struct Coroutine<F> {
    name: Cow<'static, str>,
    qualified: Cow<'static, str>,
    future: F,
}

impl<F> Coroutine<F>
where
    F: Future<Output: for<'ctx> IntoPy<'ctx>> + Send + 'static,
{
    /// Of a future, by the name that warnings and its `repr` show.
    pub fn new(name: impl Into<Cow<'static, str>>, future: F) -> Self {
        let name = name.into();
        Self::qualified(name.clone(), name, future)
    }

    /// As [`new`](Self::new), with the name that has that of the class before it.
    pub(crate) fn qualified(name: Cow<'static, str>, qualified: Cow<'static, str>, future: F) -> Self {
        Coroutine { name, qualified, future }
    }
}

impl<'ctx, F> IntoPy<'ctx> for Coroutine<F>
where
    F: Future<Output: for<'any> IntoPy<'any>> + Send + 'static,
{
    type Target = PyAny;

    fn into_py(self, ctx: Context<'ctx>) -> Result<Handle<'ctx>> {
        start(ctx, Box::pin(self.future), &self.name, &self.qualified)
    }

    fn output_type() -> TypeHint {
        hint(F::Output::result_type())
    }
}

/// That of a coroutine which gives what has this one.
pub(crate) fn hint(given: TypeHint) -> TypeHint {
    TypeHint::of("collections.abc.Coroutine", [TypeHint::any(), TypeHint::any(), given])
}

impl<F> fmt::Debug for Coroutine<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Coroutine({})", self.qualified)
    }
}

/// The names of `drive.py`.
static NAMES: Global<PyDict> = Global::new();

fn names(ctx: Context<'_>) -> Result<Handle<'_, PyDict>> {
    NAMES.get_or_try_init(ctx, || {
        let names = PyDict::from_pairs(ctx, [("__name__", "hpy_rs")])?;
        let code = builtin(ctx, "compile")?.call((include_str!("drive.py"), "<hpy_rs>", "exec"))?;
        builtin(ctx, "exec")?.call((code, &names))?;
        Ok(names)
    })
}

fn start<'ctx>(ctx: Context<'ctx>, body: Pin<Box<dyn Body>>, name: &str, qualified: &str) -> Result<Handle<'ctx>> {
    // The future may have errors that the running call has caught. Which these are nobody knows, so calls around it keep theirs so, too.
    carried::carry_since(ctx, Mark::FIRST);
    let steps = Steps { body: Mutex::new(Some(body)), waking: Arc::default(), cancelling: Arc::default() };
    let step = Closure::new(ctx, "step", move |arguments, _| {
        if let Some(thrown) = arguments.get(1) {
            return steps.cancelling.throw(thrown)?.into_py(arguments.ctx()).map(Handle::into_any);
        }
        let goes_on = arguments.get(0).is_some_and(|argument| argument.is_truthy().unwrap_or(false));
        steps.step(arguments.ctx(), goes_on)
    })?;
    names(ctx)?.get_item("start")?.call((step, name, qualified))
}

/// A future that ends with an object.
trait Body: Send {
    fn poll_in<'ctx>(
        self: Pin<&mut Self>,
        ctx: Context<'ctx>,
        task: &mut task::Context<'_>,
    ) -> Poll<Result<Handle<'ctx>>>;
}

impl<F> Body for F
where
    F: Future<Output: for<'ctx> IntoPy<'ctx>> + Send,
{
    fn poll_in<'ctx>(
        self: Pin<&mut Self>,
        ctx: Context<'ctx>,
        task: &mut task::Context<'_>,
    ) -> Poll<Result<Handle<'ctx>>> {
        self.poll(task).map(|value| value.leave(ctx)?.into_handle(ctx))
    }
}

/// The half of a coroutine that is Rust's.
struct Steps {
    /// Nothing while it is polled, as Python code that runs then can come here, too, and when it has ended.
    body: Mutex<Option<Pin<Box<dyn Body>>>>,
    waking: Arc<Waking>,
    cancelling: Arc<Cancelling>,
}

impl Steps {
    /// Goes on with the future: gives whether it is done, and its result or what to await. Or drops it.
    fn step<'ctx>(&self, ctx: Context<'ctx>, goes_on: bool) -> Result<Handle<'ctx>> {
        let taken = lock(&self.body).take();
        if taken.is_some() {
            self.waking.rest();
        }
        let mut body = match taken {
            Some(body) if goes_on => body,
            None if goes_on => return Err(PyRuntimeError::new("the future of a coroutine is running, or has ended")),
            ended => {
                drop(ended);
                self.cancelling.end();
                carried::let_go_of_unwanted(ctx); // It may have had errors,
                let_go_of_dropped(ctx); // and objects.
                return Ok(ctx.none().to_owned().into_any());
            }
        };
        let waker = Waker::from(Arc::clone(&self.waking));
        let mut task = task::Context::from_waker(&waker);
        let outcome = match self.cancelling.within(|| body.as_mut().poll_in(ctx, &mut task)) {
            Poll::Ready(value) => (true, Some(value?)),
            Poll::Pending => {
                *lock(&self.body) = Some(body);
                (false, self.waking.awaited(&names(ctx)?)?)
            }
        };
        outcome.into_py(ctx).map(Handle::into_any)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! [`Interpreter`]: the way to Python for whoever has no context, on whatever thread.
#![expect(unsafe_code, reason = "enters Python, and passes a closure by its address")]

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::NonNull;
use std::sync::OnceLock;

use hpy_sys::api::{self, ContextRef, Entrance, Runtime};

use super::gate::Gate;
use super::lend::lent_context;
use super::{Context, is_detached};
use crate::Result;
use crate::class::Closure;
use crate::error::{PyRuntimeError, carried, raised};
use crate::handle::{Handle, let_go_at_the_end};

static GATE: Gate = Gate::closed();
static ENTRANCE: OnceLock<Entrance> = OnceLock::new();

thread_local! {
    /// Whether the interpreter lets go of an object on this thread, and is another one than CPython, so that it cannot be called.
    static IS_DROPPING: Cell<bool> = const { Cell::new(false) };
}

/// Whether Python may be called by a thread that comes to it, or holds it.
pub(super) fn may_call() -> bool {
    let is_dropping = api::runtime() != Runtime::CPython && IS_DROPPING.get();
    !is_dropping && !raised::is_thread_over() && api::has_stack_to_enter()
}

/// Runs what drops the value of an object.
pub(crate) fn while_dropping<R>(drop: impl FnOnce() -> R) -> R {
    if api::runtime() == Runtime::CPython {
        return drop();
    }
    let before = IS_DROPPING.replace(true);
    let result = drop();
    IS_DROPPING.set(before);
    result
}

/// What a thread does when it has got in.
type Work<'a> = dyn FnMut(Context<'_>) + 'a;

thread_local! {
    /// That of this thread, while it is on its way.
    static WORK: Cell<Option<NonNull<Work<'static>>>> = const { Cell::new(None) };
}

/// A way to Python for threads that Rust has started, and for callbacks that get no context: `Copy`, `Send` and `Sync`.
///
/// It comes from [`Context::interpreter`]. A thread that is started without it has no way to Python.
///
/// ```
/// use std::thread;
/// use hpy_rs::prelude::*;
///
/// /// Calls a function of Python's for each text, on a thread of its own.
/// #[hpy_function]
/// fn measure(ctx: Context<'_>, texts: Vec<String>, measure: Py) -> Result<Vec<f64>> {
///     let python = ctx.interpreter()?;
///     let measure = |text: &str| python.attach(|ctx| measure.call(ctx, (text,))?.extract());
///     ctx.detach(|| {
///         thread::scope(|scope| {
///             let threads: Vec<_> = texts.iter().map(|text| scope.spawn(move || measure(text))).collect();
///             threads.into_iter().map(|thread| thread.join().expect("it does not panic")).collect()
///         })
///     })
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Interpreter(());

impl Interpreter {
    /// Runs `work`, as soon as this thread may call Python. Who waits for this thread meanwhile must be in
    /// [`Context::detach`], or both wait for ever. In a call, `work` runs at once, and other threads do not run before; within
    /// closures of `detach` and [`lend`](Context::lend) it is [`Context::attach`].
    ///
    /// An error may be returned, also from this thread to another one.
    ///
    /// # Panics
    /// Where [`try_attach`](Self::try_attach) gives `None`. Panics of `work` pass through.
    pub fn attach<R>(self, work: impl for<'ctx> FnOnce(Context<'ctx>) -> R) -> R {
        self.try_attach(work).expect("Python has ended, or cannot be called here")
    }

    /// As [`attach`](Self::attach), but `None` when Python ends, where too little memory or stack is left, in debug modes at the limit of
    /// recursion, when this thread ends (in the `Drop` of a thread-local that goes late), and on PyPy and GraalPy in what is called when the
    /// value of an object is dropped.
    pub fn try_attach<R>(self, work: impl for<'ctx> FnOnce(Context<'ctx>) -> R) -> Option<R> {
        if let Some(ctx) = context_here() {
            // SAFETY: this thread holds the interpreter, and does so whenever `work` goes on.
            return Some(run_here(unsafe { Context::from_raw(ctx) }, work));
        }
        if is_detached() {
            return Context::try_attach(work);
        }
        if let Some(ctx) = lent_context() {
            // SAFETY: as above.
            return Some(run_here(unsafe { Context::from_raw(ctx) }, work));
        }
        let entrance = ENTRANCE.get().filter(|_| may_call())?;
        let mut on_the_way = Some(GATE.enter()?);
        let mut work = Some(work);
        let mut outcome = None;
        let mut run = |ctx: Context<'_>| {
            on_the_way = None;
            let Some(work) = work.take() else { return };
            let mark = raised::mark(ctx);
            outcome = Some(catch_unwind(AssertUnwindSafe(|| work(ctx))));
            carried::carry_since(ctx, mark);
        };
        enter(entrance, &mut run);
        outcome.map(|outcome| outcome.unwrap_or_else(|payload| resume_unwind(payload)))
    }
}

/// The context of this thread, if Python need not be asked for one: if all calls have one, nothing has ended, and no exception is pending.
#[inline]
fn context_here() -> Option<ContextRef> {
    let ctx = api::context_of_all().filter(|_| GATE.is_open() && may_call())?;
    // SAFETY: there is such a context where this thread holds the interpreter.
    unsafe { is_free(ctx) }.then_some(ctx)
}

/// Whether no exception is pending but errors of ours, as may be where an object goes.
///
/// # Safety
/// The context can be used now.
pub(super) unsafe fn is_free(ctx: ContextRef) -> bool {
    // SAFETY: the caller's promise, here and below.
    let ctx = unsafe { Context::from_raw(ctx) };
    // SAFETY: as above.
    unsafe { api::HPyErr_Occurred(ctx.raw()) == 0 }
}

/// Runs what needs a context where there is one.
pub(super) fn run_here<R>(ctx: Context<'_>, work: impl for<'ctx> FnOnce(Context<'ctx>) -> R) -> R {
    let mark = raised::mark(ctx);
    let outcome = catch_unwind(AssertUnwindSafe(|| work(ctx)));
    if !raised::none_since(ctx, mark) {
        carried::carry_since(ctx, mark);
        let_go_at_the_end();
    }
    outcome.unwrap_or_else(|payload| resume_unwind(payload))
}

/// Has Python call [`run_work`] on this thread.
fn enter(entrance: &Entrance, work: &mut Work<'_>) {
    let _put_back = PutBack(WORK.replace(Some(erased(work))));
    // SAFETY: the thread went through the gate, at whose other end it holds the interpreter; where an object goes and this is not
    // CPython, it was turned away. What is left pending on PyPy, the first call of `work` takes out.
    unsafe { entrance.call() };
}

/// Without its lifetime; to be used for as long only.
fn erased(work: &mut Work<'_>) -> NonNull<Work<'static>> {
    let work: NonNull<Work<'_>> = NonNull::from(work);
    // SAFETY: pointers to the same type, but for a lifetime.
    unsafe { std::mem::transmute::<NonNull<Work<'_>>, NonNull<Work<'static>>>(work) }
}

/// Restores what a thread was on its way to do when it came here again.
struct PutBack(Option<NonNull<Work<'static>>>);

impl Drop for PutBack {
    fn drop(&mut self) {
        WORK.set(self.0);
    }
}

/// Does what this thread has come for. Python code that finds the object that is called by it finds nothing to do.
fn run_work(ctx: Context<'_>) {
    let Some(mut work) = WORK.take() else { return };
    // SAFETY: `enter` on this thread waits for this call, and has it from a reference; it was taken, so this is the only one.
    let work = unsafe { work.as_mut() };
    work(ctx);
}

impl Context<'_> {
    /// The way to Python for threads that Rust starts.
    ///
    /// # Errors
    /// `RuntimeError` where there is none: on GraalPy 23 and 24, which die of such threads, and through HPy with `HPY=debug`, which
    /// ends the process when calls of two threads overlap. `MemoryError`.
    pub fn interpreter(self) -> Result<Interpreter> {
        if ENTRANCE.get().is_none() {
            open(self)?;
        }
        Ok(Interpreter(()))
    }
}

#[cold]
fn open(ctx: Context<'_>) -> Result<()> {
    // SAFETY: the context of the running call.
    if !unsafe { api::can_be_entered(ctx.raw()) } {
        return Err(PyRuntimeError::new("threads of Rust cannot call Python here"));
    }
    let end = closure(ctx, "end", |ctx| {
        GATE.close();
        ctx.detach(|| GATE.wait());
    })?;
    let enter = closure(ctx, "enter", run_work)?;
    if let Some(register) = ctx.import("os")?.get_attr_opt("register_at_fork")? {
        register.call_with((), &[("after_in_child", closure(ctx, "fork", |_| GATE.fork())?)])?;
    }
    ctx.import("atexit")?.call_method("register", (end,))?;
    // SAFETY: the context of the running call, and a handle of it.
    let entrance = unsafe { Entrance::new(ctx.raw(), enter.as_raw()) };
    // If Python code has come here meanwhile, that entrance stays.
    if ENTRANCE.set(entrance).is_ok() {
        GATE.open();
    }
    Ok(())
}

fn closure<'ctx>(ctx: Context<'ctx>, name: &str, run: fn(Context<'_>)) -> Result<Handle<'ctx, Closure>> {
    Closure::new(ctx, name, move |arguments, _| {
        run(arguments.ctx());
        Ok(arguments.ctx().none().to_owned().into_any())
    })
}

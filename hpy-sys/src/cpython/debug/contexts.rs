//! The contexts of calls: each call gets a table of its own, so that one that is used later is told.

use std::collections::VecDeque;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::report;
use crate::abi::{HPy, HPyContext};

/// What all tables of this mode are copies of.
#[derive(Debug)]
pub(super) struct Template {
    /// The table whose entries do the work; of the layout without a shift, whatever the interpreter's is.
    pub(super) plain: &'static HPyContext,
    pub(super) table: HPyContext,
    /// The constant that only a shifted table has; `None` where tables are not shifted.
    pub(super) dict_type: Option<HPy>,
}

// SAFETY: the tables are written to before it is stored and never after.
unsafe impl Send for Template {}
// SAFETY: as above.
unsafe impl Sync for Template {}

static TEMPLATE: OnceLock<Box<Template>> = OnceLock::new();

/// So many contexts of ended calls are told from those of later ones.
const REMEMBERED: usize = 64;

/// Tables whose calls have ended, the first ended first.
struct Ended(VecDeque<*mut HPyContext>);

// SAFETY: tables live for ever.
unsafe impl Send for Ended {}

static ENDED: Mutex<Ended> = Mutex::new(Ended(VecDeque::new()));

/// Stores the template; the first one stays.
pub(super) fn learn(template: Template) -> &'static Template {
    TEMPLATE.get_or_init(|| Box::new(template))
}

/// A table as its entries take it.
pub(super) fn raw(table: &HPyContext) -> *mut HPyContext {
    ptr::from_ref(table).cast_mut()
}

/// The table whose entries do the work.
///
/// # Safety
///
/// [`learn`] was called.
pub(super) unsafe fn plain() -> &'static HPyContext {
    // SAFETY: the caller's promise.
    unsafe { TEMPLATE.get().unwrap_unchecked() }.plain
}

/// A new table, which lives for ever, in the layout of this interpreter. Its private word says whether its call runs.
fn make(template: &Template) -> *mut HPyContext {
    let runs: &'static AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
    let mut table = Box::new(template.table);
    table.private = ptr::from_ref(runs).cast_mut().cast();
    match template.dict_type {
        Some(dict_type) => Box::into_raw(Box::new(table.shifted(dict_type))).cast(),
        None => Box::into_raw(table),
    }
}

/// # Safety
///
/// `ctx` is a table of this file.
unsafe fn set_runs(ctx: *mut HPyContext, runs: bool) {
    // SAFETY: the caller's promise.
    let private = unsafe { (*ctx).private };
    // SAFETY: `make` put it there.
    unsafe { &*private.cast::<AtomicBool>() }.store(runs, Relaxed);
}

/// The context that trampolines pass, and which is of no call.
pub(super) fn root(template: &Template) -> *mut HPyContext {
    make(template)
}

/// The context of a call that begins; null if [`learn`] was never called.
pub(super) fn begin() -> *mut HPyContext {
    let mut ended = ENDED.lock().unwrap_or_else(PoisonError::into_inner);
    let old = if ended.0.len() > REMEMBERED { ended.0.pop_front() } else { None };
    let ctx = old.or_else(|| TEMPLATE.get().map(|template| make(template))).unwrap_or(ptr::null_mut());
    if !ctx.is_null() {
        // SAFETY: a table of this file.
        unsafe { set_runs(ctx, true) };
    }
    ctx
}

/// The call has ended.
///
/// # Safety
///
/// `begin` gave `ctx`.
pub(super) unsafe fn end(ctx: *mut HPyContext) {
    // SAFETY: the caller's promise.
    unsafe { set_runs(ctx, false) };
    ENDED.lock().unwrap_or_else(PoisonError::into_inner).0.push_back(ctx);
}

/// Reports a context that is used after its call; gives the plain table.
///
/// # Safety
///
/// `ctx` is a table of this file; the entry contract.
#[inline(never)]
pub(super) unsafe extern "C" fn enter(ctx: *mut HPyContext) -> &'static HPyContext {
    // SAFETY: the caller's promise.
    let private = unsafe { (*ctx).private };
    // SAFETY: `make` put it there.
    if !unsafe { &*private.cast::<AtomicBool>() }.load(Relaxed) {
        // SAFETY: the caller's promise.
        unsafe { report::stale_context() };
    }
    // SAFETY: there is a table of this mode.
    unsafe { plain() }
}

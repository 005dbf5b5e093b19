//! The debug mode of our own door: `HPY=debug`, which HPy's own debug mode does not reach here.
//!
//! A handle of the plain table is an object's address, so nothing can be said of it once it was closed. In this mode the
//! module gets another table, whose entries call those of the plain one: there a handle is the number of a
//! [record](handles), which outlives it, as is a [builder or tracker](builders), and each call has a [context](contexts) of its own. Functions are entered as HPy
//! enters them on CPython, through their trampolines, so that nothing is different in the plain mode.

mod builders;
mod call;
mod command;
mod contexts;
mod handles;
mod mode;
mod report;
mod signature;
mod special;
mod table;
mod trace;
mod wrapper;

use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

pub(super) use command::{NAME as COMMAND_NAME, command};
pub(super) use signature::execute;
pub(super) use table::start;

/// What the tables of this mode call themselves.
pub(super) const NAME: &CStr = c"hpy-rs own door (debug)";

static ON: AtomicBool = AtomicBool::new(false);

/// Whether this file was loaded in this mode.
#[inline(always)]
pub(super) fn is_on() -> bool {
    ON.load(Relaxed)
}

/// Whether it is asked for the module.
pub(super) fn is_wanted(module: &CStr) -> bool {
    mode::wanted(module).eq_ignore_ascii_case("debug")
}

/// Switches it on or off, before anything is learnt of the interpreter.
pub(super) fn switch(on: bool) {
    ON.store(on, Relaxed);
}

//! Where the stack of a thread is, which nothing in Rust's standard library tells.

use std::cell::Cell;
use std::ops::Range;

/// The stack of a thread, which grows towards lower addresses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stack {
    /// The lowest address that the system gives it.
    pub(super) lowest: usize,
    /// From where the thread has come to the interpreter, or above.
    pub(super) base: usize,
}

thread_local! {
    /// That of this thread; `None` until it is asked for.
    static STACK: Cell<Option<Stack>> = const { Cell::new(None) };
}

impl Stack {
    /// That of the calling thread; `None` where nobody tells, or code runs elsewhere.
    #[inline]
    pub(super) fn of_thread() -> Option<Self> {
        let stack = STACK.get().or_else(|| Self::found().inspect(|stack| STACK.set(Some(*stack))))?;
        (stack.lowest <= place_of_stack()).then_some(stack)
    }

    /// Notes that the calling thread comes to the interpreter from here, as PyPy does: that takes the base to be here, if it was not
    /// higher before. Gives how far above the base of before that is.
    ///
    /// From the thread's beginning, if that is no more than `near` bytes above: there frames differ from time to time.
    pub(super) fn begin_here(near: usize) -> usize {
        let Some(whole) = Self::found() else { return 0 };
        let (here, before) = (place_of_stack(), STACK.get());
        let base = if whole.base.saturating_sub(here) > near { here } else { whole.base };
        let base = before.map_or(base, |before| before.base.max(base));
        STACK.set(Some(Self { base, ..whole }));
        before.map_or(0, |before| here.saturating_sub(before.base))
    }

    /// All that the system gives the thread, but what it has put above the first thread's.
    fn found() -> Option<Self> {
        let Range { start, end } = range_of_stack()?;
        let first = base_of_process().filter(|first| (start..end).contains(first));
        Some(Self { lowest: start, base: first.unwrap_or(end) })
    }
}

/// How long the system lets the first thread's stack become, in bytes; `usize::MAX` where nobody tells, or there is no limit.
#[cfg(unix)]
pub(super) fn most_of_process() -> usize {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: any thread may ask, and there is a place to write to.
    let status = unsafe { libc::getrlimit(libc::RLIMIT_STACK, &raw mut limit) };
    if status == 0 { usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX) } else { usize::MAX }
}

/// How long the system lets the first thread's stack become, in bytes; `usize::MAX` where nobody tells, or there is no limit.
#[cfg(not(unix))]
pub(super) fn most_of_process() -> usize {
    usize::MAX
}

/// About where the stack is.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a register, in each call")]
#[must_use]
pub fn place_of_stack() -> usize {
    let place: usize;
    // SAFETY: a register is read.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!("mov {}, rsp", out(reg) place, options(pure, nomem, nostack, preserves_flags));
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!("mov {}, sp", out(reg) place, options(pure, nomem, nostack, preserves_flags));
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        let here = 0_u8;
        place = std::hint::black_box(&raw const here).addr();
    }
    place
}

/// Above where the first thread begins, and below the arguments and the environment of the process, which may be long.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn base_of_process() -> Option<usize> {
    // Linux puts these bytes there.
    // SAFETY: any thread may ask; the answer is 0 where there is none.
    let bytes = unsafe { libc::getauxval(libc::AT_RANDOM) };
    usize::try_from(bytes).ok().filter(|bytes| *bytes != 0)
}

/// Above where the first thread begins.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn base_of_process() -> Option<usize> {
    None
}

/// The addresses of the calling thread's stack; `None` where nobody tells.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn range_of_stack() -> Option<Range<usize>> {
    use std::mem::MaybeUninit;
    use std::ptr;

    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::uninit();
    // SAFETY: any thread may ask.
    let own = unsafe { libc::pthread_self() };
    // SAFETY: the thread runs, and there is a place to write to.
    if unsafe { libc::pthread_getattr_np(own, attributes.as_mut_ptr()) } != 0 {
        return None;
    }
    let (mut lowest, mut length) = (ptr::null_mut(), 0);
    // SAFETY: attributes that were just written, and places to write to.
    let status = unsafe { libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut lowest, &raw mut length) };
    // SAFETY: attributes that are used no more.
    unsafe { libc::pthread_attr_destroy(attributes.as_mut_ptr()) };
    (status == 0).then(|| lowest.addr()..lowest.addr().saturating_add(length))
}

/// The addresses of the calling thread's stack; `None` where nobody tells.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn range_of_stack() -> Option<Range<usize>> {
    None
}

#[cfg(test)]
mod tests {
    use super::{Stack, place_of_stack};

    #[test]
    #[cfg(target_os = "linux")]
    fn it_is_where_variables_are() {
        let is_there = || {
            let here = place_of_stack();
            Stack::of_thread().is_some_and(|stack| stack.lowest < here && here < stack.base)
        };
        assert!(is_there());
        assert!(std::thread::spawn(is_there).join().unwrap_or(false));
    }
}

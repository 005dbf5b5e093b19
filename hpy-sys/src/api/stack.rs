//! Where the stack of a thread is, which nothing in Rust's standard library tells.

use std::ops::Range;

/// The addresses of the calling thread's stack, which grows towards the first one; `None` where nobody tells.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[must_use]
pub fn stack_of_thread() -> Option<Range<usize>> {
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

/// The addresses of the calling thread's stack, which grows towards the first one; `None` where nobody tells.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
#[must_use]
pub fn stack_of_thread() -> Option<Range<usize>> {
    None
}

#[cfg(test)]
mod tests {
    use super::stack_of_thread;

    #[test]
    #[cfg(target_os = "linux")]
    fn it_is_where_variables_are() {
        let is_there = || {
            let here = 0_u8;
            stack_of_thread().is_some_and(|stack| stack.contains(&(&raw const here).addr()))
        };
        assert!(is_there());
        assert!(std::thread::spawn(is_there).join().unwrap_or(false));
    }
}

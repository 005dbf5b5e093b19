//! Where a call came from: the addresses of the frames between here and the interpreter. What they mean is found out when
//! they are shown, if ever.

use std::fmt;

/// Return addresses, innermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace(Box<[usize]>);

impl Trace {
    /// The frames of the running call.
    #[inline(never)]
    pub(super) fn here() -> Self {
        Self(unwinder::frames().into_boxed_slice())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A line for each frame, such as `/folder/module.hpy0.so(+0x1234)`.
impl fmt::Display for Trace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for address in &self.0 {
            match unwinder::library_of(*address) {
                Some((path, start)) => writeln!(formatter, "    {path}(+{:#x})", address - start)?,
                None => writeln!(formatter, "    ?(+{address:#x})")?,
            }
        }
        Ok(())
    }
}

/// The file that this code is in, as far as that is known.
pub(super) fn library() -> String {
    unwinder::library_of(library as fn() -> String as usize).map_or_else(String::new, |(path, _)| path)
}

#[cfg(unix)]
mod unwinder {
    use std::ffi::{CStr, c_int, c_void};
    use std::mem::MaybeUninit;

    use crate::cpython::debug::signature::entry_address;

    /// More frames than this between an interpreter and a handle are not kept.
    const MOST: usize = 32;

    /// `_URC_NO_REASON` and `_URC_NORMAL_STOP`.
    const GO_ON: c_int = 0;
    const STOP: c_int = 4;

    #[repr(C)]
    struct Frame {
        _opaque: [u8; 0],
    }

    type Visit = unsafe extern "C" fn(*mut Frame, *mut c_void) -> c_int;

    // The unwinder that panics are made with, so that it is there.
    unsafe extern "C" {
        fn _Unwind_Backtrace(visit: Visit, argument: *mut c_void) -> c_int;
        fn _Unwind_GetIP(frame: *mut Frame) -> usize;
        fn _Unwind_GetRegionStart(frame: *mut Frame) -> usize;
    }

    unsafe extern "C" fn visit(frame: *mut Frame, frames: *mut c_void) -> c_int {
        // SAFETY: `frames` passed its own vector.
        let frames = unsafe { &mut *frames.cast::<Vec<usize>>() };
        // SAFETY: the unwinder's frame.
        if frames.len() == MOST || unsafe { _Unwind_GetRegionStart(frame) } == entry_address() {
            return STOP;
        }
        // SAFETY: as above.
        frames.push(unsafe { _Unwind_GetIP(frame) });
        GO_ON
    }

    /// The frames up to the place where the interpreter called the extension.
    pub(super) fn frames() -> Vec<usize> {
        let mut frames = Vec::new();
        // SAFETY: `visit` takes a vector, which outlives the walk.
        unsafe { _Unwind_Backtrace(visit, (&raw mut frames).cast()) };
        frames
    }

    /// The path of the file that an address is in, and where the file begins.
    pub(super) fn library_of(address: usize) -> Option<(String, usize)> {
        let mut found = MaybeUninit::<libc::Dl_info>::zeroed();
        let address = std::ptr::without_provenance::<c_void>(address);
        // SAFETY: any address may be asked for; the answer is this function's.
        if unsafe { libc::dladdr(address, found.as_mut_ptr()) } == 0 {
            return None;
        }
        // SAFETY: all zero is valid, and it was filled.
        let found = unsafe { found.assume_init() };
        if found.dli_fname.is_null() {
            return None;
        }
        // SAFETY: the loader's name of a file is a C string.
        let path = unsafe { CStr::from_ptr(found.dli_fname) };
        Some((path.to_string_lossy().into_owned(), found.dli_fbase as usize))
    }
}

#[cfg(not(unix))]
mod unwinder {
    /// Not written yet for this system.
    pub(super) fn frames() -> Vec<usize> {
        Vec::new()
    }

    pub(super) fn library_of(_address: usize) -> Option<(String, usize)> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_in_this_program() {
        let trace = Trace::here();
        assert!(!trace.is_empty());
        let text = trace.to_string();
        assert!(text.lines().next().is_some_and(|line| line.contains(&library()) && line.ends_with(')')), "{text}");
    }
}

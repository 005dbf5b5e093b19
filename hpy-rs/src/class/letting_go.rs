//! Long chains of objects that go at once, on CPython.
//!
//! hpy has nothing like CPython's own trashcan: where the last reference to an object is a field of one that goes, it goes
//! within that, and a chain of a million would need as much stack. So from some depth on fields are only taken out, and let
//! go of at the bottom.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::ptr;

use hpy_sys::HPyField;
use hpy_sys::abi::HPyFunc_visitproc;

/// How many objects may go within each other.
const DEEPEST: usize = 50;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static TAKEN: RefCell<Vec<HPyField>> = const { RefCell::new(Vec::new()) };
}

/// Calls what it is given for every field of an object that is not null.
type Fields<'f> = dyn Fn(&mut dyn FnMut(*mut HPyField)) + 'f;

/// Lets go of fields, or puts that off.
///
/// # Safety
/// `visit` is a function of hpy's that, called without an argument, sets a field to null and lets go of what was there.
pub(super) unsafe fn visit(visit: HPyFunc_visitproc, each: &Fields<'_>) {
    let let_go = |field: *mut HPyField| {
        // SAFETY: by the contract of this function.
        let _: c_int = unsafe { visit(field, ptr::null_mut::<c_void>()) };
    };
    // Where a thread has ended there is nowhere to put fields.
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    if depth >= DEEPEST {
        each(&mut |field| put_off(field, &let_go));
        return;
    }
    set_depth(depth + 1);
    each(&mut |field| let_go(field));
    if depth == 0 {
        while let Some(mut field) = taken() {
            let_go(&raw mut field);
        }
    }
    set_depth(depth);
}

fn set_depth(depth: usize) {
    // A thread that has ended counts no more.
    let _: Result<(), _> = DEPTH.try_with(|cell| cell.set(depth));
}

fn put_off(field: *mut HPyField, let_go: &dyn Fn(*mut HPyField)) {
    let put = TAKEN.try_with(|taken| {
        // SAFETY: a field of an object that goes, which nobody else uses.
        taken.borrow_mut().push(unsafe { field.replace(HPyField::NULL) });
    });
    if put.is_err() {
        let_go(field);
    }
}

fn taken() -> Option<HPyField> {
    TAKEN.try_with(|taken| taken.borrow_mut().pop()).ok().flatten()
}

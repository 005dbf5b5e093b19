//! The holder: on PyPy, the object that drops a value in a box.
//!
//! PyPy ends the process when it collects an instance of a Python subclass of a type with a destroy function, and neither
//! the missing flag nor a refusing `__init_subclass__` keeps Python code from making one. So the types that Python can name
//! have none: an instance has a field with a holder, which goes when the instance does. It is a capsule. Python code can find
//! it (`gc.get_referents`), but can do nothing with it: of an object of a type of our own it could change the class.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use hpy_sys::abi::HPyCapsule_Destructor;

use super::payload::Boxed;
use super::{Class, lifecycle};
use crate::context::Context;
use crate::handle::Handle;
use crate::{Result, calls};

const NAME: &CStr = c"hpy_rs.Holder";

static DESTRUCTOR: HPyCapsule_Destructor = HPyCapsule_Destructor { cpy_trampoline: None, impl_: Some(destroy) };

/// What a capsule points at, in a box; null as long as it holds nothing.
struct Held {
    class: AtomicPtr<Class>,
    content: AtomicPtr<u8>,
}

/// A capsule that is not yet in its place.
pub(super) struct Holder<'ctx> {
    capsule: Handle<'ctx>,
    held: *const Held,
}

/// A new holder that holds nothing yet.
pub(super) fn new(ctx: Context<'_>) -> Result<Holder<'_>> {
    let empty = Held { class: AtomicPtr::new(ptr::null_mut()), content: AtomicPtr::new(ptr::null_mut()) };
    let held = Box::into_raw(Box::new(empty));
    // SAFETY: the destructor frees the box; name and destructor live for ever.
    match unsafe { calls::class::new_capsule(ctx, held.cast(), NAME, &DESTRUCTOR) } {
        Ok(capsule) => Ok(Holder { capsule, held }),
        Err(error) => {
            // SAFETY: nobody else knows the box.
            drop(unsafe { Box::from_raw(held) });
            Err(error)
        }
    }
}

/// Makes `holder` the one that drops the content of `owner`.
///
/// # Safety
/// `boxed` is the struct of `owner`, whose content of `class` is in a box, and `holder` is new.
pub(super) unsafe fn hold(owner: &Handle<'_>, boxed: *const Boxed, holder: &Holder<'_>, class: &'static Class) {
    // SAFETY: by the contract of this function.
    let boxed = unsafe { &*boxed };
    // SAFETY: the field is null, and traverse functions visit it.
    unsafe { calls::class::store_field(owner, boxed.holder.get(), Some(&holder.capsule)) };
    // SAFETY: the capsule lives, and with it the box.
    let held = unsafe { &*holder.held };
    held.content.store(boxed.header.content.get(), Relaxed);
    held.class.store(ptr::from_ref(class).cast_mut(), Relaxed);
}

unsafe extern "C" fn destroy(_: *const c_char, held: *mut c_void, _: *mut c_void) {
    // SAFETY: PyPy calls it once, with what `new` has made.
    let held = unsafe { Box::from_raw(held.cast::<Held>()) };
    // SAFETY: null or a static.
    if let Some(class) = unsafe { held.class.into_inner().as_ref() } {
        // SAFETY: the instance that it belongs to is gone.
        unsafe { lifecycle::drop_content(class, held.content.into_inner()) };
    }
}

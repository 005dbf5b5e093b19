//! The holder: on PyPy, the object that drops a value in a box.
//!
//! PyPy ends the process when it collects an instance of a Python subclass of a type with a destroy function, and neither
//! the missing flag nor a refusing `__init_subclass__` keeps Python code from making one. So the types that Python can name
//! have none: an instance has a field with a holder, whose type nobody can name, and which goes when the instance does.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use hpy_sys::api::{Slot, Type};

use super::payload::Boxed;
use super::{Class, lifecycle};
use crate::context::Context;
use crate::handle::{Global, Handle};
use crate::types::PyType;
use crate::{Result, calls};

static TYPE: Global<PyType> = Global::new();

/// The struct of a holder, all zero as long as it holds nothing.
///
/// Python code can find holders (`gc.get_referents`) and pass them where an instance is expected. What comes first is looked
/// for in the headers of instances, so the class must not: no content is at the address of a class.
#[repr(C)]
struct Held {
    content: AtomicPtr<u8>,
    class: AtomicPtr<Class>,
}

/// A new holder that holds nothing yet.
pub(super) fn new(ctx: Context<'_>) -> Result<Handle<'_>> {
    calls::class::new_object(&TYPE.get_or_try_init(ctx, || make_type(ctx))?)
}

fn make_type(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
    let definition = Type {
        name: c"hpy_rs.Holder",
        doc: c"",
        size: size_of::<Held>(),
        is_base: false,
        has_fields: false,
        methods: Vec::new(),
        slots: vec![Slot::destroy(destroy)],
        properties: Vec::new(),
    };
    calls::class::new_type(ctx, &definition, None)
}

/// Makes `holder` the one that drops the content of `owner`.
///
/// # Safety
/// `boxed` is the struct of `owner`, whose content of `class` is in a box, and `holder` is new.
pub(super) unsafe fn hold(owner: &Handle<'_>, boxed: *const Boxed, holder: &Handle<'_>, class: &'static Class) {
    // SAFETY: by the contract of this function.
    let field = unsafe { &(*boxed).holder }.get();
    // SAFETY: it is null, and traverse functions visit it.
    unsafe { calls::class::store_field(owner, field, Some(holder)) };
    let held = calls::class::payload(holder).cast::<Held>();
    // SAFETY: the struct of a holder.
    let held = unsafe { &*held };
    // SAFETY: by the contract of this function.
    held.content.store(unsafe { (*boxed).header.content.load(Relaxed) }, Relaxed);
    held.class.store(ptr::from_ref(class).cast_mut(), Relaxed);
}

unsafe extern "C" fn destroy(start: *mut c_void) {
    // SAFETY: PyPy calls it with the struct of a holder.
    let held = unsafe { &*start.cast::<Held>() };
    // SAFETY: null or a static.
    if let Some(class) = unsafe { held.class.swap(ptr::null_mut(), Relaxed).as_ref() } {
        // SAFETY: the instance that it belongs to is gone.
        unsafe { lifecycle::drop_content(class, held.content.load(Relaxed)) };
    }
}

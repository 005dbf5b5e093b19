//! What interpreters call of a class without a context: to see the fields of an instance, and when it goes.
//!
//! Such a function may call nothing of HPy's, take no lock that is held during calls, and not unwind.

use std::any::Any;
use std::ffi::{c_int, c_void};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use hpy_sys::HPyField;
use hpy_sys::abi::{HPyFunc_traverseproc, HPyFunc_visitproc};
use hpy_sys::api::{self, Slot};

use super::payload::{Boxed, Header};
use super::traverse::Visitor;
use super::{Class, HpyType, letting_go, registration};
use crate::context::while_dropping;
use crate::handle::let_go_at_the_end;
use crate::macro_support::trampoline::panic_text;

/// The two slots of a class; which of them an interpreter gets is found out when the type is made. A class with nothing to show or
/// to end may need them for one that extends it.
#[derive(Clone, Copy)]
pub(super) struct Slots {
    traverse: Slot,
    destroy: Slot,
}

impl Slots {
    pub(super) const fn of<T: HpyType>() -> Self {
        Slots { traverse: Slot::traverse::<Of<T>>(), destroy: Slot::destroy(destroy_as::<T>) }
    }

    pub(super) fn chosen(self, needs_destroy: bool, has_fields: bool) -> impl Iterator<Item = Slot> {
        let is_destroyed = needs_destroy && !super::payload::needs_holder();
        has_fields.then_some(self.traverse).into_iter().chain(is_destroyed.then_some(self.destroy))
    }
}

/// Stands for the functions of a class.
struct Of<T>(PhantomData<T>);

// SAFETY: `traverse` visits all fields and cannot unwind: `Traverse` promises not to panic.
unsafe impl<T: HpyType> api::Traverse for Of<T> {
    const FUNCTION: HPyFunc_traverseproc = traverse_as::<T>;
}

/// The header in what an interpreter says is the struct of an instance of `expected`; `None` if there is no value.
///
/// For instances of Python subclasses that may be the beginning of the object instead. There are none as a rule, but assigning to
/// `__class__` can make one where a class is extended by another. Where structs outlast their type, the value of
/// an object is not lost whose class was replaced by any other of ours.
///
/// # Safety
/// The pointer is to the struct or the beginning of such an object.
unsafe fn locate<'a>(expected: &Class, start: *mut c_void) -> Option<&'a Header> {
    // SAFETY: by the contract of this function: a header, or an object's own header and a header.
    let header = unsafe { &*start.cast::<Header>() };
    if expected.covers(header.class()) {
        return Some(header);
    }
    if api::structs_outlast_their_type() {
        return registration::is_class(header.class()).then_some(header);
    }
    let behind = api::struct_behind_header(start)?;
    // SAFETY: a struct and an object are at least three words, so a third word is there; of a struct without a value it is null.
    if !expected.covers(unsafe { *behind.cast::<*const Class>() }) {
        return None;
    }
    // SAFETY: no header of ours has a class there, so it is an object's own, with ours behind it.
    Some(unsafe { &*behind.cast::<Header>() })
}

unsafe extern "C" fn traverse_as<T: HpyType>(start: *mut c_void, visit: HPyFunc_visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: an interpreter calls it with an instance's struct.
    unsafe { traverse(T::class(), start, visit, arg) }
}

/// # Safety
/// As for [`locate`]; visitor and argument are the interpreter's.
unsafe extern "C" fn traverse(
    expected: &Class,
    start: *mut c_void,
    visit: HPyFunc_visitproc,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: by the contract of this function.
    let Some(header) = (unsafe { locate(expected, start) }) else { return 0 };
    if api::visitor_lets_go(arg) {
        let each = |visit: &mut dyn FnMut(*mut HPyField)| for_each_field(header, visit);
        // SAFETY: as it is called here.
        unsafe { letting_go::visit(visit, &each) };
        return 0;
    }
    let mut status = 0;
    for_each_field(header, &mut |field| {
        if status == 0 {
            // SAFETY: the interpreter's function, for a field of this object.
            status = unsafe { visit(field, arg) };
        }
    });
    status
}

fn for_each_field(header: &Header, visit: &mut dyn FnMut(*mut HPyField)) {
    // SAFETY: `locate` has seen that it is a class.
    let class = unsafe { &*header.class() };
    if class.is_boxed() {
        // SAFETY: the struct of a class whose content is in a box.
        let boxed = unsafe { &*ptr::from_ref(header).cast::<Boxed>() };
        for slot in [&boxed.holder, &boxed.watcher] {
            // SAFETY: nobody else uses it now.
            if !unsafe { *slot.get() }.is_null() {
                visit(slot.get());
            }
        }
    }
    let mut show = |field: &super::field::FieldCell| {
        // A null field is no reference.
        if let Some(field) = field.planted().filter(|field| {
            // SAFETY: nobody else uses it now.
            !unsafe { **field }.is_null()
        }) {
            visit(field);
        }
    };
    // SAFETY: the content is one of the class in its header.
    unsafe { class.layout().visit(header.content.get(), &mut Visitor(&mut show)) };
}

unsafe extern "C" fn destroy_as<T: HpyType>(start: *mut c_void) {
    // SAFETY: an interpreter calls it with an instance's struct.
    unsafe { destroy(T::class(), start) };
}

/// # Safety
/// As for [`locate`].
unsafe extern "C" fn destroy(expected: &Class, start: *mut c_void) {
    // SAFETY: by the contract of this function.
    if let Some(header) = unsafe { locate(expected, start) } {
        // SAFETY: as above; whoever asks for the value later finds that there is none.
        let class = unsafe { &*header.class.replace(ptr::null()) };
        // SAFETY: the content of the class in its header, which nobody uses any more.
        unsafe { drop_content(class, header.content.get()) };
        let_go_at_the_end();
    }
}

/// Drops the content of an instance that has gone.
///
/// # Safety
/// It is a content of `class`, and nobody uses it any more.
pub(super) unsafe fn drop_content(class: &Class, content: *mut u8) {
    let layout = class.layout();
    // SAFETY: by the contract of this function.
    if !unsafe { layout.is_here(content) } {
        report(class, "is unsendable, but was dropped on another thread: its value is leaked");
        return;
    }
    // SAFETY: as above.
    unsafe { layout.visit(content, &mut Visitor(&mut super::field::FieldCell::forget)) };
    // SAFETY: as above.
    let dropping = AssertUnwindSafe(|| unsafe { (layout.drop)(content) });
    if let Err(payload) = while_dropping(|| catch_unwind(dropping)) {
        report(class, &format!("panicked while it was dropped: {}", panic_text(&*payload).unwrap_or("no text")));
        forget(payload);
    }
    if class.is_boxed() {
        // SAFETY: it was allocated with this layout, by `super::construct`.
        unsafe { std::alloc::dealloc(content, layout.allocation()) };
    }
}

fn forget(payload: Box<dyn Any + Send>) {
    #[expect(clippy::mem_forget, reason = "dropping it could panic again")]
    std::mem::forget(payload);
}

/// Tells on the standard error: there is no context to raise anything in.
fn report(class: &Class, what: &str) {
    use std::io::Write;
    // Where there is no standard error there is nobody to tell.
    drop(writeln!(std::io::stderr(), "hpy-rs: a '{}' {what}", class.name().to_string_lossy()));
}

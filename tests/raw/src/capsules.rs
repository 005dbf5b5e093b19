//! Capsules of numbers. What they point at lives as long as the file.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;
use std::sync::Mutex;

use hpy_sys::api::{
    ContextRef, HPyCapsule_Get, HPyCapsule_IsValid, HPyCapsule_New, HPyCapsule_Set, HPyErr_Occurred, HPyLong_AsSize_t,
    HPyLong_FromInt64_t, HPyUnicode_FromString, Method,
};
use hpy_sys::{
    HPy, HPyCapsule_Destructor, HPyCapsule_Key, HPyCapsule_key_Context, HPyCapsule_key_Destructor, HPyCapsule_key_Name,
    HPyCapsule_key_Pointer, PyObject,
};

use crate::{done, function, nothing};

static NUMBERS: [i64; 3] = [10, 20, 30];
const NAME: &CStr = c"hpy_raw.number";
const OTHER_NAME: &CStr = c"hpy_raw.other";

/// What HPy's destructors are told.
static WATCHED: HPyCapsule_Destructor =
    HPyCapsule_Destructor { cpy_trampoline: Some(trampoline), impl_: Some(destroyed) };
static INCOMPLETE: HPyCapsule_Destructor = HPyCapsule_Destructor { cpy_trampoline: None, impl_: None };

/// Name, number and context of those that have died under watch.
static DEAD: Mutex<Vec<(&CStr, i64, i64)>> = Mutex::new(Vec::new());

/// What HPy has CPython call. The own door does not: it only looks whether there is one.
unsafe extern "C" fn trampoline(_capsule: *mut PyObject) {}

unsafe extern "C" fn destroyed(name: *const c_char, pointer: *mut c_void, context: *mut c_void) {
    // SAFETY: one of the names that capsules have here.
    let name = unsafe { CStr::from_ptr::<'static>(name) };
    // SAFETY: one of the numbers, or null, here and below.
    let number = unsafe { pointer.cast::<i64>().as_ref() };
    // SAFETY: as above.
    let context = unsafe { context.cast::<i64>().as_ref() };
    if let Ok(mut dead) = DEAD.lock() {
        dead.push((name, number.copied().unwrap_or(-1), context.copied().unwrap_or(-1)));
    }
}

/// The address of a number by its index, an `int`; null is that of one that is not there, which may be asked for.
fn address(ctx: ContextRef, index: HPy) -> *mut c_void {
    // SAFETY: only called with what is of the running call.
    let index = unsafe { HPyLong_AsSize_t(ctx, index) };
    NUMBERS.get(index).map_or(ptr::null_mut(), |number| ptr::from_ref(number).cast_mut().cast())
}

/// The number at an address of a capsule; null with an exception, if there is one.
fn number_at(ctx: ContextRef, address: *mut c_void) -> HPy {
    // SAFETY: one of the numbers, or null.
    match unsafe { address.cast::<i64>().as_ref() } {
        // SAFETY: only called with what is of the running call, here and below.
        Some(number) => unsafe { HPyLong_FromInt64_t(ctx, *number) },
        // SAFETY: as above.
        None if unsafe { HPyErr_Occurred(ctx) } != 0 => HPy::NULL,
        None => nothing(ctx),
    }
}

fn new(ctx: ContextRef, index: HPy, destructor: *const HPyCapsule_Destructor) -> HPy {
    // SAFETY: of the running call; name and destructor live as long as the file.
    unsafe { HPyCapsule_New(ctx, address(ctx, index), NAME.as_ptr(), destructor.cast_mut()) }
}

fn get(ctx: ContextRef, capsule: HPy, key: HPyCapsule_Key, name: &CStr) -> *mut c_void {
    // SAFETY: of the running call.
    unsafe { HPyCapsule_Get(ctx, capsule, key, name.as_ptr()) }
}

fn set(ctx: ContextRef, capsule: HPy, key: HPyCapsule_Key, value: *mut c_void) -> HPy {
    // SAFETY: of the running call; what is set lives as long as the file.
    done(ctx, unsafe { HPyCapsule_Set(ctx, capsule, key, value) })
}

fn set_destructor(ctx: ContextRef, capsule: HPy, destructor: *const HPyCapsule_Destructor) -> HPy {
    set(ctx, capsule, HPyCapsule_key_Destructor, destructor.cast_mut().cast())
}

function! {
    /// A capsule of the number with this index.
    New(ctx, index) { new(ctx, index, ptr::null()) }
}

function! {
    /// The same, with a destructor.
    NewWatched(ctx, index) { new(ctx, index, &raw const WATCHED) }
}

function! {
    /// The same, with a destructor that has no functions.
    NewIncomplete(ctx, index) { new(ctx, index, &raw const INCOMPLETE) }
}

function! {
    /// The number in a capsule.
    Number(ctx, capsule) { number_at(ctx, get(ctx, capsule, HPyCapsule_key_Pointer, NAME)) }
}

function! {
    /// The number in a capsule of the other name.
    OtherNumber(ctx, capsule) { number_at(ctx, get(ctx, capsule, HPyCapsule_key_Pointer, OTHER_NAME)) }
}

function! {
    /// The number that is the context of a capsule.
    Context(ctx, capsule) { number_at(ctx, get(ctx, capsule, HPyCapsule_key_Context, NAME)) }
}

function! {
    /// The destructor of a capsule, which nobody may ask for.
    Destructor(ctx, capsule) { number_at(ctx, get(ctx, capsule, HPyCapsule_key_Destructor, NAME)) }
}

function! {
    /// The name of a capsule.
    Name(ctx, capsule) {
        let name = get(ctx, capsule, HPyCapsule_key_Name, NAME);
        if name.is_null() {
            return number_at(ctx, name);
        }
        // SAFETY: of this call; a name is a text that ends in a NUL.
        unsafe { HPyUnicode_FromString(ctx, name.cast_const().cast()) }
    }
}

function! {
    /// Whether an object is a capsule of a number.
    IsNumber(ctx, object) {
        // SAFETY: of this call.
        let is_valid = unsafe { HPyCapsule_IsValid(ctx, object, NAME.as_ptr()) };
        // SAFETY: as above.
        unsafe { HPyLong_FromInt64_t(ctx, is_valid.into()) }
    }
}

function! {
    /// Puts another number into a capsule.
    SetNumber(ctx, capsule, index) { set(ctx, capsule, HPyCapsule_key_Pointer, address(ctx, index)) }
}

function! {
    /// Makes a number the context of a capsule.
    SetContext(ctx, capsule, index) { set(ctx, capsule, HPyCapsule_key_Context, address(ctx, index)) }
}

function! {
    /// Gives a capsule the other name.
    Rename(ctx, capsule) { set(ctx, capsule, HPyCapsule_key_Name, OTHER_NAME.as_ptr().cast_mut().cast()) }
}

function! {
    /// Gives a capsule a destructor.
    Watch(ctx, capsule) { set_destructor(ctx, capsule, &raw const WATCHED) }
}

function! {
    /// Gives it one that has no functions.
    WatchBadly(ctx, capsule) { set_destructor(ctx, capsule, &raw const INCOMPLETE) }
}

function! {
    /// Takes its destructor away.
    Unwatch(ctx, capsule) { set_destructor(ctx, capsule, ptr::null()) }
}

function! {
    /// Sets what a capsule does not have.
    SetUnknown(ctx, capsule) { set(ctx, capsule, 4, ptr::null_mut()) }
}

function! {
    /// Name, number and context, in a text, of the one that died first of those not told of yet.
    Dead(ctx) {
        let dead = DEAD.lock().ok().and_then(|mut dead| (!dead.is_empty()).then(|| dead.remove(0)));
        let Some((name, number, context)) = dead else { return nothing(ctx) };
        let text = format!("{} {number} {context}\0", name.to_string_lossy());
        // SAFETY: of this call; it ends in a NUL.
        unsafe { HPyUnicode_FromString(ctx, text.as_ptr().cast()) }
    }
}

pub(crate) fn methods() -> Vec<Method> {
    vec![
        Method::var_args::<New>(c"new_capsule", c""),
        Method::var_args::<NewWatched>(c"new_watched_capsule", c""),
        Method::var_args::<NewIncomplete>(c"new_incomplete_capsule", c""),
        Method::var_args::<Number>(c"number", c""),
        Method::var_args::<OtherNumber>(c"other_number", c""),
        Method::var_args::<Context>(c"context", c""),
        Method::var_args::<Destructor>(c"destructor", c""),
        Method::var_args::<Name>(c"name", c""),
        Method::var_args::<IsNumber>(c"is_number", c""),
        Method::var_args::<SetNumber>(c"set_number", c""),
        Method::var_args::<SetContext>(c"set_context", c""),
        Method::var_args::<Rename>(c"rename", c""),
        Method::var_args::<Watch>(c"watch", c""),
        Method::var_args::<WatchBadly>(c"watch_badly", c""),
        Method::var_args::<Unwatch>(c"unwatch", c""),
        Method::var_args::<SetUnknown>(c"set_unknown", c""),
        Method::var_args::<Dead>(c"dead", c""),
    ]
}

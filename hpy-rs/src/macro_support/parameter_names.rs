//! [`ParameterNames`]: the objects by which keywords are told without a look at their text.
#![expect(unsafe_code, reason = "a slice behind a pointer that is set once")]

use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use hpy_sys::{HPy, api};

use super::signature::Signature;
use crate::context::Context;
use crate::types::PyStr;
use crate::{Result, calls};

/// The objects that Python keeps for the names of a function's parameters, which are those of the names in its own code.
/// They are made when they are first needed, and stay.
#[derive(Debug)]
pub struct ParameterNames(AtomicPtr<HPy>);

impl ParameterNames {
    /// None yet.
    #[allow(clippy::new_without_default, reason = "named by expansions only")]
    pub const fn new() -> Self {
        ParameterNames(AtomicPtr::new(ptr::null_mut()))
    }

    /// Puts the values of keywords that are these very objects, as the names in Python's code are, into the places of their
    /// parameters. `next` is the place of the first, if they come in order. `false` where one is not known so, or its place is
    /// taken; some values were put into places then.
    ///
    /// # Safety
    /// `parameters` is how many the signature has that these belong to, and `places` has one for each. `next` is at most as
    /// many. `names` is the complete tuple of the names, with a value for each of them in `values`, as the interpreter passes
    /// handles.
    pub(super) unsafe fn place(
        &self,
        parameters: usize,
        names: HPy,
        values: *const HPy,
        mut next: usize,
        places: *mut HPy,
    ) -> bool {
        let known = self.0.load(Relaxed);
        if known.is_null() {
            return false;
        }
        // SAFETY: by the contract of this function.
        let Some((names, count)) = (unsafe { api::tuple_items(names) }) else { return false };
        // None at all are not worth a test of their own.
        if count.wrapping_sub(1) >= parameters.wrapping_sub(next) {
            return false;
        }
        for index in 0..count {
            // SAFETY: `tuple_items` gave so many.
            let name = unsafe { names.wrapping_add(index).read() };
            // SAFETY: `next` is at most the number of parameters, and `learn` has made one more.
            if unsafe { known.wrapping_add(next).read() }.0 != name.0 {
                // SAFETY: `learn` has made so many.
                let known = unsafe { slice::from_raw_parts(known, parameters) };
                let Some(found) = known.iter().position(|known| known.0 == name.0) else { return false };
                next = found;
            }
            // SAFETY: an object was found at this index, so there is such a parameter.
            let place = unsafe { &mut *places.wrapping_add(next) };
            if !place.is_null() {
                return false;
            }
            // SAFETY: there is a value for each name.
            *place = api::argument(unsafe { values.wrapping_add(index).read() });
            next += 1;
        }
        true
    }

    /// Makes them, as arrays of arguments have them, where the handles of an object are all equal and last.
    ///
    /// # Errors
    /// `MemoryError`.
    #[cold]
    pub(super) fn learn(&self, ctx: Context<'_>, signature: &Signature) -> Result<()> {
        if !api::have_headers() || !self.0.load(Relaxed).is_null() {
            return Ok(());
        }
        // Null, which is no name, for those that go by position only, and behind the last.
        let mut objects = vec![HPy::NULL; signature.parameters() + 1];
        let by_keyword = signature.positional_only()..signature.parameters();
        for (index, object) in by_keyword.clone().zip(&mut objects[by_keyword]) {
            let name = calls::text::interned(PyStr::new(ctx, signature.name(index))?);
            *object = api::in_array(name.into_raw());
        }
        self.0.store(objects.leak().as_mut_ptr(), Relaxed);
        Ok(())
    }
}

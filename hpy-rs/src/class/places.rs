//! [`Places`]: where instances of a class have their struct, once the first ones have shown it.

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};

use hpy_sys::HPy;
use hpy_sys::api;

use crate::calls;
use crate::context::Context;
use crate::handle::{Borrowed, Handle};
use crate::types::PyType;

/// What is known of the instances of a class, where handles are addresses; all 0 elsewhere, and before there is one.
#[derive(Debug)]
pub(super) struct Places {
    /// The type object, if instances are as simple as they can be: not boxed, and of no other class than is asked for.
    plain: AtomicIsize,
    /// What instances of exactly this class have for their type in their header; 0 where that is not known, or how far their
    /// struct is.
    exact: AtomicIsize,
    /// How far the struct of an instance is from its handle, in bytes; 0 where that is not known, or methods are called for other
    /// objects. Where it is, nothing is ever left pending.
    distance: AtomicIsize,
    /// As [`distance`](Self::distance), of what has [`exact`](Self::exact) in its header, on PyPy as well.
    distance_of_exact: AtomicIsize,
}

impl Places {
    pub(super) const fn unknown() -> Self {
        Places {
            plain: AtomicIsize::new(0),
            exact: AtomicIsize::new(0),
            distance: AtomicIsize::new(0),
            distance_of_exact: AtomicIsize::new(0),
        }
    }

    /// Notes of the first instances, which are not in a box, what makes the next ones faster. `lasting` is the type object.
    #[inline]
    pub(super) fn note(&self, object: &Handle<'_>, start: *mut c_void, lasting: HPy, may_be_extended: bool) {
        let distance = calls::class::distance(object, start);
        self.exact.store(api::in_array(lasting).0, Relaxed);
        self.distance_of_exact.store(distance, Relaxed);
        if !api::is_direct() {
            return;
        }
        self.distance.store(distance, Relaxed);
        if !may_be_extended {
            self.plain.store(lasting.0, Relaxed);
        }
    }

    /// Forgets the type object, of which there is another one if a module has failed.
    pub(super) fn forget(&self) {
        self.plain.store(0, Relaxed);
        self.exact.store(0, Relaxed);
        self.distance_of_exact.store(0, Relaxed);
    }

    /// The type object, if a new instance needs no check of the class that is asked for, and no box.
    #[inline(always)]
    pub(super) fn plain<'ctx>(&self, ctx: Context<'ctx>) -> Option<Borrowed<'_, 'ctx, PyType>> {
        let lasting = HPy(self.plain.load(Relaxed));
        // SAFETY: a handle to a type that is never closed.
        (!lasting.is_null()).then(|| unsafe { Borrowed::from_raw(ctx, lasting) })
    }

    /// The struct of an instance, if it need not be asked for.
    #[inline(always)]
    pub(super) fn struct_at_hand(&self, object: &Handle<'_>) -> Option<NonNull<c_void>> {
        let start = if api::IS_FOR_CPYTHON {
            calls::class::payload_beside_error(object)
        } else {
            match self.distance.load(Relaxed) {
                0 => return None,
                distance => calls::class::payload_at(object, distance),
            }
        };
        // SAFETY: within an object.
        Some(unsafe { NonNull::new_unchecked(start) })
    }

    /// As [`struct_at_hand`](Self::struct_at_hand), of any object: `None` if its header does not say that it is of this class.
    #[inline(always)]
    pub(super) fn struct_of_exact(&self, object: &Handle<'_>) -> Option<NonNull<c_void>> {
        let start = self.struct_at_hand(object)?;
        calls::type_::is_in_header(object, self.exact.load(Relaxed)).then_some(start)
    }

    /// As [`struct_of_exact`](Self::struct_of_exact), where methods are called for other objects, too.
    #[inline(always)]
    pub(super) fn struct_by_header(&self, object: &Handle<'_>) -> Option<NonNull<c_void>> {
        let distance = self.distance_of_exact.load(Relaxed);
        if distance == 0 || !calls::type_::is_in_header(object, self.exact.load(Relaxed)) {
            return None;
        }
        NonNull::new(calls::class::payload_at(object, distance))
    }
}

//! Objects whose caller lets go of them in the middle of the call.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::prelude::*;

static DROPPED: AtomicUsize = AtomicUsize::new(0);

/// What is looked at after its caller has let go of it.
#[hpy_type(new = "from_fields")]
pub(crate) struct Forsaken {
    callback: Py,
    text: String,
}

impl Drop for Forsaken {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Relaxed);
    }
}

impl Forsaken {
    fn call_and_look(&self, ctx: Context<'_>) -> Result<String> {
        let before = DROPPED.load(Relaxed);
        self.callback.call(ctx, ())?;
        if DROPPED.load(Relaxed) != before {
            return Err(PyRuntimeError::new("it is gone"));
        }
        Ok(self.text.clone())
    }
}

#[hpy_methods]
impl Forsaken {
    #[hpy(signature = (*_arguments))]
    fn __call__(&self, ctx: Context<'_>, _arguments: Args<'_, '_>) -> Result<String> {
        self.call_and_look(ctx)
    }

    /// As `__call__`, of an object that is borrowed as `&mut`.
    fn __repr__(&mut self, ctx: Context<'_>) -> Result<String> {
        self.call_and_look(ctx)
    }
}

/// As a method of it does.
#[hpy_function(signature = (object, /))]
pub(crate) fn look_at_forsaken(object: PyRef<'_, '_, Forsaken>) -> Result<String> {
    object.call_and_look(object.ctx())
}

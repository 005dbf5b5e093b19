//! [`Root`]: an object that stays whatever Python code does, so that what is in it can be used by its address.
//!
//! Where handles do not last, a `Py` is a place in a list, which Python code may find and change. There a handle is left open, which it
//! cannot: HPy says that it is good in its call only, but no interpreter closes it, and it is used for nothing but to be closed.
//! (A `Global` would do, but for PyPy's, which never lets go of what was in it.)

use hpy_sys::{HPy, api};

use super::Handle;
use super::kept::{self, Kept};
use crate::Result;
use crate::context::Context;
use crate::stack::Stack;
use crate::types::PyAny;

/// What no `Root` uses any more, but is still open.
static DROPPED: Stack<isize> = Stack::new();

/// A reference of its own to an object, out of reach of Python code. It may be dropped anywhere; then the object is let go of as
/// that of a `Py` is, or by [`let_go_of_dropped`].
#[derive(Debug)]
pub(crate) struct Root(#[expect(dead_code, reason = "it is only dropped")] Reference);

#[derive(Debug)]
#[expect(dead_code, reason = "as above")]
enum Reference {
    Kept(Kept),
    Open(Open),
}

/// A handle that is open.
#[derive(Debug)]
struct Open(isize);

impl Root {
    pub(crate) fn new(object: Handle<'_>) -> Result<Self> {
        if api::handles_last() || !api::objects_can_be_found() {
            return Ok(Root(Reference::Kept(Kept::new(object)?)));
        }
        let_go_of_open(object.ctx());
        Ok(Root(Reference::Open(Open(object.into_raw().0))))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        DROPPED.push(self.0);
    }
}

/// Lets go of the objects of `Root`s and `Py`s that were dropped.
pub(crate) fn let_go_of_dropped(ctx: Context<'_>) {
    let_go_of_open(ctx);
    // What is left, if a list cannot be changed, is let go of later.
    drop(kept::let_go_of_dropped(ctx));
}

/// It may run Python, which may come here again.
fn let_go_of_open(ctx: Context<'_>) {
    while let Some(open) = DROPPED.pop(ctx) {
        // SAFETY: the `Open` that owned the handle is gone, and it is good until it is closed.
        drop(unsafe { Handle::<PyAny>::from_owned_raw(ctx, HPy(open)) });
    }
}

//! [`Bell`]: how threads reach an event loop, by a socket that it listens to.
//!
//! `loop.call_soon_threadsafe` would be called with the interpreter's lock. Whoever wakes a future may hold a lock that this future waits
//! for when it is polled, with the interpreter's; and may be a thread that cannot call Python.

use std::iter;
use std::sync::{Arc, Mutex};

use super::lock;
use crate::Result;
use crate::class::Closure;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::PyTypeError;
use crate::handle::{Handle, Py};
use crate::object::Arguments;
use crate::stack::Stack;
use crate::types::{PyDict, PyTuple};

/// What has become ready, on any thread, for one event loop.
#[derive(Debug)]
pub(super) struct Bell {
    /// What the loop calls: weak references to futures of `asyncio`'s, which it ends, and what cancels a task. Here is no lock, which
    /// a process that is forked meanwhile would keep.
    raised: Stack<Py>,
    /// Those of them that are next, the first one last. Locked by the interpreter's thread only.
    next: Mutex<Vec<Py>>,
    wire: Wire,
}

impl Bell {
    /// Has the loop see to what is `raised`.
    pub(super) fn ring(&self, raised: Py) {
        self.raised.push(raised);
        self.wire.send();
    }

    /// What is to be seen to next. Only if there is nothing is the socket empty, so that the loop comes again if it is kept from going on.
    fn take(&self, ctx: Context<'_>) -> Option<Py> {
        self.first(ctx).or_else(|| {
            self.wire.receive();
            // Added since, before it rang.
            self.first(ctx).inspect(|_| self.wire.send())
        })
    }

    /// The one that was added first.
    fn first(&self, ctx: Context<'_>) -> Option<Py> {
        let mut next = lock(&self.next);
        if next.is_empty() {
            next.extend(iter::from_fn(|| self.raised.pop(ctx)));
        }
        next.pop()
    }
}

/// What a function of `drive.py` gives that needs a listener: it is called again if there was none, and gave `None`.
pub(super) fn with_listener<'ctx>(
    names: &Handle<'ctx, PyDict>,
    function: &str,
    arguments: impl Arguments<'ctx> + Copy,
) -> Result<Handle<'ctx, PyTuple>> {
    let function = names.get_item(function)?;
    let mut given = function.call(arguments)?;
    if given.is_none() {
        // Made here, as HPy's debug modes do not bear that Python code which Rust has called calls Rust.
        names.get_item("install")?.call(make(names.ctx())?)?;
        given = function.call(arguments)?;
    }
    given.cast_into()
}

/// What Python code calls to learn what is to be seen to next, if anything is, and the descriptor to listen to, or -1.
fn make(ctx: Context<'_>) -> Result<(Handle<'_, Closure>, i32)> {
    let bell = Arc::new(Bell { raised: Stack::new(), next: Mutex::default(), wire: Wire::new()? });
    let descriptor = bell.wire.descriptor();
    let alarm = Closure::about(ctx, "alarm", Arc::clone(&bell), move |arguments, _| {
        bell.take(arguments.ctx()).into_py(arguments.ctx()).map(Handle::into_any)
    })?;
    Ok((alarm, descriptor))
}

/// That of an alarm.
pub(super) fn bell_of(alarm: &Handle<'_>) -> Result<Arc<Bell>> {
    alarm.cast::<Closure>()?.get()?.subject().ok_or_else(|| PyTypeError::new("this is no alarm"))
}

#[cfg(unix)]
use self::sockets::Wire;

#[cfg(unix)]
mod sockets {
    use std::io::{Read, Result, Write};
    use std::os::fd::AsRawFd;
    use std::os::unix::net::UnixStream;

    /// Two sockets: bytes go from the first to the second.
    #[derive(Debug)]
    pub(super) struct Wire(UnixStream, UnixStream);

    impl Wire {
        pub(super) fn new() -> Result<Self> {
            let (first, second) = UnixStream::pair()?;
            first.set_nonblocking(true)?;
            second.set_nonblocking(true)?;
            Ok(Wire(first, second))
        }

        pub(super) fn descriptor(&self) -> i32 {
            self.1.as_raw_fd()
        }

        pub(super) fn send(&self) {
            // If there is no room, there is something to be received already.
            drop((&self.0).write(&[0]));
        }

        /// Empties it.
        pub(super) fn receive(&self) {
            let mut bytes = [0; 64];
            while (&self.1).read(&mut bytes).is_ok_and(|count| count == bytes.len()) {}
        }
    }
}

#[cfg(not(unix))]
use self::nothing::Wire;

#[cfg(not(unix))]
mod nothing {
    /// Event loops do not listen to such here.
    #[derive(Debug)]
    pub(super) struct Wire;

    impl Wire {
        pub(super) fn new() -> std::io::Result<Self> {
            Ok(Wire)
        }

        pub(super) fn descriptor(&self) -> i32 {
            -1
        }

        pub(super) fn send(&self) {}

        pub(super) fn receive(&self) {}
    }
}

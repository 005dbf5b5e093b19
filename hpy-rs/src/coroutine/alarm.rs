//! [`Bell`]: how threads reach an event loop, by a socket that it listens to.
//!
//! `loop.call_soon_threadsafe` would be called with the interpreter's lock. Whoever wakes a future may hold a lock that this future waits
//! for when it is polled, with the interpreter's; and may be a thread that cannot call Python.

use std::mem;
use std::sync::{Arc, Mutex};

use super::lock;
use crate::Result;
use crate::class::Closure;
use crate::context::Context;
use crate::convert::IntoPy;
use crate::error::PyTypeError;
use crate::handle::{Handle, Py};

/// What has become ready, on any thread, for one event loop.
#[derive(Debug)]
pub(super) struct Bell {
    /// Weak references to futures of `asyncio`'s.
    raised: Mutex<Vec<Py>>,
    wire: Wire,
}

impl Bell {
    /// Has the loop see to `reference`.
    pub(super) fn ring(&self, reference: Py) {
        let mut raised = lock(&self.raised);
        raised.push(reference);
        let is_first = raised.len() == 1;
        drop(raised);
        if is_first {
            self.wire.send();
        }
    }

    /// What is to be seen to. What is added later rings again, as the socket is emptied first.
    fn take(&self) -> Vec<Py> {
        self.wire.receive();
        mem::take(&mut *lock(&self.raised))
    }
}

/// What Python code calls to learn what is to be seen to, and the descriptor to listen to, or -1.
pub(super) fn make(ctx: Context<'_>) -> Result<(Handle<'_, Closure>, i32)> {
    let bell = Arc::new(Bell { raised: Mutex::default(), wire: Wire::new()? });
    let descriptor = bell.wire.descriptor();
    let alarm = Closure::about(ctx, "alarm", Arc::clone(&bell), move |arguments, _| {
        bell.take().into_py(arguments.ctx()).map(Handle::into_any)
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

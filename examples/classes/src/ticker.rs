//! Asynchronous iteration, and an awaitable.

use hpy_rs::prelude::*;

/// `async for tick in Ticker(3)` gives 0, 1, 2.
#[hpy_type]
pub(crate) struct Ticker {
    next: u32,
    end: u32,
}

#[hpy_methods]
impl Ticker {
    #[new]
    fn new(end: u32) -> Self {
        Ticker { next: 0, end }
    }

    fn __aiter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    /// An awaitable for the next value; `None` ends the loop.
    fn __anext__(&mut self) -> Option<Tick> {
        let value = self.next;
        self.next += 1;
        (value < self.end).then_some(Tick { value, is_over: false })
    }
}

/// Goes round the event loop once, and then has its value.
#[hpy_type]
pub(crate) struct Tick {
    value: u32,
    is_over: bool,
}

#[hpy_methods]
impl Tick {
    #[hpy(signature = () -> "collections.abc.Generator[None, None, int]")]
    fn __await__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn __iter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    /// What is given is for the event loop: with `None` it comes again as soon as it can. The value is that of the
    /// `StopIteration` at the end.
    fn __next__(&mut self, ctx: Context<'_>) -> Result<Option<()>> {
        if !std::mem::replace(&mut self.is_over, true) {
            return Ok(Some(()));
        }
        Err(PyError::new::<PyStopIteration>(ctx, (self.value,)))
    }
}

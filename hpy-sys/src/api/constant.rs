//! The constants of the context, where it is not known when it is compiled which one is asked for.

use crate::abi::{HPy, HPyContext};
use crate::api::context::ContextRef;

/// The place of a constant in the context's table, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constant(u8);

impl Constant {
    /// That of a field of [`HPyContext`], whose offset this is in bytes.
    ///
    /// # Panics
    ///
    /// If it is none of the first 256 words.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        let word = offset / size_of::<HPy>();
        assert!(word * size_of::<HPy>() == offset && word <= u8::MAX as usize, "the place of a constant");
        #[expect(clippy::cast_possible_truncation, reason = "just asserted")]
        let place = word as u8;
        Self(place)
    }
}

/// The constant at this place: borrowed, cannot fail.
///
/// # Safety
///
/// The [terms of all functions](crate::api::functions#safety); it is the place of a constant, of those that both layouts have
/// there.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load")]
pub unsafe fn constant_at(ctx: ContextRef, constant: Constant) -> HPy {
    let place = ctx.as_raw().cast::<HPy>().wrapping_add(usize::from(constant.0));
    // SAFETY: a ContextRef points at a live table; the caller promises a constant.
    unsafe { place.read() }
}

const _: () = assert!(align_of::<HPyContext>() == align_of::<HPy>(), "a table of words");

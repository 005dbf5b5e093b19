//! Names of fields and variants as `str` objects, which are made once.

use std::sync::OnceLock;

use crate::context::Context;
use crate::handle::{Global, Lent};
use crate::types::PyStr;
use crate::{Result, calls};

/// There is one place for a name. Where another one has it, the object is made anew each time.
const PLACES: usize = 1024;

static NAMES: [OnceLock<Name>; PLACES] = [const { OnceLock::new() }; PLACES];

/// A name that is kept.
struct Name {
    text: &'static str,
    object: Global<PyStr>,
}

/// The `str` of a name.
#[inline]
pub(super) fn object<'ctx>(ctx: Context<'ctx>, text: &'static str) -> Result<Lent<'ctx, PyStr>> {
    let name = NAMES[place_of(text)].get_or_init(|| Name { text, object: Global::new() });
    if !std::ptr::eq(name.text, text) {
        return PyStr::new(ctx, text).map(Lent::from);
    }
    name.object.lend(ctx).map_or_else(|| make(ctx, name), Ok)
}

#[cold]
#[inline(never)]
fn make<'ctx>(ctx: Context<'ctx>, name: &Name) -> Result<Lent<'ctx, PyStr>> {
    let object = calls::text::interned(PyStr::new(ctx, name.text)?);
    name.object.set_for_ever(&object);
    Ok(object.into())
}

/// By the address: names are literals.
fn place_of(name: &'static str) -> usize {
    let mixed = (name.as_ptr().addr() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 54) as usize
}

const _: () = assert!(PLACES == 1 << (64 - 54));

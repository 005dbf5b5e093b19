//! [`Element`]: what a buffer can consist of.

use std::ffi::CStr;

/// A number that the module `struct` of Python has a letter for.
///
/// # Safety
/// `FORMAT` describes the type, of which every bit pattern is a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an element of a buffer",
    note = "elements are the integers of 8 to 64 bits, `f32` and `f64`"
)]
pub unsafe trait Element: Copy + Send + Sync + 'static {
    /// The letter.
    const FORMAT: &'static CStr;
}

macro_rules! elements {
    ($($type:ty: $format:literal;)*) => {
        $(
            // SAFETY: a plain number.
            unsafe impl Element for $type {
                const FORMAT: &'static CStr = $format;
            }
        )*
    };
}

elements! {
    i8: c"b";
    u8: c"B";
    i16: c"h";
    u16: c"H";
    i32: c"i";
    u32: c"I";
    i64: c"q";
    u64: c"Q";
    f32: c"f";
    f64: c"d";
}

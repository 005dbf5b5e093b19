//! [`Element`]: what a buffer can consist of.

use std::ffi::CStr;

use crate::error::PyBufferError;
use crate::{PyError, Result};

/// A number that the module `struct` of Python has a letter for.
///
/// # Safety
/// `FORMAT` describes the type, which is not empty, has no padding, and of which every bit pattern is a value.
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

/// What a letter of `struct` stands for, apart from its size.
#[derive(PartialEq)]
enum Sort {
    Signed,
    Unsigned,
    Float,
}

fn sort_of(letter: u8) -> Option<Sort> {
    match letter {
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => Some(Sort::Signed),
        b'c' | b'B' | b'H' | b'I' | b'L' | b'Q' | b'N' => Some(Sort::Unsigned),
        b'f' | b'd' => Some(Sort::Float),
        _ => None,
    }
}

/// Whether items of `size` bytes with this format are values of `T`.
pub(crate) fn is_format_of<T: Element>(format: &[u8], size: usize) -> bool {
    let (order, letter) = match *format {
        [letter] => (b'@', letter),
        [order, letter] => (order, letter),
        _ => return false,
    };
    let is_native = match order {
        b'@' | b'=' => true,
        b'<' => size == 1 || cfg!(target_endian = "little"),
        b'>' | b'!' => size == 1 || cfg!(target_endian = "big"),
        _ => false,
    };
    let wanted = T::FORMAT.to_bytes().first().copied().and_then(sort_of);
    is_native && size == size_of::<T>() && wanted.is_some() && sort_of(letter) == wanted
}

/// Refuses items that are no values of `T`.
///
/// # Errors
/// `BufferError`.
pub(crate) fn expect_format<T: Element>(format: &[u8], size: usize) -> Result<()> {
    if is_format_of::<T>(format, size) {
        return Ok(());
    }
    let (expected, format) = (T::FORMAT.to_string_lossy(), String::from_utf8_lossy(format));
    Err(PyBufferError::new(format!("expected items of the format '{expected}', got '{format}'")))
}

/// Of items to write, where there is room for `expected` of them.
pub(crate) fn wrong_count(expected: usize, count: usize) -> PyError {
    PyBufferError::new(format!("expected {expected} items, got {count}"))
}

/// The numbers that are so in memory; what is left at the end and is none is left out.
pub(crate) fn of_bytes<T: Element>(bytes: &[u8]) -> Result<Vec<T>> {
    let size = size_of::<T>();
    let mut numbers = Vec::new();
    numbers.try_reserve_exact(bytes.len() / size)?;
    // SAFETY: a chunk is as long as a `T`, of which every pattern of bytes is a value.
    numbers.extend(bytes.chunks_exact(size).map(|chunk| unsafe { chunk.as_ptr().cast::<T>().read_unaligned() }));
    Ok(numbers)
}

/// The numbers as they are in memory.
pub(crate) fn bytes_of<T: Element>(numbers: &[T]) -> &[u8] {
    // SAFETY: a number has no padding, so that all bytes of the slice are set.
    unsafe { std::slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) }
}

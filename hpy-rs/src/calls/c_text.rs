//! Texts as C takes them: ended by a NUL, and with none within.
//!
//! The texts are short (messages, names, keys), so that calls of `memcpy` and `strlen` would take most of the time.

use std::ffi::CStr;
use std::mem::MaybeUninit;

use crate::PyError;
use crate::error::{PyMemoryError, PyValueError};

/// Texts up to this length get their terminating NUL on the stack.
const ON_STACK: usize = 256;

/// What is looked at in one step: sixteen bytes, or eight.
const LANES: usize = 16;
const STEP: usize = size_of::<u64>();

/// Runs `work` on `text` as a C string; `None` if a NUL within it makes that impossible, or there is too little memory.
#[inline]
pub(crate) fn with_c_str<R>(text: &str, work: impl FnOnce(&CStr) -> R) -> Option<R> {
    if text.len() >= ON_STACK {
        return with_c_string(text, work);
    }
    let mut buffer = [const { MaybeUninit::<u8>::uninit() }; ON_STACK];
    if copy(text.as_bytes(), &mut buffer) {
        return None;
    }
    // SAFETY: the text and a NUL were just written there.
    let bytes = unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast::<u8>(), text.len() + 1) };
    // SAFETY: the NUL at the end is the only one.
    Some(work(unsafe { CStr::from_bytes_with_nul_unchecked(bytes) }))
}

/// Not by `CString::new`, which ends the process if memory runs out: there is no C string then, either.
#[cold]
fn with_c_string<R>(text: &str, work: impl FnOnce(&CStr) -> R) -> Option<R> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(text.len() + 1).ok()?;
    copy.extend_from_slice(text.as_bytes());
    copy.push(0);
    CStr::from_bytes_with_nul(&copy).ok().map(work)
}

/// Why there is no C string of a text.
#[cold]
pub(crate) fn refused(text: &str) -> PyError {
    if text.contains('\0') { PyValueError::new("embedded null character") } else { PyMemoryError::new("") }
}

/// Copies `text`, which is shorter than the buffer, and a NUL behind it; says whether there is one within. In one go: what was
/// just written is read slowly.
#[inline]
fn copy(text: &[u8], buffer: &mut [MaybeUninit<u8>; ON_STACK]) -> bool {
    buffer[text.len()].write(0);
    let to = &mut buffer[..text.len()];
    if let (Some(last), Some(end)) = (text.last_chunk::<LANES>(), to.len().checked_sub(LANES)) {
        let mut differences = [u8::MAX; LANES];
        for (to, chunk) in to.as_chunks_mut::<LANES>().0.iter_mut().zip(text.as_chunks().0) {
            *to = chunk.map(MaybeUninit::new);
            compare(0, chunk, &mut differences);
        }
        to[end..].copy_from_slice(&last.map(MaybeUninit::new));
        compare(0, last, &mut differences);
        return has_zero(&differences);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<STEP>(), text.last_chunk::<STEP>()) {
        // Two steps, which may overlap.
        to[..STEP].copy_from_slice(&first.map(MaybeUninit::new));
        to[text.len() - STEP..].copy_from_slice(&last.map(MaybeUninit::new));
        return has_byte(0, *first) | has_byte(0, *last);
    }
    to.iter_mut().zip(text).fold(false, |seen, (to, byte)| seen | (*to.write(*byte) == 0))
}

/// Whether `byte` occurs. Without an early end, so that it is done by vectors; the last part may overlap the one before it.
#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "without an early end")]
pub(crate) fn bytes_with(byte: u8, bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<LANES>() {
        let mut differences = [u8::MAX; LANES];
        for chunk in bytes.as_chunks::<LANES>().0 {
            compare(byte, chunk, &mut differences);
        }
        compare(byte, last, &mut differences);
        return has_zero(&differences);
    }
    match (bytes.first_chunk::<STEP>(), bytes.last_chunk::<STEP>()) {
        (Some(first), Some(last)) => has_byte(byte, *first) | has_byte(byte, *last),
        _ => bytes.iter().fold(false, |seen, found| seen | (*found == byte)),
    }
}

/// Lowers each difference to that between `byte` and what is in its place.
#[inline(always)]
fn compare(byte: u8, bytes: &[u8; LANES], differences: &mut [u8; LANES]) {
    for (difference, found) in differences.iter_mut().zip(bytes) {
        *difference = (*difference).min(found ^ byte);
    }
}

#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "without an early end")]
fn has_zero(differences: &[u8; LANES]) -> bool {
    differences.iter().fold(false, |seen, difference| seen | (*difference == 0))
}

/// Whether `byte` is one of eight: of the differences to it, only 0 borrows from a bit that it does not have.
#[inline(always)]
fn has_byte(byte: u8, bytes: [u8; STEP]) -> bool {
    const LOW: u64 = u64::from_ne_bytes([0x01; STEP]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; STEP]);
    let difference = u64::from_ne_bytes(bytes) ^ u64::from_ne_bytes([byte; STEP]);
    difference.wrapping_sub(LOW) & !difference & HIGH != 0
}

#[cfg(test)]
mod tests {
    use super::{bytes_with, with_c_str};

    #[test]
    fn texts_of_all_lengths_are_copied_and_searched() {
        for length in 0..300 {
            let text = "x".repeat(length);
            assert_eq!(with_c_str(&text, |copy| copy.to_bytes() == text.as_bytes()), Some(true));
            assert!(!bytes_with(0xed, text.as_bytes()));
            for place in 0..length {
                for byte in [0, 0xed, 0x6d, 1] {
                    let mut bytes = text.clone().into_bytes();
                    bytes[place] = byte;
                    assert_eq!(bytes_with(0xed, &bytes), byte == 0xed);
                    if let Ok(text) = str::from_utf8(&bytes) {
                        assert_eq!(with_c_str(text, |copy| copy.to_bytes() == bytes), (byte != 0).then_some(true));
                    }
                }
            }
        }
    }
}

//! What Python asks of a buffer, and the answer in HPy's terms.

use std::cell::Cell;
use std::ffi::c_int;
use std::ptr;
use std::thread::AccessError;

use hpy_sys::api::{self, Runtime};
use hpy_sys::{HPy, HPy_buffer};

use super::Buffer;
use super::dimensions::Dimensions;
use crate::Result;
use crate::error::PyBufferError;

/// What is asked for: CPython's `PyBUF_…` flags.
const WRITABLE: c_int = 0x1;
pub(super) const FORMAT: c_int = 0x4;
const SHAPE: c_int = 0x8;
pub(super) const STRIDES: c_int = 0x10 | SHAPE;
const C_CONTIGUOUS: c_int = 0x20 | STRIDES;
const FORTRAN_CONTIGUOUS: c_int = 0x40 | STRIDES;
const ANY_CONTIGUOUS: c_int = 0x80 | STRIDES;

thread_local! {
    /// What PyPy copies of the latest view. It gives back views without what they pointed at.
    static COPIED: Cell<Option<Box<Dimensions>>> = const { Cell::new(None) };
}

/// Where the interpreter gives back what a view has pointed at.
fn comes_back() -> bool {
    api::runtime() != Runtime::PyPy
}

/// Describes `buffer` to whoever asks with `flags`. The view owns `object`, and the box that its `internal` points at.
///
/// # Errors
/// `BufferError` if the memory is not as it is asked for.
pub(crate) fn fill(buffer: &Buffer<'_>, flags: c_int, object: HPy) -> Result<HPy_buffer> {
    check(buffer, flags)?;
    let asks = |what: c_int| flags & what == what;
    // What the view points at besides the memory, freed when the view is given back.
    let mut dimensions = Box::new(buffer.dimensions.clone());
    let (shape, strides) = (dimensions.shape.as_mut_ptr(), dimensions.strides.as_mut_ptr());
    let internal: *mut Dimensions = if comes_back() { Box::into_raw(dimensions) } else { keep(dimensions) };
    let count = c_int::try_from(buffer.dimensions.shape.len()).unwrap_or(c_int::MAX);
    Ok(HPy_buffer {
        buf: buffer.start.cast(),
        obj: object,
        len: buffer.len(),
        itemsize: buffer.element_size.cast_signed(),
        readonly: buffer.is_read_only.into(),
        // Who does not ask for a shape gets the bytes in a row.
        ndim: if asks(SHAPE) { count } else { 1 },
        format: if asks(FORMAT) { buffer.format.as_ptr().cast_mut() } else { ptr::null_mut() },
        shape: if asks(SHAPE) { shape } else { ptr::null_mut() },
        strides: if asks(STRIDES) { strides } else { ptr::null_mut() },
        suboffsets: ptr::null_mut(),
        internal: internal.cast(),
    })
}

/// Keeps what a view points at until the next one is made on this thread; PyPy has copied it by then.
fn keep(dimensions: Box<Dimensions>) -> *mut Dimensions {
    // Where a thread has ended no view is made.
    let _: std::result::Result<(), AccessError> = COPIED.try_with(|copied| copied.set(Some(dimensions)));
    ptr::null_mut()
}

fn check(buffer: &Buffer<'_>, flags: c_int) -> Result<()> {
    let asks = |what: c_int| flags & what == what;
    let Buffer { dimensions, element_size, .. } = buffer;
    let (is_c, is_fortran) =
        (dimensions.is_c_contiguous(*element_size), dimensions.is_fortran_contiguous(*element_size));
    let refusal = if asks(WRITABLE) && buffer.is_read_only {
        "Object is not writable."
    } else if asks(C_CONTIGUOUS) && !is_c {
        "memory is not C-contiguous"
    } else if asks(FORTRAN_CONTIGUOUS) && !is_fortran {
        "memory is not Fortran contiguous"
    } else if asks(ANY_CONTIGUOUS) && !is_c && !is_fortran {
        "memory is not contiguous"
    } else if !asks(STRIDES) && !is_c {
        "memory has strides, which were not asked for"
    } else if api::runtime() == Runtime::GraalPy && !fits_java(buffer) {
        "GraalPy takes no lengths and strides above 2,147,483,647"
    } else if dimensions.shape.is_empty() && api::runtime() != Runtime::CPython {
        "PyPy and GraalPy die of memory without dimensions"
    } else {
        return Ok(());
    };
    Err(PyBufferError::new(refusal))
}

/// Whether nothing is cut off where lengths and strides are numbers of 32 bits.
fn fits_java(buffer: &Buffer<'_>) -> bool {
    let fits = |number: &isize| i32::try_from(*number).is_ok();
    fits(&buffer.len()) && buffer.dimensions.shape.iter().chain(&*buffer.dimensions.strides).all(fits)
}

/// Frees what a view that is given back points at.
///
/// # Safety
/// `view` is a copy of what [`fill`] has made, given back once; on PyPy it is anything.
pub(crate) unsafe fn free(view: *const HPy_buffer) {
    if !comes_back() {
        return;
    }
    // SAFETY: by the contract of this function.
    let dimensions = unsafe { (*view).internal };
    // SAFETY: as above.
    drop(unsafe { Box::from_raw(dimensions.cast::<Dimensions>()) });
}

//! Memory of other objects, looked at where it lies.

use hpy_rs::buffer::{Element, PyBuffer, ReadOnlyCell};
use hpy_rs::prelude::*;

/// What is said of a buffer: lengths, strides, whether it can only be read, lies in a row, or in a row as Fortran's do.
type Described = (Vec<isize>, Vec<isize>, bool, bool, bool);

#[hpy_function]
pub(crate) fn buffer_described(buffer: PyBuffer<'_, u16>) -> Described {
    let (is_c, is_fortran) = (buffer.is_c_contiguous(), buffer.is_fortran_contiguous());
    (buffer.shape().to_vec(), buffer.strides().to_vec(), buffer.is_readonly(), is_c, is_fortran)
}

/// The elements by a copy, and by the cells if there are some.
fn both_ways<'ctx, T: Element + IntoPy<'ctx>>(object: &Handle<'ctx>) -> Result<(Handle<'ctx>, Option<Handle<'ctx>>)> {
    let buffer = PyBuffer::<T>::get(object)?;
    let cells = buffer.as_slice().map(|cells| PyList::new(object.ctx(), cells.iter().map(ReadOnlyCell::get)));
    Ok((PyList::new(object.ctx(), buffer.to_vec()?)?.into_any(), cells.transpose()?.map(Handle::into_any)))
}

macro_rules! element_types {
    ($($type:ident)*) => {
        #[hpy_function]
        pub(crate) fn buffer_to_lists<'ctx>(
            object: &Handle<'ctx>,
            kind: &str,
        ) -> Result<(Handle<'ctx>, Option<Handle<'ctx>>)> {
            match kind {
                $(stringify!($type) => both_ways::<$type>(object),)*
                _ => Err(PyValueError::new("no such type")),
            }
        }

        #[hpy_function]
        pub(crate) fn copy_to_buffer(object: &Handle<'_>, kind: &str, items: &Handle<'_>) -> Result<()> {
            match kind {
                $(stringify!($type) => {
                    PyBuffer::<$type>::get(object)?.copy_from_slice(&items.extract::<Vec<$type>>()?)
                })*
                _ => Err(PyValueError::new("no such type")),
            }
        }
    };
}

element_types! { i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 }

/// Adds to each byte in its place; false if that cannot be done.
#[hpy_function]
pub(crate) fn add_in_place(bytes: PyBuffer<'_, u8>, by: u8) -> bool {
    let cells = bytes.as_mut_slice();
    cells.into_iter().flatten().for_each(|cell| cell.set(cell.get().wrapping_add(by)));
    cells.is_some()
}

/// Calls `change` while the memory is looked at, and tells what `change` raised and what is seen then.
#[hpy_function]
pub(crate) fn look_while<'ctx>(buffer: PyBuffer<'ctx, u8>, change: &Handle<'ctx>) -> Result<(Option<String>, Vec<u8>)> {
    let cells = buffer.as_slice().ok_or_else(|| PyValueError::new("no row of bytes"))?;
    let raised = match change.call(()) {
        Ok(_) => None,
        Err(error) => Some(error.value(change.ctx())?.get_type()?.name()?),
    };
    Ok((raised, cells.iter().map(ReadOnlyCell::get).collect()))
}

/// Calls `change` while bytes are changed; what is wrong with writing them back is raised, or reported.
#[hpy_function]
pub(crate) fn fill_while<'ctx>(buffer: PyBuffer<'ctx, u8>, change: &Handle<'ctx>, release: bool) -> Result<()> {
    buffer.as_mut_slice().into_iter().flatten().for_each(|cell| cell.set(255));
    let changed = change.call(()).map(drop);
    if release { buffer.release().and(changed) } else { changed }
}

/// Whether memory can be given back at once.
#[hpy_function]
pub(crate) fn look_and_release(object: &Handle<'_>) -> Result<usize> {
    let buffer = PyBuffer::<u8>::get(object)?;
    let count = buffer.item_count();
    buffer.release()?;
    object.call_method("append", (1,))?;
    Ok(count)
}

/// Two of them, of one memory.
#[hpy_function]
pub(crate) fn swap_ends(one: PyBuffer<'_, u8>, other: PyBuffer<'_, u8>) -> Option<()> {
    let (one, other) = (one.as_mut_slice()?, other.as_mut_slice()?);
    one.first()?.swap(other.last()?);
    Some(())
}

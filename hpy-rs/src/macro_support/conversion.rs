//! What `#[derive(FromPy)]` and `#[derive(IntoPy)]` expand to: parts of objects, and what errors say of them.

use super::{Context, FromPy, Handle, IntoPy, PyAny, PyDict, PyTuple};
use crate::calls;
use crate::error::{PyException, PyLookupError, PyTypeError, place};
use crate::{PyError, Result};

/// An attribute.
///
/// # Errors
/// What Python raises, and those of the conversion, which then are about `subject`.
pub fn attribute<'ctx, T: for<'b> FromPy<'b, 'ctx>>(object: &Handle<'ctx>, name: &str, subject: &str) -> Result<T> {
    converted(&object.get_attr(name)?, subject)
}

/// An attribute, or what stands for one that is missing.
///
/// # Errors
/// As [`attribute`].
pub fn attribute_or<'ctx, T: for<'b> FromPy<'b, 'ctx>>(
    object: &Handle<'ctx>,
    name: &str,
    subject: &str,
    default: impl FnOnce() -> T,
) -> Result<T> {
    object.get_attr_opt(name)?.map_or_else(|| Ok(default()), |value| converted(&value, subject))
}

/// An item.
///
/// # Errors
/// As [`attribute`].
pub fn item<'ctx, T: for<'b> FromPy<'b, 'ctx>>(
    object: &Handle<'ctx>,
    key: impl IntoPy<'ctx>,
    subject: &str,
) -> Result<T> {
    converted(&object.get_item(key)?, subject)
}

/// An item, or what stands for one that is missing.
///
/// # Errors
/// As [`attribute`].
pub fn item_or<'ctx, T: for<'b> FromPy<'b, 'ctx>>(
    object: &Handle<'ctx>,
    key: impl IntoPy<'ctx>,
    subject: &str,
    default: impl FnOnce() -> T,
) -> Result<T> {
    match object.get_item(key) {
        Ok(value) => converted(&value, subject),
        Err(error) if error.matches::<PyLookupError>(object.ctx()) => Ok(default()),
        Err(error) => Err(error),
    }
}

fn converted<'ctx, T: for<'b> FromPy<'b, 'ctx>>(value: &Handle<'ctx>, subject: &str) -> Result<T> {
    value.extract().map_err(|error| place(error, subject))
}

/// The item of a tuple that has it.
///
/// # Errors
/// As [`attribute`].
pub fn tuple_item<'ctx, T: for<'b> FromPy<'b, 'ctx>>(
    tuple: &Handle<'ctx, PyTuple>,
    index: usize,
    subject: &str,
) -> Result<T> {
    converted(&tuple.get(index)?, subject)
}

/// Why no variant of an enum could be made of an object.
#[derive(Debug)]
pub struct NoVariant<'ctx> {
    ctx: Context<'ctx>,
    text: String,
    count: usize,
}

impl<'ctx> NoVariant<'ctx> {
    /// Nothing was tried yet.
    #[must_use]
    pub fn new(ctx: Context<'ctx>, name: &str) -> Self {
        NoVariant { ctx, text: format!("no variant of {name} fits"), count: 0 }
    }

    /// A variant did not fit.
    ///
    /// # Errors
    /// The error itself if it is none of a conversion, such as `KeyboardInterrupt`.
    pub fn add(&mut self, variant: &str, error: PyError) -> Result<()> {
        if !error.matches::<PyException>(self.ctx) {
            return Err(error);
        }
        let said = error.value(self.ctx).and_then(|value| value.str()?.to_string());
        let said = said.as_deref().unwrap_or("an exception without a text");
        let before = if self.count == 0 { " (" } else { "; " };
        self.text.extend([before, variant, ": ", said]);
        self.count += 1;
        Ok(())
    }

    /// The error.
    pub fn into_error(self) -> PyError {
        PyTypeError::new(if self.count == 0 { self.text } else { self.text + ")" })
    }
}

/// A tuple of parts, which are given away.
///
/// # Errors
/// `MemoryError`.
pub fn tuple_of_parts<'ctx, const N: usize>(
    ctx: Context<'ctx>,
    parts: [Handle<'ctx, PyAny>; N],
) -> Result<Handle<'ctx, PyTuple>> {
    calls::sequence::tuple_of_given(ctx, parts.map(Handle::into_raw))
}

/// A dict that `fill` has filled.
///
/// # Errors
/// Those of `fill`; `MemoryError`.
pub fn dict_of_parts<'ctx>(
    ctx: Context<'ctx>,
    fill: impl FnOnce(&Handle<'ctx, PyDict>) -> Result<()>,
) -> Result<Handle<'ctx, PyDict>> {
    let dict = PyDict::new(ctx)?;
    fill(&dict)?;
    Ok(dict)
}

//! Items: `object[key]`, `len(object)`, `item in object`.

use crate::convert::IntoPy;
use crate::handle::Handle;
use crate::{Result, calls};

impl<'ctx> Handle<'ctx> {
    /// The length: `len(object)`.
    ///
    /// # Errors
    /// `TypeError` if it has none, and what `__len__` raises.
    #[inline]
    pub fn len(&self) -> Result<usize> {
        calls::object::length(self)
    }

    /// Whether the length is 0.
    ///
    /// # Errors
    /// As [`len`](Self::len).
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }

    /// The item: `object[key]`.
    ///
    /// # Errors
    /// `KeyError` or `IndexError` if there is none, `TypeError` if the object has no items, those of the conversion,
    /// and what the lookup raises.
    #[inline]
    pub fn get_item(&self, key: impl IntoPy<'ctx>) -> Result<Handle<'ctx>> {
        key.lend(self.ctx(), |key| calls::object::get_item(self, key))
    }

    /// Sets the item: `object[key] = value`.
    ///
    /// # Errors
    /// `TypeError` if the object does not take items, those of the conversions, and what setting raises.
    #[inline]
    pub fn set_item(&self, key: impl IntoPy<'ctx>, value: impl IntoPy<'ctx>) -> Result<()> {
        let ctx = self.ctx();
        key.lend(ctx, |key| value.lend(ctx, |value| calls::object::set_item(self, key, value)))
    }

    /// Deletes the item: `del object[key]`.
    ///
    /// # Errors
    /// As [`set_item`](Self::set_item), and `KeyError` or `IndexError` if there is none.
    pub fn del_item(&self, key: impl IntoPy<'ctx>) -> Result<()> {
        key.lend(self.ctx(), |key| calls::object::del_item(self, key))
    }

    /// Whether `item in object`.
    ///
    /// # Errors
    /// `TypeError` if the object is no container, those of the conversion, and what comparing raises.
    pub fn contains(&self, item: impl IntoPy<'ctx>) -> Result<bool> {
        item.lend(self.ctx(), |item| calls::object::contains(self, item))
    }
}

//! Attributes that are made when they are asked for, and a descriptor.

use std::collections::HashMap;

use hpy_rs::prelude::*;

/// Any attribute can be set to an integer.
#[hpy_type]
pub(crate) struct Namespace {
    values: HashMap<String, i64>,
}

#[hpy_methods]
impl Namespace {
    #[new]
    fn new() -> Self {
        Namespace { values: HashMap::new() }
    }

    /// Asked for what is not found in the usual way.
    fn __getattr__(&self, name: &str) -> Result<i64> {
        let missing = || PyAttributeError::new(format!("there is no {name} here"));
        self.values.get(name).copied().ok_or_else(missing)
    }

    fn __setattr__(&mut self, name: String, value: i64) {
        self.values.insert(name, value);
    }

    fn __delattr__(&mut self, name: &str) -> Result<()> {
        let missing = || PyAttributeError::new(format!("there is no {name} here"));
        self.values.remove(name).map(drop).ok_or_else(missing)
    }
}

/// A descriptor: an attribute of a Python class that only takes values of one type.
///
/// The values are in the dict of each object. `__set_name__` tells the name that the attribute has in its class; it takes
/// `&mut self`, which a class with a `Field` cannot have, so the type is in a `Py`, which the collector does not look into.
#[hpy_type]
pub(crate) struct Typed {
    kind: Py<PyType>,
    name: String,
}

#[hpy_methods]
impl Typed {
    #[new]
    fn new(kind: Py<PyType>) -> Self {
        Typed { kind, name: String::new() }
    }

    fn __set_name__(&mut self, _owner: &Handle<'_>, name: String) {
        self.name = name;
    }

    /// Asked on the class itself, there is no instance.
    fn __get__<'ctx>(slf: &Handle<'ctx, Self>, instance: &Handle<'ctx>, _owner: &Handle<'_>) -> Result<Handle<'ctx>> {
        if instance.is_none() {
            return Ok(slf.clone().into_any());
        }
        let name = slf.try_borrow()?.name.clone();
        instance.get_attr("__dict__")?.get_item(name)
    }

    fn __set__<'ctx>(slf: &Handle<'ctx, Self>, instance: &Handle<'ctx>, value: &Handle<'ctx>) -> Result<()> {
        let this = slf.try_borrow()?;
        let kind = this.kind.get(slf.ctx())?;
        if !value.is_instance(&kind)? {
            return Err(PyTypeError::new(format!("{} must be a '{}'", this.name, kind.name()?)));
        }
        instance.get_attr("__dict__")?.set_item(&*this.name, value)
    }
}

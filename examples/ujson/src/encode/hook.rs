//! Objects that JSON has no form for: what they, or the caller's `default`, say of themselves.

use hpy_rs::prelude::*;

use super::{Encoder, Written};
use crate::unicode::{self, Content};

/// So many times in a row may `default` give an object that must be handed to it again.
const LONGEST_CHAIN: usize = 1024;

static DECIMAL: Global = Global::new();
static GETATTR: Global = Global::new();

impl<'ctx> Encoder<'ctx> {
    /// Writes an object that JSON has no form for, or what `default` gives for it.
    #[cold]
    pub(super) fn write_unknown(&mut self, object: &Handle<'ctx>) -> Result<Written> {
        let mut object = object.clone();
        for _ in 0..LONGEST_CHAIN {
            let mut written = self.write_by_hook(&object)?;
            if written == Written::Not {
                object = self.replace(&object)?;
                written = self.write_known(&object)?;
            }
            if written != Written::Not {
                return Ok(written);
            }
        }
        Err(PyTypeError::new("maximum recursion depth exceeded"))
    }

    /// Writes an object as it says itself. In this order count: `bytes`, if they are not rejected; `Decimal`; a method
    /// `toDict`; a method `__json__`.
    fn write_by_hook(&mut self, object: &Handle<'ctx>) -> Result<Written> {
        if let Some(bytes) = object.cast_opt::<PyBytes>()
            && !self.options.reject_bytes
        {
            self.write_bytes(bytes.as_bytes())?;
        } else if is_decimal(object)? {
            self.write_float(object.extract()?)?;
        } else if let Some(method) = method_of(object, "toDict")? {
            return self.begin_dict(dict_of(&method.call(())?)?);
        } else if let Some(method) = method_of(object, "__json__")? {
            self.write_raw(&method.call(())?)?;
        } else {
            return Ok(Written::Not);
        }
        Ok(Written::Whole)
    }

    /// Writes what `__json__` gave, as it stands.
    fn write_raw(&mut self, json: &Handle<'ctx>) -> Result<()> {
        if let Some(bytes) = json.cast_opt::<PyBytes>() {
            return self.out.extend_slice(bytes.as_bytes());
        }
        let Some(text) = json.cast_opt::<PyStr>() else {
            return Err(wrong_result("__json__() should return str or bytes", json));
        };
        match unicode::of_str(text)? {
            Content::Text(text) => self.out.extend_slice(text.as_bytes()),
            Content::Surrogates(bytes) => self.out.extend_slice(bytes.as_bytes()),
        }
    }

    /// What `default` gives for an object.
    fn replace(&self, object: &Handle<'ctx>) -> Result<Handle<'ctx>> {
        if let Some(default) = &self.options.default {
            return default.call((object,));
        }
        let shown = object.repr()?;
        Err(PyTypeError::new(format!("{} is not JSON serializable", shown.as_str()?)))
    }
}

/// Whether an object is a `decimal.Decimal`.
fn is_decimal(object: &Handle<'_>) -> Result<bool> {
    let ctx = object.ctx();
    let decimal = DECIMAL.get_or_try_init(ctx, || ctx.import("decimal")?.get_attr("Decimal"))?;
    object.is_instance(&decimal)
}

/// The attribute of that name, if there is one other than `None`. Cheaper than an `AttributeError` when there is none.
fn method_of<'ctx>(object: &Handle<'ctx>, name: &str) -> Result<Option<Handle<'ctx>>> {
    let ctx = object.ctx();
    let getattr = GETATTR.get_or_try_init(ctx, || ctx.builtins().get_item("getattr"))?;
    let method = getattr.call((object, name, ctx.none()))?;
    Ok(if method.is_none() { None } else { Some(method) })
}

fn dict_of<'a, 'ctx>(object: &'a Handle<'ctx>) -> Result<Borrowed<'a, 'ctx, PyDict>> {
    object.cast_opt().ok_or_else(|| wrong_result("toDict() should return a dict", object))
}

fn wrong_result(rule: &str, object: &Handle<'_>) -> PyError {
    match object.get_type().and_then(|kind| kind.name()) {
        Ok(name) => PyTypeError::new(format!("{rule}, got {name}")),
        Err(error) => error,
    }
}

//! What is set on a type object after it is made, because HPy has no way to say it before.

use std::ffi::CStr;

use hpy_sys::api::{self, Method, Runtime};

use super::members::{Members, Property};
use super::{Class, refusal};
use crate::context::Context;
use crate::handle::Handle;
use crate::object::builtin;
use crate::types::{PyStr, PyType};
use crate::{Result, calls};

/// Completes a new type object.
pub(super) fn complete(class: &'static Class, object: &Handle<'_, PyType>, members: &Members) -> Result<()> {
    let ctx = object.ctx();
    adopt(object, &members.adopted)?;
    if class.doc.is_empty() {
        forget_empty_doc(object)?;
    }
    for property in members.method_properties() {
        make_property(object, property)?;
    }
    add_without_instance(class, object, members)?;
    if members.is_unhashable() {
        object.set_attr("__hash__", ctx.none())?;
    }
    let close = if api::final_types_can_be_extended() { Some(refusal::CLOSE) } else { class.closed() };
    if let Some(close) = close
        && !class.flags.subclass
    {
        close(ctx, object)?;
    }
    for attribute in &members.attributes {
        object.set_attr(attribute.name, (attribute.make)(ctx)?)?;
    }
    for (name, variant) in &members.variants {
        let variant = variant.type_object(ctx)?;
        let qualified = format!("{}.{}", class.name().to_string_lossy(), name.to_string_lossy());
        let named = variant.set_attr("__qualname__", qualified);
        if !api::types_keep_their_qualified_name() {
            named?;
        }
        calls::object::set_attr_c(object, name, &variant)?;
    }
    Ok(())
}

/// Makes `__doc__` None, as that of a class of Python without a text. CPython makes it the rest of the text that begins with the
/// signature.
fn forget_empty_doc(object: &Handle<'_, PyType>) -> Result<()> {
    if api::runtime() == Runtime::CPython && object.get_attr("__doc__")?.extract::<&str>().is_ok_and(str::is_empty) {
        object.set_attr("__doc__", object.ctx().none())?;
    }
    Ok(())
}

/// Sets methods again. HPy has no slot for them; CPython fills its own when such an attribute is set, if it has not been done.
fn adopt(object: &Handle<'_, PyType>, names: &[&'static CStr]) -> Result<()> {
    if names.is_empty() || api::runtime() == Runtime::PyPy {
        return Ok(());
    }
    let namespace = object.get_attr("__dict__")?;
    for name in names.iter().filter(|name| !api::fills_slot_of(name)) {
        let method = calls::object::get_item(&namespace, &*text(object.ctx(), name)?)?;
        calls::object::set_attr_c(object, name, &method)?;
    }
    Ok(())
}

/// Makes a property of the methods that stand for it.
fn make_property(object: &Handle<'_, PyType>, property: &Property) -> Result<()> {
    let ctx = object.ctx();
    let namespace = object.get_attr("__dict__")?;
    let [get, set, delete] = property.method_names();
    let take = |name: &str| take_method(object, &namespace, name);
    let (get, set, delete) = (take(&get)?, take(&set)?, take(&delete)?);
    let doc = property.getter.map(|getter| getter.doc).filter(|doc| !doc.is_empty());
    let doc = doc.map(|doc| doc.to_string_lossy());
    let made = builtin(ctx, "property")?.call((get, set, delete, doc))?;
    calls::object::set_attr_c(object, property.name, &made)
}

/// Takes a method out of a type; `None` if there is none.
#[inline(never)]
fn take_method<'ctx>(object: &Handle<'ctx, PyType>, namespace: &Handle<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    if !namespace.contains(name)? {
        return Ok(object.ctx().none().to_owned().into_any());
    }
    let method = namespace.get_item(name)?;
    object.del_attr(name)?;
    Ok(method)
}

/// A name as an object.
fn text<'ctx>(ctx: Context<'ctx>, name: &CStr) -> Result<Handle<'ctx, PyStr>> {
    PyStr::new(ctx, &name.to_string_lossy())
}

/// Sets static methods and methods of the class. HPy's methods all have an instance, so they get one of a type of their own.
fn add_without_instance(class: &'static Class, object: &Handle<'_, PyType>, members: &Members) -> Result<()> {
    let all: Vec<Method> = members.statics.iter().chain(&members.of_class).copied().collect();
    if all.is_empty() {
        return Ok(());
    }
    // Its type has the name of the class, which is what the methods say that they belong to.
    let owner = calls::class::object_with_methods(object.ctx(), class.qualified_name(), all)?;
    set_wrapped(object, &owner, "staticmethod", &members.statics)?;
    set_wrapped(object, &owner, "classmethod", &members.of_class)
}

fn set_wrapped<'ctx>(
    object: &Handle<'ctx, PyType>,
    owner: &Handle<'ctx>,
    wrapper: &str,
    methods: &[Method],
) -> Result<()> {
    let wrapper = builtin(object.ctx(), wrapper)?;
    for method in methods {
        let function = calls::object::get_attr_c(owner, method.name())?;
        calls::object::set_attr_c(object, method.name(), &wrapper.call((function,))?)?;
    }
    Ok(())
}

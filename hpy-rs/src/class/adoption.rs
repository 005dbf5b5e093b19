//! What is set on a type object after it is made, because HPy has no way to say it before.

use std::ffi::CStr;

use hpy_sys::api::{self, Door, Method, Runtime, Type};

use super::members::{Members, Property};
use super::{Class, refusal};
use crate::context::Context;
use crate::handle::Handle;
use crate::types::PyType;
use crate::{Result, calls};

/// Completes a new type object.
pub(super) fn complete(class: &'static Class, object: &Handle<'_, PyType>, members: &Members) -> Result<()> {
    let ctx = object.ctx();
    adopt(object, &members.adopted)?;
    for property in members.method_properties() {
        make_property(object, property)?;
    }
    add_without_instance(class, object, members)?;
    if members.is_unhashable() {
        object.set_attr("__hash__", ctx.none())?;
    }
    if api::runs_in(Runtime::PyPy, Door::HPy) || class.is_extended() {
        refusal::refuse_subclasses(ctx, object)?;
    }
    for attribute in &members.attributes {
        object.set_attr(attribute.name, (attribute.make)(ctx)?)?;
    }
    for (name, variant) in &members.variants {
        let (name, variant) = (&*name.to_string_lossy(), variant.type_object(ctx)?);
        variant.set_attr("__qualname__", format!("{}.{name}", class.name().to_string_lossy()))?;
        object.set_attr(name, variant)?;
    }
    Ok(())
}

/// Sets methods again. HPy has no slot for them; CPython fills its own when such an attribute is set.
fn adopt(object: &Handle<'_, PyType>, names: &[&'static CStr]) -> Result<()> {
    if names.is_empty() || api::runtime() == Runtime::PyPy {
        return Ok(());
    }
    let namespace = object.get_attr("__dict__")?;
    for name in names {
        let name = &*name.to_string_lossy();
        object.set_attr(name, namespace.get_item(name)?)?;
    }
    Ok(())
}

/// Makes a property of the methods that stand for it.
fn make_property<'ctx>(object: &Handle<'ctx, PyType>, property: &Property) -> Result<()> {
    let ctx = object.ctx();
    let namespace = object.get_attr("__dict__")?;
    let [get, set, delete] = property.method_names();
    let take = |name: &str| -> Result<Handle<'ctx>> {
        if !namespace.contains(name)? {
            return Ok(ctx.none().to_owned().into_any());
        }
        let method = namespace.get_item(name)?;
        object.del_attr(name)?;
        Ok(method)
    };
    let (get, set, delete) = (take(&get)?, take(&set)?, take(&delete)?);
    let doc = property.getter.map(|getter| getter.doc).filter(|doc| !doc.is_empty());
    let doc = doc.map(|doc| doc.to_string_lossy());
    let made = ctx.builtins().get_item("property")?.call((get, set, delete, doc))?;
    object.set_attr(&*property.name.to_string_lossy(), made)
}

/// Sets static methods and methods of the class. HPy's methods all have an instance, so they get one of a type of their own.
fn add_without_instance(class: &'static Class, object: &Handle<'_, PyType>, members: &Members) -> Result<()> {
    let all: Vec<Method> = members.statics.iter().chain(&members.of_class).copied().collect();
    if all.is_empty() {
        return Ok(());
    }
    let owner = make_owner(object.ctx(), class, all)?;
    set_wrapped(object, &owner, "staticmethod", &members.statics)?;
    set_wrapped(object, &owner, "classmethod", &members.of_class)
}

fn set_wrapped<'ctx>(
    object: &Handle<'ctx, PyType>,
    owner: &Handle<'ctx>,
    wrapper: &str,
    methods: &[Method],
) -> Result<()> {
    let wrapper = object.ctx().builtins().get_item(wrapper)?;
    for method in methods {
        let name = &*method.name().to_string_lossy();
        object.set_attr(name, wrapper.call((owner.get_attr(name)?,))?)?;
    }
    Ok(())
}

/// An object with these methods. Its type has the name of the class, which is what the methods say that they belong to.
fn make_owner<'ctx>(ctx: Context<'ctx>, class: &'static Class, methods: Vec<Method>) -> Result<Handle<'ctx>> {
    let definition = Type {
        name: class.qualified_name(),
        doc: c"",
        size: size_of::<usize>(),
        is_base: false,
        has_fields: false,
        methods,
        slots: Vec::new(),
        properties: Vec::new(),
    };
    calls::class::new_object(&calls::class::new_type(ctx, &definition, None)?).map(|(object, _)| object)
}

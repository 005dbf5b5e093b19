//! Attributes, types and casts.

use hpy_rs::prelude::*;

#[hpy_function]
pub(crate) fn get_attr<'ctx>(object: &Handle<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    object.get_attr(name)
}

#[hpy_function]
pub(crate) fn get_attr_by_object<'ctx>(object: &Handle<'ctx>, name: &Handle<'ctx, PyStr>) -> Result<Handle<'ctx>> {
    object.get_attr(name)
}

#[hpy_function]
pub(crate) fn get_attr_by_borrowed<'ctx>(
    object: &Handle<'ctx>,
    name: Borrowed<'_, 'ctx, PyStr>,
) -> Result<Handle<'ctx>> {
    object.get_attr(name)
}

#[hpy_function]
pub(crate) fn get_attr_or<'ctx>(object: &Handle<'ctx>, name: &str, default: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    Ok(object.get_attr_opt(name)?.unwrap_or_else(|| default.clone()))
}

#[hpy_function]
pub(crate) fn has_attr(object: &Handle<'_>, name: &str) -> Result<bool> {
    object.has_attr(name)
}

#[hpy_function]
pub(crate) fn set_attr<'ctx>(object: &Handle<'ctx>, name: &str, value: &Handle<'ctx>) -> Result<()> {
    object.set_attr(name, value)
}

#[hpy_function]
pub(crate) fn set_attr_by_object<'ctx>(
    object: &Handle<'ctx>,
    name: &Handle<'ctx, PyStr>,
    value: &Handle<'ctx>,
) -> Result<()> {
    object.set_attr(name, value)
}

#[hpy_function]
pub(crate) fn set_attr_converted(object: &Handle<'_>) -> Result<()> {
    object.set_attr("number", 5)?;
    object.set_attr("text", "five")?;
    object.set_attr("list", vec![5.0])
}

#[hpy_function]
pub(crate) fn del_attr(object: &Handle<'_>, name: &str) -> Result<()> {
    object.del_attr(name)
}

#[hpy_function]
pub(crate) fn del_attr_by_object<'ctx>(object: &Handle<'ctx>, name: &Handle<'ctx, PyStr>) -> Result<()> {
    object.del_attr(name)
}

#[hpy_function]
pub(crate) fn type_of<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyType>> {
    object.get_type()
}

#[hpy_function]
pub(crate) fn type_name(kind: &Handle<'_, PyType>) -> Result<String> {
    kind.name()
}

#[hpy_function]
pub(crate) fn is_subtype(kind: &Handle<'_, PyType>, of: &Handle<'_, PyType>) -> bool {
    kind.is_subtype_of(of)
}

#[hpy_function]
pub(crate) fn is_instance<'ctx>(object: &Handle<'ctx>, of: &Handle<'ctx>) -> Result<bool> {
    object.is_instance(of)
}

/// By the type object of a type.
#[hpy_function]
pub(crate) fn is_instance_of_dict(object: &Handle<'_>) -> Result<bool> {
    object.is_instance(&object.ctx().get_type::<PyDict>()?)
}

/// Which of the types that a handle can have the object is an instance of.
#[hpy_function]
pub(crate) fn typed_as(object: &Handle<'_>) -> Vec<&'static str> {
    let tests = [
        ("object", object.is_instance_of::<PyAny>()),
        ("None", object.is_instance_of::<PyNone>()),
        ("bool", object.is_instance_of::<PyBool>()),
        ("int", object.is_instance_of::<PyInt>()),
        ("float", object.is_instance_of::<PyFloat>()),
        ("str", object.is_instance_of::<PyStr>()),
        ("bytes", object.is_instance_of::<PyBytes>()),
        ("list", object.is_instance_of::<PyList>()),
        ("tuple", object.is_instance_of::<PyTuple>()),
        ("dict", object.is_instance_of::<PyDict>()),
        ("type", object.is_instance_of::<PyType>()),
        ("module", object.is_instance_of::<PyModule>()),
        ("ValueError", object.is_instance_of::<PyValueError>()),
    ];
    tests.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
}

/// Casts to the type named, by reference and by value.
#[hpy_function]
pub(crate) fn cast<'ctx>(object: &Handle<'ctx>, to: &str) -> Result<Handle<'ctx>> {
    macro_rules! cast_to {
        ($($name:literal = $ty:ty;)*) => {
            match to {
                $($name => {
                    let by_reference = object.cast::<$ty>()?.to_owned().into_any();
                    let by_value = object.clone().cast_into::<$ty>()?.into_any();
                    Ok((by_reference, by_value).into_py(object.ctx())?.into_any())
                })*
                _ => Err(PyValueError::new("no such type")),
            }
        };
    }
    cast_to! {
        "object" = PyAny;
        "None" = PyNone;
        "bool" = PyBool;
        "int" = PyInt;
        "float" = PyFloat;
        "str" = PyStr;
        "bytes" = PyBytes;
        "list" = PyList;
        "tuple" = PyTuple;
        "dict" = PyDict;
        "type" = PyType;
        "module" = PyModule;
        "KeyError" = PyKeyError;
    }
}

/// The constants of the context.
#[hpy_function]
pub(crate) fn constants(ctx: Context<'_>) -> Result<Handle<'_, PyList>> {
    let types = [
        ctx.object_type(),
        ctx.type_type(),
        ctx.bool_type(),
        ctx.int_type(),
        ctx.float_type(),
        ctx.str_type(),
        ctx.bytes_type(),
        ctx.tuple_type(),
        ctx.list_type(),
        ctx.complex_type(),
        ctx.slice_type(),
    ];
    let list = PyList::new(ctx, types)?;
    list.append(ctx.none())?;
    list.append(ctx.true_())?;
    list.append(ctx.false_())?;
    list.append(ctx.not_implemented())?;
    list.append(ctx.ellipsis())?;
    list.append(ctx.builtins().get("len")?)?;
    Ok(list)
}

#[hpy_function]
pub(crate) fn import_module<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx>> {
    ctx.import(name)
}

#[hpy_function]
pub(crate) fn new_module<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, PyModule>> {
    let module = PyModule::new(ctx, name)?;
    module.add("answer", 42)?;
    Ok(module)
}

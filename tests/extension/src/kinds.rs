//! `Handle::kind`: every arm, with something that only an object of that type can do.

use hpy_rs::Kind;
use hpy_rs::prelude::*;

/// The name of the kind, and what the object says of itself as one.
#[hpy_function]
pub(crate) fn kind_of<'ctx>(object: &Handle<'ctx>) -> Result<(&'static str, Handle<'ctx>)> {
    let ctx = object.ctx();
    Ok(match object.kind() {
        Kind::None => ("None", object.clone()),
        Kind::Int(int) => ("int", int.extract::<i64>()?.into_py(ctx)?.into_any()),
        Kind::Float(float) => ("float", float.extract::<f64>()?.into_py(ctx)?.into_any()),
        Kind::Str(text) => ("str", text.as_str()?.into_py(ctx)?.into_any()),
        Kind::Bytes(bytes) => ("bytes", PyBytes::new(ctx, bytes.as_bytes())?.into_any()),
        Kind::List(list) => ("list", list.iter().collect::<Result<Vec<_>>>()?.into_py(ctx)?),
        Kind::Tuple(tuple) => ("tuple", tuple.iter().collect::<Result<Vec<_>>>()?.into_py(ctx)?),
        Kind::Dict(dict) => ("dict", dict.keys()?.into_any()),
        _ => ("other", object.clone()),
    })
}

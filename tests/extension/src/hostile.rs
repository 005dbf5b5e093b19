//! Input that is meant to break things.

use std::collections::{BTreeMap, HashMap};

use hpy_rs::prelude::*;

macro_rules! takers {
    ($($name:ident: $ty:ty;)*) => {
        $(
            /// Takes one argument and tells what came of it.
            #[hpy_function]
            pub(crate) fn $name(value: $ty) -> String {
                format!("{value:?}")
            }
        )*
    };
}

takers! {
    take_i8: i8;
    take_i16: i16;
    take_i32: i32;
    take_i64: i64;
    take_isize: isize;
    take_u8: u8;
    take_u16: u16;
    take_u32: u32;
    take_u64: u64;
    take_usize: usize;
    take_f32: f32;
    take_f64: f64;
    take_bool: bool;
    take_char: char;
    take_str: &str;
    take_string: String;
    take_bytes: &[u8];
    take_byte_vec: Vec<u8>;
    take_int_vec: Vec<i64>;
    take_string_vec: Vec<String>;
    take_nested_vec: Vec<Vec<Option<String>>>;
    take_pair: (i64, String);
    take_option: Option<i64>;
    take_map: HashMap<String, i64>;
    take_tree: BTreeMap<i64, Vec<u8>>;
    take_list: Handle<'_, PyList>;
    take_tuple: Handle<'_, PyTuple>;
    take_dict: Handle<'_, PyDict>;
    take_exception: Handle<'_, PyBaseException>;
    take_type: Handle<'_, PyType>;
    take_module: Handle<'_, PyModule>;
}

/// Counts positional arguments.
#[hpy_function(signature = (*args))]
pub(crate) fn count_args(args: Args<'_, '_>) -> usize {
    args.len()
}

/// Counts positional arguments, which were copied to a tuple.
#[hpy_function(signature = (*args))]
pub(crate) fn count_tuple(args: Handle<'_, PyTuple>) -> Result<usize> {
    args.len()
}

/// What no object can be made into, and takes much room.
pub(crate) struct Large {
    _room: [u8; 64 * 1024],
}

impl<'a, 'ctx> FromPy<'a, 'ctx> for Large {
    fn from_py(_: Borrowed<'a, 'ctx>) -> Result<Self> {
        Err(PyTypeError::new("nothing is large"))
    }
}

/// Counts what takes much room.
#[hpy_function]
pub(crate) fn take_large(items: Vec<Large>) -> usize {
    items.len()
}

/// The length of a copy of a text, in bytes.
#[hpy_function]
pub(crate) fn length_of_copy(text: &Handle<'_, PyStr>, lossy: bool) -> Result<usize> {
    Ok(if lossy { text.to_string_lossy() } else { text.to_string()? }.len())
}

/// Counts arguments of both kinds.
#[hpy_function(signature = (*args, **kwargs))]
pub(crate) fn count_all(args: Args<'_, '_>, kwargs: Handle<'_, PyDict>) -> Result<(usize, usize)> {
    Ok((args.len(), kwargs.len()?))
}

/// Takes three arguments, by keyword or not.
#[hpy_function(signature = (a, b = 2, *, c = 3))]
pub(crate) fn take_three(a: i64, b: i64, c: i64) -> (i64, i64, i64) {
    (a, b, c)
}

/// Counts keywords by the map that they were converted to.
#[hpy_function(signature = (a = 0, /, **kwargs))]
pub(crate) fn count_map(a: i64, kwargs: HashMap<String, i64>) -> (i64, usize) {
    (a, kwargs.len())
}

/// Calls with the arguments it is given.
#[hpy_function(signature = (callable, /, *args))]
pub(crate) fn apply<'ctx>(callable: &Handle<'ctx>, args: Args<'_, 'ctx>) -> Result<Handle<'ctx>> {
    callable.call(args)
}

/// Calls with the items of a tuple.
#[hpy_function(signature = (callable, args, /))]
pub(crate) fn apply_tuple<'ctx>(callable: &Handle<'ctx>, args: &Handle<'ctx, PyTuple>) -> Result<Handle<'ctx>> {
    callable.call(args)
}

/// Calls with the items of a tuple and a dict.
#[hpy_function(signature = (callable, args, kwargs, /))]
pub(crate) fn apply_dict<'ctx>(
    callable: &Handle<'ctx>,
    args: &Handle<'ctx, PyTuple>,
    kwargs: &Handle<'ctx, PyDict>,
) -> Result<Handle<'ctx>> {
    callable.call_dict(args, Some(kwargs))
}

/// Calls a method with the items of a tuple.
#[hpy_function(signature = (receiver, name, args, /))]
pub(crate) fn apply_method<'ctx>(
    receiver: &Handle<'ctx>,
    name: &str,
    args: &Handle<'ctx, PyTuple>,
) -> Result<Handle<'ctx>> {
    receiver.call_method(name, args)
}

/// Calls without arguments.
#[hpy_function(signature = (callable, /))]
pub(crate) fn call_none<'ctx>(callable: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    callable.call(())
}

/// Runs `protocol` on the object.
#[hpy_function]
pub(crate) fn protocol<'ctx>(protocol: &str, object: &Handle<'ctx>, other: &Handle<'ctx>) -> Result<Handle<'ctx>> {
    let ctx = object.ctx();
    let done = |value: bool| Ok(PyBool::new(ctx, value).to_owned().into_any());
    match protocol {
        "len" => object.len()?.into_py(ctx).map(Handle::into_any),
        "bool" => done(object.is_truthy()?),
        "hash" => object.hash()?.into_py(ctx).map(Handle::into_any),
        "repr" => object.repr().map(Handle::into_any),
        "str" => object.str().map(Handle::into_any),
        "eq" => done(object.eq(other)?),
        "lt" => done(object.lt(other)?),
        "contains" => done(object.contains(other)?),
        "isinstance" => done(object.is_instance(other)?),
        "getitem" => object.get_item(other),
        "setitem" => object.set_item(other, other).and_then(|()| done(true)),
        "delitem" => object.del_item(other).and_then(|()| done(true)),
        "getattr" => object.get_attr(&other.cast::<PyStr>()?.to_owned()),
        "setattr" => object.set_attr(&other.cast::<PyStr>()?.to_owned(), 1).and_then(|()| done(true)),
        "delattr" => object.del_attr(&other.cast::<PyStr>()?.to_owned()).and_then(|()| done(true)),
        "call" => object.call((other,)),
        "next" => object.try_iter()?.next().unwrap_or_else(|| Ok(ctx.none().into_any().to_owned())),
        "type_name" => object.get_type()?.name()?.into_py(ctx).map(Handle::into_any),
        _ => Err(PyLookupError::new("no such protocol")),
    }
}

/// Takes at most so many items of an iterable.
#[hpy_function]
pub(crate) fn take_items<'ctx>(iterable: &Handle<'ctx>, most: usize) -> Result<Vec<Handle<'ctx>>> {
    iterable.try_iter()?.take(most).collect()
}

/// Calls for each item of a list, as it is when its turn comes; gives the number of calls.
#[hpy_function]
pub(crate) fn for_each<'ctx>(list: &Handle<'ctx, PyList>, callable: &Handle<'ctx>) -> Result<usize> {
    let mut calls = 0;
    for item in list {
        callable.call((item?,))?;
        calls += 1;
    }
    Ok(calls)
}

/// Calls for each pair of a dict; gives the number of calls.
#[hpy_function]
pub(crate) fn for_each_pair<'ctx>(dict: &Handle<'ctx, PyDict>, callable: &Handle<'ctx>) -> Result<usize> {
    let mut calls = 0;
    for pair in dict.iter()? {
        callable.call(pair?)?;
        calls += 1;
    }
    Ok(calls)
}

/// Calls for each item of a tuple; gives the number of calls.
#[hpy_function]
pub(crate) fn for_each_in_tuple<'ctx>(tuple: &Handle<'ctx, PyTuple>, callable: &Handle<'ctx>) -> Result<usize> {
    let mut calls = 0;
    for item in tuple {
        callable.call((item?,))?;
        calls += 1;
    }
    Ok(calls)
}

/// A list of this many numbers.
#[hpy_function]
pub(crate) fn make_list(ctx: Context<'_>, length: usize) -> Result<Handle<'_, PyList>> {
    PyList::new(ctx, 0..length)
}

/// A list of this many numbers, by an iterator that calls for each.
#[hpy_function]
pub(crate) fn make_list_with_calls<'ctx>(
    ctx: Context<'ctx>,
    length: usize,
    callable: &Handle<'ctx>,
) -> Result<Handle<'ctx, PyList>> {
    PyList::new(ctx, (0..length).inspect(|index| drop(callable.call((*index,)))))
}

/// A list of this many lists.
#[hpy_function]
pub(crate) fn make_grid(width: usize) -> Vec<Vec<usize>> {
    (0..width).map(|row| (0..row).collect()).collect()
}

/// The name of the module that the function belongs to, as the function itself sees it.
#[hpy_function(pass_module)]
pub(crate) fn name_of_module(module: &Handle<'_, PyModule>) -> Result<String> {
    module.name()
}

/// As [`name_of_module`], with an argument.
#[hpy_function(pass_module, signature = (a, /))]
pub(crate) fn name_of_module_with<'ctx>(
    module: &Handle<'ctx, PyModule>,
    a: &Handle<'ctx>,
) -> Result<(String, Handle<'ctx>)> {
    Ok((module.name()?, a.clone()))
}

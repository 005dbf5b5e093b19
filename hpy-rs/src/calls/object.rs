//! Calls that every object understands.

use std::ffi::{CStr, c_int};

use hpy_sys::HPy;
use hpy_sys::api::{self, Runtime};

use super::{error, graalpy, handle, made, mapping, next, owned, plain, sequence, status, text, truth};
use crate::Result;
use crate::context::Context;
use crate::error::{PyTypeError, raised};
use crate::handle::Handle;
use crate::types::{PyBytes, PyDict, PyInt, PyStr, PyTuple, PyType};

#[inline(always)]
pub(crate) fn get_attr<'ctx>(object: &Handle<'ctx>, name: &Handle<'_>) -> Result<Handle<'ctx>> {
    if graalpy::is_here(object.ctx()) {
        return graalpy::get_attr(object.as_borrowed(), name.as_borrowed());
    }
    handle!(object.ctx(), HPy_GetAttr(object.as_raw(), name.as_raw()))
}

pub(crate) fn get_attr_c<'ctx>(object: &Handle<'ctx>, name: &CStr) -> Result<Handle<'ctx>> {
    if graalpy::misreads(object.ctx(), name) {
        return get_attr(object, &*text::new_str(object.ctx(), &name.to_string_lossy())?);
    }
    handle!(object.ctx(), HPy_GetAttr_s(object.as_raw(), name.as_ptr()))
}

/// An iterator over the object; `None` where there is no short cut.
pub(crate) fn iterator_of<'ctx>(object: &Handle<'ctx>) -> Option<Result<Handle<'ctx>>> {
    made!(object.ctx(), iterator_of(object.as_raw()))
}

/// The next item of an iterator, or nothing at its end; `None` where there is no short cut, and if it is no iterator any more.
#[inline]
pub(crate) fn next_item<'ctx>(iterator: &Handle<'ctx>) -> Option<Result<Option<Handle<'ctx>>>> {
    let ctx = iterator.ctx();
    Some(match plain!(ctx, next_item(iterator.as_raw()))? {
        HPy(0) => error::pending(ctx).map_or(Ok(None), Err),
        // SAFETY: an owned handle of the same context, and every object is a `PyAny`.
        item => Ok(Some(unsafe { Handle::from_owned_raw(ctx, item) })),
    })
}

pub(crate) fn set_attr(object: &Handle<'_>, name: &Handle<'_>, value: &Handle<'_>) -> Result<()> {
    status!(object.ctx(), HPy_SetAttr(object.as_raw(), name.as_raw(), value.as_raw()))
}

pub(crate) fn set_attr_c(object: &Handle<'_>, name: &CStr, value: &Handle<'_>) -> Result<()> {
    if graalpy::misreads(object.ctx(), name) {
        return set_attr(object, &*text::new_str(object.ctx(), &name.to_string_lossy())?, value);
    }
    status!(object.ctx(), HPy_SetAttr_s(object.as_raw(), name.as_ptr(), value.as_raw()))
}

pub(crate) fn del_attr(object: &Handle<'_>, name: &Handle<'_>) -> Result<()> {
    status!(object.ctx(), HPy_SetAttr(object.as_raw(), name.as_raw(), HPy::NULL))
}

pub(crate) fn length(object: &Handle<'_>) -> Result<usize> {
    if graalpy::has_number_in_handle(object) {
        return Err(PyTypeError::new("a number has no len()")); // HPy_Length takes the value for an index.
    }
    let length = plain!(object.ctx(), HPy_Length(object.as_raw()));
    if length < 0 { Err(raised::take(object.ctx())) } else { Ok(length.cast_unsigned()) }
}

pub(crate) fn get_item<'ctx>(object: &Handle<'ctx>, key: &Handle<'_>) -> Result<Handle<'ctx>> {
    handle!(object.ctx(), HPy_GetItem(object.as_raw(), key.as_raw()))
}

/// As [`get_item`], right after another call that has succeeded.
#[inline(always)]
pub(crate) fn get_item_next<'ctx>(object: &Handle<'ctx>, key: &Handle<'_>) -> Result<Handle<'ctx>> {
    let raw = next!(object.ctx(), HPy_GetItem(object.as_raw(), key.as_raw()));
    // SAFETY: HPy_GetItem returns an owned handle of the same context, or null with an exception.
    unsafe { owned(object.ctx(), raw) }
}

#[inline(always)]
pub(crate) fn set_item(object: &Handle<'_>, key: &Handle<'_>, value: &Handle<'_>) -> Result<()> {
    if graalpy::is_here(object.ctx()) && sequence::is_list(object) {
        // HPy_SetItem ends the process for an index that is negative or too large.
        let arguments = [object.as_raw(), key.as_raw(), value.as_raw()];
        return graalpy::call_operator(object.ctx(), c"setitem", &arguments).map(drop);
    }
    status!(object.ctx(), set_item(object.as_raw(), key.as_raw(), value.as_raw()))
}

pub(crate) fn del_item(object: &Handle<'_>, key: &Handle<'_>) -> Result<()> {
    status!(object.ctx(), HPy_DelItem(object.as_raw(), key.as_raw()))
}

pub(crate) fn contains(object: &Handle<'_>, item: &Handle<'_>) -> Result<bool> {
    truth!(object.ctx(), HPy_Contains(object.as_raw(), item.as_raw()))
}

pub(crate) fn repr<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    handle!(object.ctx(), HPy_Repr(object.as_raw()))
}

pub(crate) fn str<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    handle!(object.ctx(), HPy_Str(object.as_raw()))
}

pub(crate) fn ascii<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    handle!(object.ctx(), HPy_ASCII(object.as_raw()))
}

/// `bytes(object)`, but not for ints, which GraalPy's function takes for a length. PyPy's takes no iterables, so there the
/// type is called.
pub(crate) fn bytes<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyBytes>> {
    match api::runtime() {
        Runtime::CPython => {}
        _ if object.is_instance_of::<PyInt>() => {
            return Err(PyTypeError::new("cannot convert 'int' object to bytes"));
        }
        Runtime::PyPy => return call(&object.ctx().bytes_type(), &[object.as_raw()], None, 0)?.cast_into(),
        Runtime::GraalPy => {}
    }
    handle!(object.ctx(), HPy_Bytes(object.as_raw()))
}

/// The hash; -1 is how an error is told, and no hash is ever -1.
pub(crate) fn hash(object: &Handle<'_>) -> Result<isize> {
    let hash = plain!(object.ctx(), HPy_Hash(object.as_raw()));
    if hash == -1 { Err(raised::take(object.ctx())) } else { Ok(hash) }
}

pub(crate) fn is_true(object: &Handle<'_>) -> Result<bool> {
    truth!(object.ctx(), HPy_IsTrue(object.as_raw()))
}

#[inline(always)]
pub(crate) fn is(a: &Handle<'_>, b: &Handle<'_>) -> bool {
    if api::is_direct() {
        return a.as_raw().0 == b.as_raw().0;
    }
    plain!(a.ctx(), HPy_Is(a.as_raw(), b.as_raw())) != 0
}

pub(crate) fn compare<'ctx>(a: &Handle<'ctx>, b: &Handle<'_>, operator: c_int) -> Result<Handle<'ctx>> {
    if graalpy::is_here(a.ctx()) {
        // HPy_RichCompare makes every result a bool, and an int and something else NotImplemented.
        const NAMES: [&CStr; 6] = [c"lt", c"le", c"eq", c"ne", c"gt", c"ge"];
        let name = NAMES[operator.unsigned_abs() as usize % NAMES.len()];
        return graalpy::call_operator(a.ctx(), name, &[a.as_raw(), b.as_raw()]);
    }
    handle!(a.ctx(), HPy_RichCompare(a.as_raw(), b.as_raw(), operator))
}

/// The truth of a comparison.
pub(crate) fn compare_bool(a: &Handle<'_>, b: &Handle<'_>, operator: c_int) -> Result<bool> {
    // HPy_RichCompareBool takes one object for equal to itself without a look at it, which NaN is not.
    if graalpy::is_here(a.ctx()) || is(a, b) {
        return is_true(&compare(a, b, operator)?);
    }
    truth!(a.ctx(), HPy_RichCompareBool(a.as_raw(), b.as_raw(), operator))
}

pub(crate) fn is_callable(object: &Handle<'_>) -> bool {
    plain!(object.ctx(), HPyCallable_Check(object.as_raw())) != 0
}

/// Calls `callable(*arguments)`; behind the positional ones stand the values of `names`.
#[inline(always)]
pub(crate) fn call<'ctx>(
    callable: &Handle<'ctx>,
    arguments: &[HPy],
    names: Option<&Handle<'_, PyTuple>>,
    named: usize,
) -> Result<Handle<'ctx>> {
    graalpy::refuse_call_of_number(callable)?;
    if arguments.len() > api::MOST_ON_STACK {
        return call_with_many(callable, arguments, names, named);
    }
    let names = names.map_or(HPy::NULL, Handle::as_raw);
    let positional = arguments.len() - named;
    handle!(callable.ctx(), HPy_Call(callable.as_raw(), arguments.as_ptr(), positional, names))
}

/// As [`call`], by a tuple and a dict.
#[cold]
fn call_with_many<'ctx>(
    callable: &Handle<'ctx>,
    arguments: &[HPy],
    names: Option<&Handle<'_, PyTuple>>,
    named: usize,
) -> Result<Handle<'ctx>> {
    let ctx = callable.ctx();
    let (positional, values) = arguments.split_at(arguments.len() - named);
    let positional = sequence::new_tuple(ctx, positional)?;
    let Some(names) = names else { return call_tuple_dict(callable, &positional, None) };
    let keywords = mapping::new_dict(ctx)?;
    for (index, value) in values.iter().enumerate() {
        let name = get_item_at(names, index.cast_signed())?;
        status!(ctx, HPy_SetItem(keywords.as_raw(), name.as_raw(), *value))?;
    }
    call_tuple_dict(callable, &positional, Some(&keywords))
}

/// Calls `receiver.name(*arguments)`, the receiver being the first argument.
pub(crate) fn call_method<'ctx>(receiver: &Handle<'ctx>, name: &Handle<'_>, arguments: &[HPy]) -> Result<Handle<'ctx>> {
    if arguments.len() > api::MOST_ON_STACK {
        return call_with_many(&get_attr(receiver, name)?, &arguments[1..], None, 0);
    }
    handle!(receiver.ctx(), HPy_CallMethod(name.as_raw(), arguments.as_ptr(), arguments.len(), HPy::NULL))
}

pub(crate) fn call_tuple_dict<'ctx>(
    callable: &Handle<'ctx>,
    arguments: &Handle<'_, PyTuple>,
    keywords: Option<&Handle<'_, PyDict>>,
) -> Result<Handle<'ctx>> {
    graalpy::refuse_call_of_number(callable)?;
    let keywords = keywords.map_or(HPy::NULL, Handle::as_raw);
    handle!(callable.ctx(), HPy_CallTupleDict(callable.as_raw(), arguments.as_raw(), keywords))
}

/// Whether an object is of a type itself, not of a subclass.
pub(crate) fn is_exactly(object: &Handle<'_>, kind: &Handle<'_, PyType>) -> bool {
    get_type(object).is_ok_and(|own| is(&own, kind))
}

pub(crate) fn get_type<'ctx>(object: &Handle<'ctx>) -> Result<Handle<'ctx, PyType>> {
    handle!(object.ctx(), HPy_Type(object.as_raw()))
}

/// Whether `object` is an instance of `kind` or of a subclass, without asking the metaclass.
pub(crate) fn type_check(object: &Handle<'_>, kind: &Handle<'_, PyType>) -> bool {
    if api::runtime() == Runtime::GraalPy {
        // HPy_TypeCheck of GraalPy says no for an int or a float against a type that came as an argument.
        return get_type(object).is_ok_and(|own| is(&own, kind) || super::type_::is_subtype(&own, kind));
    }
    type_check_constant(object, kind)
}

/// Whether the type of an object is at hand, and is this one.
#[inline(always)]
pub(super) fn is_at_hand(object: &Handle<'_>, kind: &Handle<'_, PyType>) -> bool {
    super::type_::at_hand(object).0 == kind.as_raw().0
}

/// As [`type_check`], for a type that is a constant of the context.
#[inline]
pub(crate) fn type_check_constant(object: &Handle<'_>, kind: &Handle<'_, PyType>) -> bool {
    is_at_hand(object, kind) || plain!(object.ctx(), HPy_TypeCheck(object.as_raw(), kind.as_raw())) != 0
}

pub(crate) fn import<'ctx>(ctx: Context<'ctx>, name: &CStr) -> Result<Handle<'ctx>> {
    let module = handle!(ctx, HPyImport_ImportModule(name.as_ptr()))?;
    if graalpy::is_here(ctx) && name.to_bytes().contains(&b'.') {
        return graalpy::imported(ctx, name);
    }
    Ok(module)
}

pub(crate) fn check_signals(ctx: Context<'_>) -> Result<()> {
    // SAFETY: the context proves that this thread holds the interpreter.
    let status = unsafe { api::check_signals(ctx.raw()) };
    if status < 0 { Err(raised::take(ctx)) } else { Ok(()) }
}

/// Adopts what `item_at` gives, for [`super::sequence`].
#[inline(always)]
pub(super) fn get_item_at<'ctx>(object: &Handle<'ctx>, index: isize) -> Result<Handle<'ctx>> {
    let raw = plain!(object.ctx(), item_at(object.as_raw(), index));
    // SAFETY: `item_at` returns an owned handle of the same context, or null with an exception.
    unsafe { owned(object.ctx(), raw) }
}

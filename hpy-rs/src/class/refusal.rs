//! What every class refuses unless it says how it is done: to be constructed, pickled, copied, subclassed.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_sys::api::{self, Slot};

use super::adoption::object_with_methods;
use crate::Result;
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Args, Borrowed, Global, Handle};
use crate::macro_support::slots::{NewFunction, SlotAdapter};
use crate::macro_support::{Adapter, KeywordNames, KeywordsFunction, Leave, OneArgFunction};
use crate::object::builtin;
use crate::types::PyType;

/// `__new__` of a class without `#[new]`.
pub(super) const NEW: Slot = Slot::new::<SlotAdapter<NoConstructor>>();

/// `__reduce_ex__`. PyPy and GraalPy would copy and pickle an object without its value.
pub(super) const REDUCE: api::Method = api::Method::one_arg::<Adapter<NotPickled>>(c"__reduce_ex__", c"");

struct NoConstructor;

impl NewFunction for NoConstructor {
    fn call<'a, 'ctx>(
        _: Context<'ctx>,
        class: Borrowed<'a, 'ctx, PyType>,
        _: Args<'a, 'ctx>,
        _: KeywordNames<'a, 'ctx>,
    ) -> Leave<'ctx> {
        let module: String = class.get_attr("__module__")?.extract()?;
        Err(PyTypeError::new(format!("cannot create '{module}.{}' instances", class.shown_name()?)).into())
    }
}

struct NotPickled;

impl OneArgFunction for NotPickled {
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, _: Borrowed<'a, 'ctx>) -> Leave<'ctx> {
        // A class of Python's that derives from it may say how.
        let reduce = slf.get_type()?.get_attr("__reduce__")?;
        if !reduce.is(&ctx.object_type().get_attr("__reduce__")?) {
            return Ok(reduce.call((slf,))?.into());
        }
        Err(PyTypeError::new(format!("cannot pickle '{}' object", slf.get_type()?.shown_name()?)).into())
    }
}

/// `__init_subclass__`, given the class that would be made.
struct NotSubclassed;

/// How many classes of ours are being made that extend another: GraalPy asks `__init_subclass__` about those, too.
static OWN: AtomicUsize = AtomicUsize::new(0);

/// Makes a class of ours that extends another.
pub(super) fn while_extending<R>(make: impl FnOnce() -> R) -> R {
    OWN.fetch_add(1, Relaxed);
    let made = make();
    OWN.fetch_sub(1, Relaxed);
    made
}

impl KeywordsFunction for NotSubclassed {
    fn call<'a, 'ctx>(
        ctx: Context<'ctx>,
        _: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        _: KeywordNames<'a, 'ctx>,
    ) -> Leave<'ctx> {
        if OWN.load(Relaxed) > 0 {
            return Ok(ctx.none().to_owned().into());
        }
        let base = match arguments.get(0) {
            Some(class) => class.get_attr("__base__")?.cast_into::<PyType>()?.shown_name()?,
            None => String::new(),
        };
        Err(PyTypeError::new(format!("type '{base}' is not an acceptable base type")).into())
    }
}

/// An object whose method refuses subclasses.
static REFUSER: Global = Global::new();

/// What keeps Python code from deriving from a class.
pub(super) type CloseBase = for<'ctx> fn(Context<'ctx>, &Handle<'ctx, PyType>) -> Result<()>;

/// The one there is.
pub(super) const CLOSE: CloseBase = refuse_subclasses;

/// Keeps Python code from deriving from a class, where the interpreter itself does not.
fn refuse_subclasses<'ctx>(ctx: Context<'ctx>, class: &Handle<'ctx, PyType>) -> Result<()> {
    let method = api::Method::keywords::<Adapter<NotSubclassed>>(c"__init_subclass__", c"");
    let refuser = REFUSER.get_or_try_init(ctx, || object_with_methods(ctx, c"hpy_rs.Refuser", vec![method]))?;
    let refuse = refuser.get_attr("__init_subclass__")?;
    class.set_attr("__init_subclass__", builtin(ctx, "classmethod")?.call((refuse,))?)
}

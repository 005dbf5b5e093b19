//! Closures as Python objects: functions and properties that exist only at run time.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::{ClassFlags, NoBase};
use crate::Result;
use crate::context::Context;
use crate::error::{PyAttributeError, joined};
use crate::handle::{Args, Borrowed, Handle};
use crate::macro_support::{
    KeywordNames, KeywordsFunction, Leave, Members, MethodKind, NoArgsFunction, OneArgFunction, Unary, as_ref_guard,
    leave, method_self, slot_self,
};
use crate::object::builtin;
use crate::type_hint::TypeHint;
use crate::types::{PyDict, PyStr};

type Call =
    Box<dyn for<'a, 'ctx> Fn(Args<'a, 'ctx>, Option<&Handle<'ctx, PyDict>>) -> Result<Handle<'ctx>> + Send + Sync>;

/// A Rust closure that Python can call: the type of what [`Closure::new`] makes.
///
/// ```
/// use hpy_rs::Closure;
/// use hpy_rs::prelude::*;
///
/// /// A function that adds `step`.
/// #[hpy_function]
/// fn adder(ctx: Context<'_>, step: i64) -> Result<Handle<'_, Closure>> {
///     Closure::new(ctx, "add", move |arguments, _| {
///         let mut sum = step;
///         for argument in arguments {
///             sum += argument.extract::<i64>()?;
///         }
///         sum.into_py(arguments.ctx()).map(Handle::into_any)
///     })
/// }
/// ```
pub struct Closure {
    name: String,
    call: Call,
    subject: Option<Subject>,
}

/// What a closure is about, for those who know the type.
type Subject = Arc<dyn Any + Send + Sync>;

impl Closure {
    /// A function of this name. The closure gets the positional arguments and, if there are any, those by keyword.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new<'ctx, F>(ctx: Context<'ctx>, name: &str, call: F) -> Result<Handle<'ctx, Closure>>
    where
        F: for<'a, 'c> Fn(Args<'a, 'c>, Option<&Handle<'c, PyDict>>) -> Result<Handle<'c>> + Send + Sync + 'static,
    {
        Handle::new(ctx, Closure { name: name.to_owned(), call: Box::new(call), subject: None })
    }

    /// As [`new`](Self::new), about something that [`subject`](Self::subject) gives back.
    pub(crate) fn about<'ctx, T, F>(
        ctx: Context<'ctx>,
        name: &str,
        subject: Arc<T>,
        call: F,
    ) -> Result<Handle<'ctx, Closure>>
    where
        T: Any + Send + Sync,
        F: for<'a, 'c> Fn(Args<'a, 'c>, Option<&Handle<'c, PyDict>>) -> Result<Handle<'c>> + Send + Sync + 'static,
    {
        Handle::new(ctx, Closure { name: name.to_owned(), call: Box::new(call), subject: Some(subject) })
    }

    /// What it is about, if that is a `T`.
    pub(crate) fn subject<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        Arc::downcast(Arc::clone(self.subject.as_ref()?)).ok()
    }

    /// A property whose value `get` gives for an object, to be set on a class.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn property<'ctx, G>(ctx: Context<'ctx>, name: &str, get: G) -> Result<Handle<'ctx>>
    where
        G: for<'a, 'c> Fn(Borrowed<'a, 'c>) -> Result<Handle<'c>> + Send + Sync + 'static,
    {
        let get = getter(ctx, name, get)?;
        builtin(ctx, "property")?.call((get,))
    }

    /// As [`property`](Self::property), for one that can also be set.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn property_with_setter<'ctx, G, S>(ctx: Context<'ctx>, name: &str, get: G, set: S) -> Result<Handle<'ctx>>
    where
        G: for<'a, 'c> Fn(Borrowed<'a, 'c>) -> Result<Handle<'c>> + Send + Sync + 'static,
        S: for<'a, 'c> Fn(Borrowed<'a, 'c>, Borrowed<'a, 'c>) -> Result<()> + Send + Sync + 'static,
    {
        let get = getter(ctx, name, get)?;
        let set = Closure::new(ctx, name, move |arguments, _| match (arguments.get(0), arguments.get(1)) {
            (Some(object), Some(value)) => {
                set(object, value)?;
                Ok(arguments.ctx().none().to_owned().into_any())
            }
            _ => Err(missing()),
        })?;
        builtin(ctx, "property")?.call((get, set))
    }
}

fn getter<'ctx, G>(ctx: Context<'ctx>, name: &str, get: G) -> Result<Handle<'ctx, Closure>>
where
    G: for<'a, 'c> Fn(Borrowed<'a, 'c>) -> Result<Handle<'c>> + Send + Sync + 'static,
{
    Closure::new(ctx, name, move |arguments, _| get(arguments.get(0).ok_or_else(missing)?))
}

#[cold]
fn missing() -> crate::PyError {
    crate::error::PyTypeError::new("a property is called with its object")
}

impl fmt::Debug for Closure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Closure({})", self.name)
    }
}

crate::__hpy_type! {
    #[diagnostic::do_not_recommend]
    type = Closure, base = NoBase, thread = AnyThread, access = Frozen,
    name = "function", c_name = c"function", doc = c"A closure of Rust.", module = Some("hpy_rs"),
    flags = ClassFlags::NONE, members = add_members,
    fields = [String, Call, Option<Subject>], traverse = |this, visitor| {}, items = {
        fn hint() -> TypeHint {
            TypeHint::named("collections.abc.Callable[..., typing.Any]")
        }
    },
}

struct Calling;

impl KeywordsFunction for Calling {
    fn call<'a, 'ctx>(
        ctx: Context<'ctx>,
        slf: Borrowed<'a, 'ctx>,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
    ) -> Leave<'ctx> {
        // SAFETY: it is a method of the class.
        let this = as_ref_guard(unsafe { method_self::<Closure>(slf) }?)?;
        Ok((this.call)(arguments, names.to_dict(ctx)?.as_ref())?.into())
    }
}

/// `__getattr__`, for `__name__`: PyPy takes a property of that name for the name of the class.
struct Attribute;

impl OneArgFunction for Attribute {
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>, name: Borrowed<'a, 'ctx>) -> Leave<'ctx> {
        // SAFETY: as above.
        let this = unsafe { method_self::<Closure>(slf) }?.get()?;
        let name = name.cast::<PyStr>()?;
        if name.as_str().is_ok_and(|name| name == "__name__") {
            return leave(this.name.as_str(), ctx);
        }
        let text = joined(&["'function' object has no attribute '", &name.to_string_lossy(), "'"])?;
        Err(PyAttributeError::new(text).into())
    }
}

struct Shown;

impl NoArgsFunction for Shown {
    fn call<'ctx>(ctx: Context<'ctx>, slf: Borrowed<'_, 'ctx>) -> Leave<'ctx> {
        // SAFETY: it is a slot of the class.
        let name = &unsafe { slot_self::<Closure>(slf) }?.get()?.name;
        leave(format!("<closure {name}>"), ctx)
    }
}

fn add_members(members: &mut Members) {
    members.call_keywords::<Calling>(c"");
    members.one_arg::<Attribute>(MethodKind::Adopted, c"__getattr__", c"");
    members.unary::<Shown>(Unary::Repr);
}

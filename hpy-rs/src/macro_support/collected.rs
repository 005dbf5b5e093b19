//! The parameters `*args` and `**kwargs`.

use super::signature::Signature;
use crate::context::Context;
use crate::convert::{FromPy, gathered};
use crate::error;
use crate::handle::{Args, Handle};
use crate::type_hint::TypeHint;
use crate::types::{PyDict, PyTuple};
use crate::{PyError, Result};

/// The parameter `*args` or `**kwargs` of a function, for the message of an error.
#[derive(Clone, Copy, Debug)]
pub struct Collected {
    /// The function.
    pub signature: &'static Signature,
    /// The name of the parameter.
    pub name: &'static str,
}

impl Collected {
    /// The error of a positional argument.
    #[cold]
    fn at_index(self, error: PyError, index: usize) -> PyError {
        error::place(error, &format!("{}() argument '{}[{index}]'", self.signature.shown(), self.name))
    }

    /// The error of an argument that was passed by this keyword.
    #[cold]
    fn of_keyword(self, error: PyError, keyword: &str) -> PyError {
        error::place(error, &format!("{}() argument '{keyword}'", self.signature.shown()))
    }
}

/// A type for the `*args` parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take `*args`",
    label = "not a type for `*args`",
    note = "use `Args<'_, '_>`, `Handle<'_, PyTuple>` or a `Vec<T>`"
)]
pub trait FromArgs<'a, 'ctx>: Sized {
    /// Takes the positional arguments that no other parameter takes; `collected` is where they go.
    ///
    /// # Errors
    /// Those of the conversion of an item; `MemoryError`.
    fn from_args(arguments: Args<'a, 'ctx>, collected: Collected) -> Result<Self>;

    /// The type of each.
    fn item_type() -> TypeHint {
        TypeHint::any()
    }
}

impl<'a, 'ctx> FromArgs<'a, 'ctx> for Args<'a, 'ctx> {
    fn from_args(arguments: Args<'a, 'ctx>, _: Collected) -> Result<Self> {
        Ok(arguments)
    }
}

impl<'a, 'ctx> FromArgs<'a, 'ctx> for Handle<'ctx, PyTuple> {
    fn from_args(arguments: Args<'a, 'ctx>, _: Collected) -> Result<Self> {
        PyTuple::from_args(arguments)
    }
}

impl<'a, 'ctx, T: FromPy<'a, 'ctx>> FromArgs<'a, 'ctx> for Vec<T> {
    fn from_args(arguments: Args<'a, 'ctx>, collected: Collected) -> Result<Self> {
        let convert = |(index, argument)| T::from_py(argument).map_err(|error| collected.at_index(error, index));
        gathered(arguments.len(), arguments.iter().enumerate().map(convert))
    }

    fn item_type() -> TypeHint {
        T::input_type()
    }
}

/// A type for the `**kwargs` parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take `**kwargs`",
    label = "not a type for `**kwargs`",
    note = "use `Handle<'_, PyDict>`, a `HashMap<String, T>`, a `BTreeMap<String, T>`, or an `Option` of one"
)]
pub trait FromKwargs<'ctx>: Sized {
    /// Takes the keyword arguments that no other parameter takes, `None` where there are none; `collected` is where they go.
    ///
    /// # Errors
    /// Those of the conversion of a value; `MemoryError`.
    fn from_kwargs(ctx: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, collected: Collected) -> Result<Self>;

    /// The type of each value.
    fn value_type() -> TypeHint {
        TypeHint::any()
    }
}

impl<'ctx> FromKwargs<'ctx> for Handle<'ctx, PyDict> {
    fn from_kwargs(ctx: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, _: Collected) -> Result<Self> {
        keywords.map_or_else(|| PyDict::new(ctx), Ok)
    }
}

/// `None` where there are none.
impl<'ctx, M: FromKwargs<'ctx>> FromKwargs<'ctx> for Option<M> {
    fn from_kwargs(ctx: Context<'ctx>, keywords: Option<Handle<'ctx, PyDict>>, collected: Collected) -> Result<Self> {
        keywords.map(|keywords| M::from_kwargs(ctx, Some(keywords), collected)).transpose()
    }

    fn value_type() -> TypeHint {
        M::value_type()
    }
}

impl Collected {
    /// Hands names and converted values of all keywords to `insert`.
    pub(crate) fn each_keyword<'ctx, T: for<'a> FromPy<'a, 'ctx>>(
        self,
        keywords: Option<Handle<'ctx, PyDict>>,
        mut insert: impl FnMut(String, T) -> Result<()>,
    ) -> Result<()> {
        let Some(keywords) = keywords else { return Ok(()) };
        for pair in keywords.iter()? {
            let (name, value) = pair?;
            let name: String = name.extract()?;
            let value = value.extract().map_err(|error| self.of_keyword(error, &name))?;
            insert(name, value)?;
        }
        Ok(())
    }
}

//! Exceptions with a value.

use hpy_rs::prelude::*;

use crate::count::Counted;

/// What a server says.
#[hpy_type(extends = PyValueError, subclass)]
pub(crate) struct Refused {
    #[hpy(get, set)]
    code: u32,
    counted: Counted,
}

#[hpy_methods]
impl Refused {
    #[new]
    #[hpy(signature = (code, reason = "refused"))]
    fn new(code: u32, reason: &str) -> Result<Self> {
        if reason == "never" {
            return Err(PyRuntimeError::new("no such reason"));
        }
        Ok(Refused { code, counted: Counted::default() })
    }

    fn doubled(&self) -> u32 {
        self.counted.check();
        self.code * 2
    }
}

/// More of it.
#[hpy_type(extends = Refused)]
pub(crate) struct Detailed {
    #[hpy(get)]
    detail: String,
}

#[hpy_methods]
impl Detailed {
    #[new]
    fn new(code: u32, detail: String) -> Result<(Self, Refused)> {
        Ok((Detailed { detail }, Refused::new(code, "")?))
    }
}

/// Made of its fields.
#[hpy_type(extends = PyException, new = "from_fields", get_all, str = "fatal: {reason}")]
pub(crate) struct Fatal {
    reason: String,
    level: u8,
}

/// Refers to any object.
#[hpy_type(extends = PyException, subclass)]
pub(crate) struct Holding {
    #[hpy(get, set)]
    held: Field<PyAny>,
    counted: Counted,
}

#[hpy_methods]
impl Holding {
    #[new]
    fn new(held: &Handle<'_>) -> Result<Self> {
        Ok(Holding { held: Field::new(held)?, counted: Counted::default() })
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }
}

/// Extends one with fields of its own, which it makes of its arguments.
#[hpy_type(extends = PyOSError, subclass)]
pub(crate) struct FileRefused {
    #[hpy(get)]
    attempts: u32,
    counted: Counted,
}

#[hpy_methods]
impl FileRefused {
    #[new]
    #[hpy(signature = (code, text, *, attempts = 1))]
    fn new(code: &Handle<'_>, text: &Handle<'_>, attempts: u32) -> Self {
        let _ = (code, text);
        FileRefused { attempts, counted: Counted::default() }
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }
}

/// Can be referred to weakly.
#[hpy_type(extends = PyException, weakref)]
pub(crate) struct Weak {
    _counted: Counted,
}

#[hpy_methods]
impl Weak {
    #[new]
    fn new() -> Self {
        Weak { _counted: Counted::default() }
    }
}

/// Made by Rust only.
#[hpy_type(extends = PyKeyError)]
pub(crate) struct Silent {
    #[hpy(get)]
    number: i64,
}

/// With an `__init__` of its own.
#[hpy_type(extends = PyException)]
pub(crate) struct Coded {
    #[hpy(get)]
    code: i64,
}

#[hpy_methods]
impl Coded {
    #[new]
    fn new(code: i64) -> Self {
        Coded { code }
    }

    fn __init__(slf: &Handle<'_, Self>, code: i64) -> Result<()> {
        slf.set_attr("args", (format!("code {code}"),))
    }
}

/// Raises one, from Rust.
#[hpy_function]
pub(crate) fn raise_refused(ctx: Context<'_>, code: u32) -> Result<()> {
    let value = Refused { code, counted: Counted::default() };
    Err(PyError::from_value(&Handle::new_exception(ctx, value, ("refused by Rust", code))?))
}

/// Makes one without arguments.
#[hpy_function]
pub(crate) fn make_refused(ctx: Context<'_>, code: u32) -> Result<Handle<'_, Refused>> {
    Handle::new(ctx, Refused { code, counted: Counted::default() })
}

/// The code of the exception that a call raises.
#[hpy_function]
pub(crate) fn catch_code(ctx: Context<'_>, callable: &Handle<'_>) -> Result<Option<u32>> {
    match callable.call(()) {
        Ok(_) => Ok(None),
        Err(error) if error.matches::<Refused>(ctx) => {
            let value = error.value(ctx)?;
            let refused = value.cast::<Refused>()?.try_borrow()?;
            refused.counted.check();
            Ok(Some(refused.code))
        }
        Err(error) => Err(error),
    }
}

/// The code of one.
#[hpy_function]
pub(crate) fn code_of(refused: &Refused) -> u32 {
    refused.code
}

/// Calls, and raises a `Silent` whose cause is what the call raised.
#[hpy_function]
pub(crate) fn chain(ctx: Context<'_>, callable: &Handle<'_>) -> Result<()> {
    let Err(cause) = ctx.catch(|| callable.call(())) else { return Ok(()) };
    let exception = Handle::new_exception(ctx, Silent { number: 7 }, ("no key",))?;
    exception.set_attr("__cause__", &cause)?;
    Err(PyError::from_value(&exception))
}

/// Raises what a call has raised once more.
#[hpy_function]
pub(crate) fn raise_again(ctx: Context<'_>, callable: &Handle<'_>) -> Result<()> {
    match ctx.catch(|| callable.call(())) {
        Ok(_) => Ok(()),
        Err(value) => Err(PyError::from_value(&value)),
    }
}

//! Methods whose results are not what Python takes there, and recursion.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use hpy_rs::error::ExceptionBase;
use hpy_rs::prelude::*;
use hpy_rs::types::PyType;

/// Says of `int` that exceptions can derive from it.
struct NoException;

impl ExceptionBase for NoException {
    fn base_object(ctx: Context<'_>) -> Result<Handle<'_, PyType>> {
        Ok(ctx.int_type().to_owned())
    }
}

hpy_rs::create_exception!(hpy_hostile, StrangeError, NoException);

/// Raises what is no exception: in its way out, and as one that is looked at before.
#[hpy_function]
pub(crate) fn raise_no_exception(ctx: Context<'_>, how: u8) -> Result<String> {
    match how {
        0 => Err(StrangeError::new("12")),
        1 => Err(PyError::new::<StrangeError>(ctx, (12,))),
        2 => Ok(StrangeError::new("12").describe(ctx)),
        3 => Ok(StrangeError::new("12").value(ctx)?.get_type()?.name()?),
        _ => {
            StrangeError::new("12").write_unraisable(ctx, None);
            Ok("reported".to_owned())
        }
    }
}

/// Panics instead of giving a base, or fails with what derives from it.
struct NoBase;

static BASE_PANICS: AtomicBool = AtomicBool::new(false);

impl ExceptionBase for NoBase {
    fn base_object(_: Context<'_>) -> Result<Handle<'_, PyType>> {
        assert!(!BASE_PANICS.load(Relaxed), "no base");
        Err(BaselessError::new("no base"))
    }
}

hpy_rs::create_exception!(hpy_hostile, BaselessError, NoBase);
hpy_rs::create_exception!(hpy_hostile, HenError, EggError);
hpy_rs::create_exception!(hpy_hostile, EggError, HenError);

/// Raises what has no base, or none but itself.
#[hpy_function]
pub(crate) fn raise_without_base(panics: Option<bool>) -> Result<()> {
    let Some(panics) = panics else { return Err(HenError::new("from an egg")) };
    BASE_PANICS.store(panics, Relaxed);
    Err(BaselessError::new("12"))
}

/// What the exception says that a call raises.
#[hpy_function]
pub(crate) fn what_it_says(ctx: Context<'_>, callable: &Handle<'_>) -> String {
    callable.call(()).map_or_else(|error| error.describe(ctx), |_| "nothing".to_owned())
}

/// Gives back whatever it was made with, from every method that must give something certain.
#[hpy_type]
pub(crate) struct Liar {
    answer: Field,
}

impl Liar {
    fn said<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        let answer = slf.try_borrow()?.answer.get(slf)?;
        Ok(answer.unwrap_or_else(|| slf.ctx().none().to_owned().into_any()))
    }
}

#[hpy_methods]
impl Liar {
    #[new]
    fn new(answer: &Handle<'_>) -> Result<Self> {
        Ok(Liar { answer: Field::new(answer)? })
    }

    fn __repr__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        Liar::said(slf)
    }
    fn __str__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        Liar::said(slf)
    }
    fn __int__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        Liar::said(slf)
    }
    fn __float__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        Liar::said(slf)
    }
    fn __index__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        Liar::said(slf)
    }
    fn __iter__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        Liar::said(slf)
    }
    fn __hash__(&self) -> i64 {
        let Liar { answer: _ } = self;
        -1
    }
    fn __len__(&self) -> usize {
        let Liar { answer: _ } = self;
        usize::MAX
    }
}

/// Calls Python's version of the method that is running, for ever.
#[hpy_type]
pub(crate) struct Deep {
    _nothing: (),
}

#[hpy_methods]
impl Deep {
    #[new]
    fn new() -> Self {
        Deep { _nothing: () }
    }

    fn __repr__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx, PyStr>> {
        slf.repr()
    }
    fn __len__(slf: &Handle<'_, Self>) -> Result<usize> {
        let _guard = slf.ctx().recurse("measuring")?;
        slf.len()
    }
    fn __getattr__<'ctx>(slf: &Handle<'ctx, Self>, name: &str) -> Result<Handle<'ctx>> {
        slf.get_attr(name)
    }
    #[hpy(signature = ())]
    fn __call__<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Handle<'ctx>> {
        slf.call(())
    }
}

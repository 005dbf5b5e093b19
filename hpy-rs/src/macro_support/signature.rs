//! [`Signature`]: what a function takes, and the binding of a call's arguments to its parameters.

use std::borrow::Cow;

use super::keywords::KeywordNames;
use super::wording;
use crate::Result;
use crate::context::Context;
use crate::error::PyTypeError;
use crate::handle::{Args, Borrowed, Handle};
use crate::types::{PyDict, PyStr};

/// The parameters of a function, in the order of Python: positional, then keyword-only.
#[derive(Debug)]
pub struct Signature {
    /// The name of the class, if it is a method's.
    pub class: Option<&'static str>,
    /// The function's name, for messages.
    pub function: &'static str,
    /// The names of the positional parameters.
    pub positional: &'static [&'static str],
    /// How many of them cannot be passed by keyword: the first ones.
    pub positional_only: usize,
    /// How many of them have no default: the first ones.
    pub required: usize,
    /// The parameters behind `*`.
    pub keyword_only: &'static [Keyword],
}

/// A keyword-only parameter.
#[derive(Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// Whether it has no default.
    pub required: bool,
}

/// One argument a parameter, `None` where it was not passed.
type Bound<'a, 'ctx, const N: usize> = [Option<Borrowed<'a, 'ctx>>; N];

impl Signature {
    /// The function's name with that of its class, as messages show it.
    #[cold]
    pub(super) fn shown(&self) -> Cow<'static, str> {
        match self.class {
            Some(class) => format!("{class}.{}", self.function).into(),
            None => self.function.into(),
        }
    }

    /// The name of the parameter at `index`.
    pub(super) fn name(&self, index: usize) -> &'static str {
        match self.positional.get(index) {
            Some(name) => name,
            None => self.keyword_only[index - self.positional.len()].name,
        }
    }

    /// Whether that many positional arguments fit, where all parameters are positional.
    #[inline(always)]
    pub(super) fn takes(&self, passed: usize) -> bool {
        passed >= self.required && passed <= self.positional.len()
    }

    /// Binds positional arguments to positional-only parameters.
    ///
    /// # Errors
    /// `TypeError` if there are too few or too many, worded as CPython does.
    #[inline(always)]
    pub fn bind_positional<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
    ) -> Result<Bound<'a, 'ctx, N>> {
        let passed = arguments.len();
        if passed < self.required || passed > N {
            return Err(wording::count_mismatch(self, passed, 0));
        }
        Ok(std::array::from_fn(|index| arguments.get(index)))
    }

    /// As [`bind_positional`](Self::bind_positional), with a `*args` parameter that takes the rest.
    ///
    /// # Errors
    /// `TypeError` if there are too few.
    pub fn bind_positional_with_rest<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
    ) -> Result<(Bound<'a, 'ctx, N>, Args<'a, 'ctx>)> {
        if arguments.len() < self.required {
            return Err(wording::count_mismatch(self, arguments.len(), 0));
        }
        Ok((std::array::from_fn(|index| arguments.get(index)), arguments.skip(N)))
    }

    /// Binds positional and keyword arguments; `find` tells the index of the parameter with a name, positional-only
    /// ones left out.
    ///
    /// # Errors
    /// `TypeError` if they do not fit, worded as CPython does.
    #[inline(always)]
    pub fn bind<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
        find: fn(&[u8]) -> Option<usize>,
    ) -> Result<Bound<'a, 'ctx, N>> {
        let passed = arguments.len();
        // N counts the keyword-only ones too; a function that has some takes the long way unless all is positional.
        if names.is_empty() && passed >= self.required && passed <= self.positional.len() && !self.needs_keywords() {
            return Ok(std::array::from_fn(|index| arguments.get(index)));
        }
        let mut bound = [None; N];
        self.bind_keywords(arguments, names, find, &mut bound, false, None)?;
        Ok(bound)
    }

    /// As [`bind`](Self::bind), for a function with `*args` (`has_rest`) or `**kwargs` (`has_kwargs`) or both. The dict is
    /// `None` where no keyword is left over.
    ///
    /// # Errors
    /// `TypeError` if the arguments do not fit; `MemoryError`.
    #[allow(clippy::type_complexity, reason = "named by expansions only")]
    pub fn bind_with_rest<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
        find: fn(&[u8]) -> Option<usize>,
        has_rest: bool,
        has_kwargs: bool,
    ) -> Result<(Bound<'a, 'ctx, N>, Args<'a, 'ctx>, Option<Handle<'ctx, PyDict>>)> {
        let mut bound = [None; N];
        let mut left_over = None;
        let dict = has_kwargs.then_some(&mut left_over);
        self.bind_keywords(arguments, names, find, &mut bound, has_rest, dict)?;
        Ok((bound, arguments.skip(self.positional.len()), left_over))
    }

    #[inline]
    fn needs_keywords(&self) -> bool {
        self.keyword_only.iter().any(|keyword| keyword.required)
    }

    fn keyword_only_given(&self, bound: &[Option<Borrowed<'_, '_>>]) -> usize {
        bound[self.positional.len()..].iter().flatten().count()
    }

    /// The general way. `left_over` takes the keywords that no parameter has; without it they are errors. What is
    /// wrong is looked for in CPython's order.
    #[inline(never)]
    fn bind_keywords<'a, 'ctx>(
        &'static self,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
        find: fn(&[u8]) -> Option<usize>,
        bound: &mut [Option<Borrowed<'a, 'ctx>>],
        has_rest: bool,
        mut left_over: Option<&mut Option<Handle<'ctx, PyDict>>>,
    ) -> Result<()> {
        for (place, argument) in bound[..self.positional.len()].iter_mut().zip(arguments) {
            *place = Some(argument);
        }
        for index in 0..names.len()? {
            let (name, value) = names.get(index)?;
            // A name that gives no text is none of the parameters': it is no str, or contains lone surrogates.
            match name.extract::<&str>().ok().and_then(|name| find(name.as_bytes())) {
                Some(parameter) if bound[parameter].is_none() => bound[parameter] = Some(value),
                Some(parameter) => return Err(wording::multiple_values(self, parameter)),
                None => {
                    let name = name.cast_into().map_err(|_| PyTypeError::new("keywords must be strings"))?;
                    match &mut left_over {
                        Some(dict) => insert(dict, arguments.ctx(), &name, value)?,
                        None => return Err(wording::unexpected_keyword(self, &name, names)),
                    }
                }
            }
        }
        if !has_rest && arguments.len() > self.positional.len() {
            return Err(wording::count_mismatch(self, arguments.len(), self.keyword_only_given(bound)));
        }
        self.check_required(bound)
    }

    fn check_required(&'static self, bound: &[Option<Borrowed<'_, '_>>]) -> Result<()> {
        if bound[..self.required].iter().any(Option::is_none) {
            return Err(wording::missing_positional(self, bound));
        }
        let keyword_only = self.keyword_only.iter().zip(&bound[self.positional.len()..]);
        if keyword_only.into_iter().any(|(keyword, value)| keyword.required && value.is_none()) {
            return Err(wording::missing_keywords(self, bound));
        }
        Ok(())
    }
}

/// Puts a keyword that is left over into the dict, which is made at the first one.
fn insert<'ctx>(
    dict: &mut Option<Handle<'ctx, PyDict>>,
    ctx: Context<'ctx>,
    name: &Handle<'ctx, PyStr>,
    value: Borrowed<'_, 'ctx>,
) -> Result<()> {
    let dict = match dict {
        Some(dict) => dict,
        None => dict.insert(PyDict::new(ctx)?),
    };
    dict.set_item(name, value)
}

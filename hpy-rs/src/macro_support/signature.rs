//! [`Signature`]: what a function takes, and the binding of a call's arguments to its parameters.

#![expect(unsafe_code, reason = "views the arguments of a call")]

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use hpy_sys::HPy;

use super::keywords::KeywordNames;
use super::outcome::{Failure, fail_of};
use super::parameter_names::ParameterNames;
use super::trampoline::catch;
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
    /// The objects of their names, if any of them can be passed by keyword.
    pub names: Option<&'static ParameterNames>,
}

/// A keyword-only parameter.
#[derive(Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// Whether it has no default.
    pub required: bool,
}

/// One argument a parameter of a [`Signature`].
pub struct Bound<'a, 'ctx, const N: usize> {
    arguments: Args<'a, 'ctx>,
    signature: &'static Signature,
    /// Null where none was passed.
    values: [HPy; N],
}

impl<'a, 'ctx, const N: usize> Bound<'a, 'ctx, N> {
    /// The argument of the parameter at `index`, if it was passed.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Borrowed<'a, 'ctx>> {
        let value = self.values[index];
        // SAFETY: an argument of the call that `arguments` are those of, and not null.
        (!value.is_null()).then(|| unsafe { Borrowed::from_raw(self.arguments.ctx(), value) })
    }

    /// The argument of a parameter that binding has seen to be there.
    ///
    /// # Panics
    /// If the signature does not require it.
    #[inline(always)]
    pub fn required(&self, index: usize) -> Borrowed<'a, 'ctx> {
        assert!(self.signature.requires(index), "the parameter is not required");
        // SAFETY: as in `get`; binding fails where a required one is missing.
        unsafe { Borrowed::from_raw(self.arguments.ctx(), self.values[index]) }
    }
}

impl<const N: usize> fmt::Debug for Bound<'_, '_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound({N})")
    }
}

/// What a call passes: [`Args`] and [`KeywordNames`] in as few words as they can be handed on in.
struct Passed<'a, 'ctx> {
    ctx: Context<'ctx>,
    first: *const HPy,
    count: usize,
    names: HPy,
    owner: PhantomData<&'a ()>,
}

impl<'a, 'ctx> Passed<'a, 'ctx> {
    #[inline(always)]
    fn new(arguments: Args<'a, 'ctx>, names: KeywordNames<'a, 'ctx>) -> Self {
        let (first, count) = (arguments.as_ptr(), arguments.len());
        Passed { ctx: arguments.ctx(), first, count, names: names.as_raw(), owner: PhantomData }
    }

    fn arguments(&self) -> Args<'a, 'ctx> {
        // SAFETY: it was made of these.
        unsafe { Args::from_raw(self.ctx, self.first, self.count) }
    }

    fn names(&self) -> KeywordNames<'a, 'ctx> {
        // SAFETY: as above.
        unsafe { KeywordNames::from_raw(self.ctx, self.first, self.count, self.names) }
    }
}

impl Signature {
    /// The function's name with that of its class, as messages show it.
    #[cold]
    pub(super) fn shown(&self) -> Cow<'static, str> {
        match self.class {
            Some(class) => format!("{class}.{}", self.function).into(),
            None => self.function.into(),
        }
    }

    /// How many parameters there are.
    #[inline(always)]
    pub(super) fn parameters(&self) -> usize {
        self.positional.len() + self.keyword_only.len()
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

    /// Whether the parameter at `index` must be passed.
    #[inline(always)]
    fn requires(&self, index: usize) -> bool {
        match index.checked_sub(self.positional.len()) {
            None => index < self.required,
            Some(index) => self.keyword_only[index].required,
        }
    }

    /// As many arguments as there are parameters; the required ones were seen to be there.
    #[inline(always)]
    fn bound<'a, 'ctx, const N: usize>(&'static self, arguments: Args<'a, 'ctx>) -> Bound<'a, 'ctx, N> {
        assert!(!self.needs_keywords(), "arguments of required keywords are not looked for");
        Bound { arguments, signature: self, values: in_places(arguments) }
    }

    /// Binds positional arguments to positional-only parameters.
    ///
    /// # Errors
    /// `TypeError` if there are too few or too many, worded as CPython does.
    #[inline(always)]
    pub fn bind_positional<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
    ) -> Result<Bound<'a, 'ctx, N>, Failure> {
        let passed = arguments.len();
        if passed < self.required || passed > N {
            return Err(self.refuse(passed));
        }
        Ok(self.bound(arguments))
    }

    /// As [`bind_positional`](Self::bind_positional), with a `*args` parameter that takes the rest.
    ///
    /// # Errors
    /// `TypeError` if there are too few.
    pub fn bind_positional_with_rest<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
    ) -> Result<(Bound<'a, 'ctx, N>, Args<'a, 'ctx>), Failure> {
        if arguments.len() < self.required {
            return Err(self.refuse(arguments.len()));
        }
        Ok((self.bound(arguments), arguments.skip(N)))
    }

    #[cold]
    #[inline(never)]
    fn refuse(&'static self, passed: usize) -> Failure {
        fail_of(|| wording::count_mismatch(self, passed, 0))
    }

    /// Binds positional and keyword arguments.
    ///
    /// # Errors
    /// `TypeError` if they do not fit, worded as CPython does.
    #[inline(always)]
    pub fn bind<'a, 'ctx, const N: usize>(
        &'static self,
        arguments: Args<'a, 'ctx>,
        names: KeywordNames<'a, 'ctx>,
    ) -> Result<Bound<'a, 'ctx, N>, Failure> {
        let passed = arguments.len();
        // N counts the keyword-only ones too; a function that has some takes the long way unless all is positional.
        if passed <= self.positional.len() {
            if !names.is_empty() {
                let mut values = in_places(arguments);
                if self.bind_known(arguments, names, &mut values) {
                    return Ok(Bound { arguments, signature: self, values });
                }
            } else if passed >= self.required && !self.needs_keywords() {
                return Ok(self.bound(arguments));
            }
        }
        let mut values = [HPy::NULL; N];
        self.bind_any(&Passed::new(arguments, names), &mut values, false, None)?;
        Ok(Bound { arguments, signature: self, values })
    }

    /// Binds keywords that are the names of parameters by their objects. `false` if there are others, or something does not fit.
    #[inline(always)]
    fn bind_known<const N: usize>(
        &self,
        arguments: Args<'_, '_>,
        names: KeywordNames<'_, '_>,
        places: &mut [HPy; N],
    ) -> bool {
        assert!(N == self.parameters() && arguments.len() <= N, "a place for each parameter");
        let Some(known) = self.names else { return false };
        let next = arguments.len();
        let values = arguments.as_ptr().wrapping_add(next);
        // SAFETY: these names are this signature's, and there is a place for each parameter.
        let are_placed = unsafe { known.place(N, names.as_raw(), values, next, places.as_mut_ptr()) };
        are_placed && self.has_required(places)
    }

    /// The general way.
    #[cold]
    #[inline(never)]
    fn bind_any<'ctx>(
        &'static self,
        passed: &Passed<'_, 'ctx>,
        bound: &mut [HPy],
        has_rest: bool,
        left_over: Option<&mut Option<Handle<'ctx, PyDict>>>,
    ) -> Result<(), Failure> {
        let bind = || {
            if let Some(names) = self.names {
                names.learn(passed.ctx, self)?;
            }
            self.try_bind_keywords(passed, bound, has_rest, left_over)
        };
        Ok(catch(bind)?)
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
        has_rest: bool,
        has_kwargs: bool,
    ) -> Result<(Bound<'a, 'ctx, N>, Args<'a, 'ctx>, Option<Handle<'ctx, PyDict>>), Failure> {
        let mut values = [HPy::NULL; N];
        let mut left_over = None;
        let dict = has_kwargs.then_some(&mut left_over);
        self.bind_any(&Passed::new(arguments, names), &mut values, has_rest, dict)?;
        let bound = Bound { arguments, signature: self, values };
        Ok((bound, arguments.skip(self.positional.len()), left_over))
    }

    #[inline]
    fn needs_keywords(&self) -> bool {
        self.keyword_only.iter().any(|keyword| keyword.required)
    }

    fn keyword_only_given(&self, bound: &[HPy]) -> usize {
        bound[self.positional.len()..].iter().filter(|value| !value.is_null()).count()
    }

    /// The index of the parameter that can be passed by a name; `likely` is the one behind the last, since keywords are mostly
    /// passed in order.
    fn find(&self, name: &[u8], likely: usize) -> Option<usize> {
        let count = self.parameters();
        if likely >= self.positional_only && likely < count && is_same(self.name(likely), name) {
            return Some(likely);
        }
        (self.positional_only..count).find(|index| is_same(self.name(*index), name))
    }

    /// `left_over` takes the keywords that no parameter has; without it they are errors. What is wrong is looked for in
    /// CPython's order.
    fn try_bind_keywords<'ctx>(
        &'static self,
        passed: &Passed<'_, 'ctx>,
        bound: &mut [HPy],
        has_rest: bool,
        mut left_over: Option<&mut Option<Handle<'ctx, PyDict>>>,
    ) -> Result<()> {
        let (arguments, names) = (passed.arguments(), passed.names());
        for (place, argument) in bound[..self.positional.len()].iter_mut().zip(arguments) {
            *place = argument.as_raw();
        }
        let mut next = arguments.len();
        for index in 0..names.len()? {
            let (name, value) = names.get(index)?;
            // A name that gives no text is none of the parameters': it is no str, or contains lone surrogates.
            match name.extract::<&str>().ok().and_then(|name| self.find(name.as_bytes(), next)) {
                Some(parameter) if bound[parameter].is_null() => {
                    bound[parameter] = value.as_raw();
                    next = parameter + 1;
                }
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

    fn check_required(&'static self, bound: &[HPy]) -> Result<()> {
        if self.has_required(bound) {
            return Ok(());
        }
        if bound[..self.required].iter().any(|value| value.is_null()) {
            return Err(wording::missing_positional(self, bound));
        }
        Err(wording::missing_keywords(self, bound))
    }

    /// Whether all is there that has no default.
    #[inline(always)]
    fn has_required(&self, bound: &[HPy]) -> bool {
        let (positional, keyword_only) = bound.split_at(self.positional.len());
        let mut keyword_only = self.keyword_only.iter().zip(keyword_only);
        positional[..self.required].iter().all(|value| !value.is_null())
            && keyword_only.all(|(keyword, value)| !keyword.required || !value.is_null())
    }
}

/// The first `N` arguments, and null behind the last.
#[inline(always)]
fn in_places<const N: usize>(arguments: Args<'_, '_>) -> [HPy; N] {
    std::array::from_fn(|index| arguments.get(index).map_or(HPy::NULL, |argument| argument.as_raw()))
}

/// Names are short: comparing them is best not made by a call.
fn is_same(parameter: &str, name: &[u8]) -> bool {
    parameter.len() == name.len() && parameter.bytes().zip(name).all(|(one, other)| one == *other)
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

//! [`Signature`]: what a function takes, and the binding of a call's arguments to its parameters.

#![expect(unsafe_code, reason = "views the arguments of a call")]

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::slice;

use hpy_sys::{HPy, api};

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
    class: Option<&'static str>,
    /// The name of the function and those of its parameters, with a NUL between each two. In one text, since the loader must
    /// be told of each address in a static.
    texts: &'static str,
    /// How many positional parameters there are.
    positional: u16,
    /// How many of them cannot be passed by keyword: the first ones.
    positional_only: u16,
    /// How many of them have no default: the first ones.
    required: u16,
    /// The parameters behind `*`: whether each has no default.
    pub(super) keyword_only: &'static [bool],
    /// The objects of the names, if any of them can be passed by keyword.
    names: Option<&'static ParameterNames>,
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
    /// # Safety
    /// An [`Args`] is made of the first three, and with the last one its [`KeywordNames`].
    #[inline(always)]
    unsafe fn new(ctx: Context<'ctx>, first: *const HPy, count: usize, names: HPy) -> Self {
        Passed { ctx, first, count, names, owner: PhantomData }
    }

    #[inline(always)]
    fn of(arguments: Args<'a, 'ctx>, names: KeywordNames<'a, 'ctx>) -> Self {
        // SAFETY: it is made of these.
        unsafe { Passed::new(arguments.ctx(), arguments.as_ptr(), arguments.len(), names.as_raw()) }
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
    /// Of what the fields say, in the same order.
    ///
    /// # Safety
    /// `names` are of no other signature.
    pub const unsafe fn new(
        class: Option<&'static str>,
        texts: &'static str,
        positional: u16,
        positional_only: u16,
        required: u16,
        keyword_only: &'static [bool],
        names: Option<&'static ParameterNames>,
    ) -> Self {
        Signature { class, texts, positional, positional_only, required, keyword_only, names }
    }

    /// The function's name with that of its class, as messages show it.
    #[cold]
    #[inline(never)]
    pub(super) fn shown(&self) -> Cow<'static, str> {
        let function = self.text(0);
        match self.class {
            Some(class) => format!("{class}.{function}").into(),
            None => function.into(),
        }
    }

    /// One of the texts: the name of the function, or of the parameter before `index`.
    #[inline(never)]
    fn text(&self, index: usize) -> &'static str {
        let mut rest = self.texts;
        for _ in 0..index {
            rest = behind_nul(rest);
        }
        rest.get(..up_to_nul(rest)).unwrap_or_default()
    }

    /// How many positional parameters there are.
    #[inline(always)]
    pub(super) fn positional(&self) -> usize {
        self.positional.into()
    }

    /// How many of them cannot be passed by keyword.
    #[inline(always)]
    pub(super) fn positional_only(&self) -> usize {
        self.positional_only.into()
    }

    /// How many of them have no default.
    #[inline(always)]
    pub(super) fn required(&self) -> usize {
        self.required.into()
    }

    /// How many parameters there are.
    #[inline(always)]
    pub(super) fn parameters(&self) -> usize {
        self.positional() + self.keyword_only.len()
    }

    /// The name of the parameter at `index`.
    pub(super) fn name(&self, index: usize) -> &'static str {
        self.text(index + 1)
    }

    /// Whether that many positional arguments fit, where all parameters are positional.
    #[inline(always)]
    pub(super) fn takes(&self, passed: usize) -> bool {
        passed >= self.required() && passed <= self.positional()
    }

    /// Whether the parameter at `index` must be passed.
    #[inline(always)]
    fn requires(&self, index: usize) -> bool {
        match index.checked_sub(self.positional()) {
            None => index < self.required(),
            Some(index) => self.keyword_only[index],
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
        if passed < self.required() || passed > N {
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
        if arguments.len() < self.required() {
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
        if names.is_empty() && passed >= self.required() && passed <= self.positional() && !self.needs_keywords() {
            return Ok(self.bound(arguments));
        }
        assert!(N == self.parameters(), "a place for each parameter");
        let mut values = [HPy::NULL; N];
        let (first, names) = (arguments.as_ptr(), names.as_raw());
        // SAFETY: they are those of the call, whose arguments stay open for `'a`; a place for each parameter.
        unsafe { self.bind_named(arguments.ctx(), first, passed, names, values.as_mut_ptr()) }?;
        Ok(Bound { arguments, signature: self, values })
    }

    /// The long way of [`bind`](Self::bind), for what it is made of: in as few words as there are registers.
    ///
    /// # Safety
    /// `first`, `count` and `names` are what [`Args`] and [`KeywordNames`] of the running call are made of; `places` are as many as
    /// there are parameters, and null.
    #[inline(never)]
    unsafe fn bind_named(
        &'static self,
        ctx: Context<'_>,
        first: *const HPy,
        count: usize,
        names: HPy,
        places: *mut HPy,
    ) -> Result<(), Failure> {
        // SAFETY: by the contract of this function.
        let bound = unsafe { slice::from_raw_parts_mut(places, self.parameters()) };
        // SAFETY: as above.
        if !names.is_null() && count <= self.positional() && unsafe { self.bind_known(first, count, names, bound) } {
            return Ok(());
        }
        // SAFETY: as above.
        unsafe { self.bind_unknown(ctx, first, count, names, places) }
    }

    /// As [`bind_named`](Self::bind_named), after that has found that it must look at names.
    ///
    /// # Safety
    /// As there, but that places may have been filled.
    #[cold]
    #[inline(never)]
    unsafe fn bind_unknown(
        &'static self,
        ctx: Context<'_>,
        first: *const HPy,
        count: usize,
        names: HPy,
        places: *mut HPy,
    ) -> Result<(), Failure> {
        // SAFETY: by the contract of this function.
        let places = unsafe { slice::from_raw_parts_mut(places, self.parameters()) };
        places.fill(HPy::NULL);
        // SAFETY: as above.
        let passed = unsafe { Passed::new(ctx, first, count, names) };
        self.bind_any(&passed, places, false, None)
    }

    /// Binds keywords that are the names of parameters by their objects. `false` if there are others, or something does not fit.
    ///
    /// The loops are short, and are left as they are by compilers because each of their steps may be the last one.
    ///
    /// # Safety
    /// As for [`bind_named`](Self::bind_named); there are names, and at most as many arguments as positional parameters.
    #[inline(always)]
    unsafe fn bind_known(&self, first: *const HPy, count: usize, names: HPy, bound: &mut [HPy]) -> bool {
        let Some(known) = self.names else { return false };
        for (index, place) in bound.iter_mut().enumerate() {
            if index == count {
                break;
            }
            // SAFETY: an argument of the call.
            let argument = unsafe { first.wrapping_add(index).read() };
            if argument.is_null() {
                return false;
            }
            *place = api::argument(argument);
        }
        let values = first.wrapping_add(count);
        // SAFETY: these names are this signature's, and there is a place for each parameter, of which at most so many are
        // positional.
        let are_placed = unsafe { known.place(bound.len(), names, values, count, bound.as_mut_ptr()) };
        are_placed && self.has_required_from(count, bound)
    }

    /// Whether all is there that has no default; the first ones are.
    #[inline(always)]
    fn has_required_from(&self, first: usize, bound: &[HPy]) -> bool {
        for index in first..self.required() {
            // No index that could panic: what entries call is best known not to unwind.
            if bound.get(index).is_none_or(|value| value.is_null()) {
                return false;
            }
        }
        self.keyword_only.is_empty() || self.has_required_keywords(bound)
    }

    #[inline(never)]
    fn has_required_keywords(&self, bound: &[HPy]) -> bool {
        let mut keyword_only = bound.iter().skip(self.positional()).zip(self.keyword_only);
        keyword_only.all(|(value, required)| !required || !value.is_null())
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
        self.bind_any(&Passed::of(arguments, names), &mut values, has_rest, dict)?;
        let bound = Bound { arguments, signature: self, values };
        Ok((bound, arguments.skip(self.positional()), left_over))
    }

    #[inline]
    fn needs_keywords(&self) -> bool {
        self.keyword_only.iter().any(|required| *required)
    }

    fn keyword_only_given(&self, bound: &[HPy]) -> usize {
        bound[self.positional()..].iter().filter(|value| !value.is_null()).count()
    }

    /// The index of the parameter that can be passed by a name; `likely` is the one behind the last, since keywords are mostly
    /// passed in order.
    fn find(&self, name: &[u8], likely: usize) -> Option<usize> {
        let count = self.parameters();
        if likely >= self.positional_only() && likely < count && is_same(self.name(likely), name) {
            return Some(likely);
        }
        (self.positional_only()..count).find(|index| is_same(self.name(*index), name))
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
        for (place, argument) in bound[..self.positional()].iter_mut().zip(arguments) {
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
        if !has_rest && arguments.len() > self.positional() {
            return Err(wording::count_mismatch(self, arguments.len(), self.keyword_only_given(bound)));
        }
        self.check_required(bound)
    }

    fn check_required(&'static self, bound: &[HPy]) -> Result<()> {
        if self.has_required_from(0, bound) {
            return Ok(());
        }
        if bound[..self.required()].iter().any(|value| value.is_null()) {
            return Err(wording::missing_positional(self, bound));
        }
        Err(wording::missing_keywords(self, bound))
    }
}

/// The first `N` arguments, and null behind the last.
#[inline(always)]
fn in_places<const N: usize>(arguments: Args<'_, '_>) -> [HPy; N] {
    std::array::from_fn(|index| arguments.get(index).map_or(HPy::NULL, |argument| argument.as_raw()))
}

/// How many bytes stand before the first NUL, or the end. Names are short: looking for it is best not made by a call.
#[inline(always)]
fn up_to_nul(text: &str) -> usize {
    text.bytes().position(|byte| byte == 0).unwrap_or(text.len())
}

/// What stands behind the first NUL.
#[inline(always)]
fn behind_nul(text: &str) -> &str {
    text.get(up_to_nul(text) + 1..).unwrap_or_default()
}

/// As for [`up_to_nul`], comparing them is best not made by a call.
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

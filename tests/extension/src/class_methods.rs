//! `#[hpy_methods]`: constructors, methods, properties, static and class methods, class attributes; and values of classes
//! as arguments.
#![expect(clippy::unused_self, reason = "Python calls methods on objects, whether they look at them or not")]

use std::collections::HashMap;

use hpy_rs::prelude::*;

/// Somebody's money.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Account {
    owner: String,
    balance: i64,
    note: Option<String>,
}

#[hpy_methods]
impl Account {
    const LIMIT: i64 = 1000;

    #[new]
    #[hpy(signature = (owner, balance = 0, *, note = None))]
    fn open(owner: String, balance: i64, note: Option<String>) -> Result<Self> {
        if balance > Self::LIMIT {
            return Err(PyValueError::new("too much"));
        }
        Ok(Account { owner, balance, note })
    }

    /// The balance.
    ///
    /// In pennies.
    fn total(&self) -> i64 {
        self.balance
    }

    #[hpy(signature = (amount, /))]
    fn pay_in(&mut self, amount: i64) -> i64 {
        self.balance += amount;
        self.balance
    }

    #[hpy(signature = (a, b = Self::LIMIT, *rest, c = None, **others))]
    fn describe(
        &self,
        ctx: Context<'_>,
        a: i64,
        b: i64,
        rest: Args<'_, '_>,
        c: Option<&Handle<'_>>,
        others: HashMap<String, i64>,
    ) -> Result<String> {
        let c = match c {
            Some(c) => c.repr()?.extract::<String>()?,
            None => ctx.none().repr()?.extract()?,
        };
        let mut others: Vec<_> = others.into_iter().collect();
        others.sort();
        Ok(format!("{} {a} {b} {} {c} {others:?}", self.owner, rest.len()))
    }

    #[hpy(name = "borrowed_name")]
    fn name_of_the_owner(&self) -> &str {
        &self.owner
    }

    fn as_handle(slf: &Handle<'_, Self>) -> Result<String> {
        Ok(slf.try_borrow()?.owner.clone())
    }

    fn as_owned_handle(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn as_borrowed<'a, 'ctx>(slf: Borrowed<'a, 'ctx, Self>, _ctx: Context<'ctx>) -> Borrowed<'a, 'ctx, Self> {
        slf
    }

    fn as_guard(slf: PyRef<'_, '_, Self>) -> i64 {
        slf.balance
    }

    fn as_exclusive_guard(mut slf: PyRefMut<'_, '_, Self>, amount: i64) -> i64 {
        slf.balance += amount;
        slf.balance
    }

    fn guard_returned<'a, 'ctx>(slf: PyRef<'a, 'ctx, Self>) -> PyRef<'a, 'ctx, Self> {
        slf
    }

    fn exclusive_guard_returned<'a, 'ctx>(mut slf: PyRefMut<'a, 'ctx, Self>) -> PyRefMut<'a, 'ctx, Self> {
        slf.balance += 1;
        slf
    }

    fn pair_of_guard<'ctx>(slf: PyRef<'_, 'ctx, Self>) -> Result<Handle<'ctx, PyTuple>> {
        PyTuple::new(slf.ctx(), [slf.balance, slf.object().try_borrow()?.balance])
    }

    fn in_exclusive_guard<'ctx>(slf: PyRefMut<'_, 'ctx, Self>) -> Result<Handle<'ctx, PyInt>> {
        PyInt::new(slf.ctx(), slf.balance)
    }

    fn transfer(&mut self, to: &mut Account, amount: i64) {
        self.balance -= amount;
        to.balance += amount;
    }

    #[hpy(signature = (other = None))]
    fn richest(&self, other: Option<&Account>) -> i64 {
        other.map_or(self.balance, |other| self.balance.max(other.balance))
    }

    fn r#type(&self) -> &'static str {
        "account"
    }
}

/// Another block of the same class: properties, and what is not called on an object.
#[hpy_methods]
impl Account {
    /// What it is about.
    #[getter]
    fn get_note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    #[setter]
    fn set_note(&mut self, note: String) -> Result<()> {
        if note.is_empty() {
            return Err(PyValueError::new("empty"));
        }
        self.note = Some(note);
        Ok(())
    }

    #[deleter]
    fn delete_note(&mut self) {
        self.note = None;
    }

    #[getter(owner)]
    fn owner_of(slf: &Handle<'_, Self>, _ctx: Context<'_>) -> Result<String> {
        Ok(slf.try_borrow()?.owner.clone())
    }

    #[setter]
    #[hpy(name = "overdraft")]
    fn write_only(&mut self, value: i64) {
        self.balance = -value;
    }

    #[deleter(gone)]
    fn delete_only(&mut self) {
        self.balance = 0;
    }

    #[getter]
    fn balance(&self) -> i64 {
        self.balance
    }

    #[setter]
    fn set_balance(&mut self, value: i64) {
        self.balance = value;
    }

    #[staticmethod]
    fn limit() -> i64 {
        Self::LIMIT
    }

    #[staticmethod]
    #[hpy(signature = (value, /))]
    fn doubled(value: i64) -> i64 {
        2 * value
    }

    #[staticmethod]
    #[hpy(signature = (accounts, /, *more))]
    fn count(accounts: Vec<Handle<'_, Account>>, more: Args<'_, '_>) -> usize {
        accounts.len() + more.len()
    }

    /// The sum.
    #[staticmethod]
    fn sum(ctx: Context<'_>, a: i64, b: i64) -> Result<Handle<'_, PyInt>> {
        PyInt::new(ctx, a + b)
    }

    #[classmethod]
    fn class_name(cls: &Handle<'_, PyType>) -> Result<String> {
        cls.name()
    }

    #[classmethod]
    #[hpy(signature = (a, b = 2, /))]
    fn positional<'ctx>(
        _cls: Borrowed<'_, 'ctx, PyType>,
        ctx: Context<'ctx>,
        a: i64,
        b: i64,
    ) -> Result<Handle<'ctx, PyTuple>> {
        (a, b).into_py(ctx)
    }

    /// An account with a round sum.
    #[classmethod]
    #[hpy(signature = (owner, *, thousands = 1))]
    fn round<'ctx>(cls: Handle<'ctx, PyType>, owner: &Handle<'ctx>, thousands: i64) -> Result<Handle<'ctx>> {
        cls.call((owner, 1000 * thousands))
    }

    #[classattr]
    const CURRENCY: &'static str = "EUR";

    #[classattr]
    #[hpy(name = "RATE")]
    const INTEREST: f64 = 0.5;

    #[classattr]
    fn origin() -> (i64, i64) {
        (0, 0)
    }

    #[classattr]
    #[hpy(name = "NUMBERS")]
    fn numbers(ctx: Context<'_>) -> Result<Handle<'_, PyList>> {
        PyList::new(ctx, [1, 2])
    }

    #[cfg(any())]
    fn never(&self) -> Missing {}

    #[cfg(not(any()))]
    fn chosen(&self) -> i64 {
        1
    }

    #[cfg(any())]
    fn chosen(&self) -> i64 {
        2
    }

    #[deprecated = "for the test"]
    fn old(&self) -> i64 {
        3
    }
}

/// Extends another class, under another name.
#[hpy_type(extends = Account, name = "Sparbuch")]
#[derive(Debug)]
pub(crate) struct Savings {
    rate: f64,
}

#[hpy_methods]
impl Savings {
    #[new]
    #[hpy(text_signature = "(whose, percent)")]
    fn new(owner: String, percent: f64) -> Result<(Self, Account)> {
        if percent < 0.0 {
            return Err(PyValueError::new("negative"));
        }
        Ok((Savings { rate: percent }, Account { owner, balance: 0, note: None }))
    }

    #[getter]
    fn rate(&self) -> f64 {
        self.rate
    }

    #[allow(clippy::cast_precision_loss, reason = "the numbers of the test are small")]
    fn interest(slf: PyRef<'_, '_, Self>) -> f64 {
        slf.as_super().balance as f64 * slf.rate / 100.0
    }

    fn after(&self, years: i32) -> f64 {
        (1.0 + self.rate / 100.0).powi(years)
    }
}

#[hpy_function]
pub(crate) fn move_money(source: &mut Account, to: &mut Account, amount: i64) {
    source.balance -= amount;
    to.balance += amount;
}

#[hpy_function(signature = (account, other = None, /))]
pub(crate) fn poorest(account: &Account, other: Option<&Account>) -> i64 {
    other.map_or(account.balance, |other| account.balance.min(other.balance))
}

#[hpy_function(signature = (account = None))]
pub(crate) fn empty_account(account: Option<&mut Account>) -> i64 {
    account.map_or(-1, |account| std::mem::take(&mut account.balance))
}

#[hpy_function(signature = (account, /))]
pub(crate) fn balance_of(account: &Account) -> i64 {
    account.balance
}

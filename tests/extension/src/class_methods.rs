//! `#[hpy_methods]`: every kind of method, and every name that Python calls by itself.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::CompareOp;
use hpy_rs::prelude::*;

/// A class without options.
macro_rules! class {
    ($type:ident, $name:literal, $c_name:literal $(, $flag:ident)?) => {
        const _: () = {
            hpy_rs::__hpy_type! {
                type = $type, base = hpy_rs::macro_support::NoBase, thread = hpy_rs::macro_support::AnyThread,
                access = hpy_rs::macro_support::Mutable, name = $name, c_name = $c_name, doc = c"", module = None,
                flags = hpy_rs::macro_support::ClassFlags { $($flag: true,)? ..CLEAR },
                fields = [], traverse = |this, visitor| {}, items = {},
            }
            const CLEAR: hpy_rs::macro_support::ClassFlags =
                hpy_rs::macro_support::ClassFlags { mapping: false, sequence: false };
            impl $type {
                #[doc(hidden)]
                pub fn __hpy_export() -> hpy_rs::macro_support::Item {
                    hpy_rs::macro_support::Item::class::<$type>()
                }
            }
            hpy_rs::macro_support::submit! {
                hpy_rs::macro_support::TypeEntry::new::<$type>(module_path!())
            }
        };
    };
}

class!(Account, "Account", c"Account");

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

    fn as_owned_handle<'ctx>(slf: Handle<'ctx, Self>) -> Handle<'ctx, Self> {
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
    fn positional(_cls: Borrowed<'_, '_, PyType>, ctx: Context<'_>, a: i64, b: i64) -> Result<Handle<'_, PyTuple>> {
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

#[hpy_function]
pub(crate) fn move_money(from: &mut Account, to: &mut Account, amount: i64) {
    from.balance -= amount;
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

class!(Number, "Number", c"Number");

/// Tells which method ran, and with what.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    value: i64,
}

/// The methods of one operator: forward, reflected, and in place.
fn both(name: &str, left: &Number, right: i64) -> String {
    format!("{name} {} {right}", left.value)
}

#[hpy_methods]
impl Number {
    #[new]
    fn new(value: i64) -> Self {
        Number { value }
    }

    #[getter]
    fn value(&self) -> i64 {
        self.value
    }

    fn __repr__(&self) -> String {
        format!("Number({})", self.value)
    }
    fn __str__(&self) -> String {
        self.value.to_string()
    }
    fn __neg__(&self) -> Self {
        Number { value: -self.value }
    }
    fn __pos__(slf: Borrowed<'_, '_, Self>) -> Result<String> {
        Ok(format!("+{}", slf.try_borrow()?.value))
    }
    fn __abs__(&self) -> i64 {
        self.value.abs()
    }
    fn __invert__(&self) -> i64 {
        !self.value
    }
    fn __int__(&self) -> i64 {
        self.value
    }
    #[allow(clippy::cast_precision_loss, reason = "the numbers of the test are small")]
    fn __float__(&self) -> f64 {
        self.value as f64
    }
    fn __index__(&self) -> Result<i64> {
        if self.value < 0 { Err(PyValueError::new("negative")) } else { Ok(self.value) }
    }
    fn __bool__(&self) -> bool {
        self.value != 0
    }
    fn __hash__(&self) -> i64 {
        self.value
    }

    fn __add__(&self, other: i64) -> String {
        both("add", self, other)
    }
    fn __radd__(&self, other: i64) -> String {
        both("radd", self, other)
    }
    fn __iadd__(&mut self, other: i64) {
        self.value += other;
    }
    fn __sub__(&self, other: &Number) -> String {
        both("sub", self, other.value)
    }
    fn __rsub__(&self, other: &str) -> String {
        format!("rsub {} {other}", self.value)
    }
    fn __isub__(&mut self, other: i64) -> Result<()> {
        if other > 100 {
            return Err(PyValueError::new("too much"));
        }
        self.value -= other;
        Ok(())
    }
    fn __mul__(&self, other: i64) -> String {
        both("mul", self, other)
    }
    fn __rmul__(&self, other: i64) -> String {
        both("rmul", self, other)
    }
    fn __imul__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __truediv__(&self, other: i64) -> String {
        both("truediv", self, other)
    }
    fn __rtruediv__(&self, other: i64) -> String {
        both("rtruediv", self, other)
    }
    fn __itruediv__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __floordiv__(&self, other: i64) -> String {
        both("floordiv", self, other)
    }
    fn __rfloordiv__(&self, other: i64) -> String {
        both("rfloordiv", self, other)
    }
    fn __ifloordiv__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __mod__(&self, other: i64) -> String {
        both("mod", self, other)
    }
    fn __rmod__(&self, other: i64) -> String {
        both("rmod", self, other)
    }
    fn __imod__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __lshift__(&self, other: i64) -> String {
        both("lshift", self, other)
    }
    fn __rlshift__(&self, other: i64) -> String {
        both("rlshift", self, other)
    }
    fn __ilshift__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __rshift__(&self, other: i64) -> String {
        both("rshift", self, other)
    }
    fn __rrshift__(&self, other: i64) -> String {
        both("rrshift", self, other)
    }
    fn __irshift__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __and__(&self, other: i64) -> String {
        both("and", self, other)
    }
    fn __rand__(&self, other: i64) -> String {
        both("rand", self, other)
    }
    fn __iand__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __or__(&self, other: i64) -> String {
        both("or", self, other)
    }
    fn __ror__(&self, other: i64) -> String {
        both("ror", self, other)
    }
    fn __ior__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __xor__(&self, other: i64) -> String {
        both("xor", self, other)
    }
    fn __rxor__(&self, other: i64) -> String {
        both("rxor", self, other)
    }
    fn __ixor__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __matmul__(&self, other: i64) -> String {
        both("matmul", self, other)
    }
    fn __rmatmul__(&self, other: i64) -> String {
        both("rmatmul", self, other)
    }
    fn __imatmul__(&mut self, other: i64) {
        self.value = 1000 + other;
    }
    fn __divmod__(&self, other: i64) -> (i64, i64) {
        (self.value / other, self.value % other)
    }
    fn __rdivmod__(&self, other: i64) -> String {
        both("rdivmod", self, other)
    }

    fn __pow__(&self, other: i64, modulus: Option<i64>) -> String {
        format!("pow {} {other} {modulus:?}", self.value)
    }
    fn __rpow__(&self, other: i64, modulus: Option<i64>) -> String {
        format!("rpow {} {other} {modulus:?}", self.value)
    }
    fn __ipow__(&mut self, other: i64, _modulus: Option<i64>) {
        self.value = i64::pow(self.value, u32::try_from(other).unwrap_or(0));
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.value == other.value
    }
    fn __lt__(&self, other: &Self) -> bool {
        self.value < other.value
    }
    fn __le__(&self, other: &Handle<'_>) -> Result<bool> {
        Ok(self.value <= other.get_attr("value")?.extract::<i64>()?)
    }
    fn __gt__(&self, other: i64) -> String {
        both("gt", self, other)
    }
}

class!(Reflected, "Reflected", c"Reflected");

/// Has reflected operators only, and a power of two arguments.
#[derive(Debug)]
pub(crate) struct Reflected;

#[hpy_methods]
impl Reflected {
    #[new]
    const fn new() -> Self {
        Reflected
    }

    fn __rmul__(&self, other: i64) -> i64 {
        10 * other
    }

    fn __pow__(&self, other: i64) -> i64 {
        100 + other
    }

    fn __ge__(&self, other: i64) -> bool {
        other == 1
    }

    fn __ne__(&self, _other: i64) -> &'static str {
        "ne"
    }
}

class!(Version, "Version", c"Version");

/// Compares by `__richcmp__`.
#[derive(Debug)]
pub(crate) struct Version(i64);

#[hpy_methods]
impl Version {
    #[new]
    fn new(number: i64) -> Self {
        Version(number)
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp) -> bool {
        op.matches(self.0.cmp(&other.0))
    }
}

class!(Bag, "Bag", c"Bag", mapping);

/// A mapping.
#[derive(Debug, Default)]
pub(crate) struct Bag {
    items: HashMap<String, i64>,
}

#[hpy_methods]
impl Bag {
    #[new]
    fn new() -> Self {
        Bag::default()
    }

    fn __len__(&self) -> usize {
        self.items.len()
    }

    fn __contains__(&self, key: &str) -> bool {
        self.items.contains_key(key)
    }

    fn __getitem__(&self, key: &str) -> Result<i64> {
        self.items.get(key).copied().ok_or_else(|| PyKeyError::new(key.to_owned()))
    }

    fn __setitem__(&mut self, key: String, value: i64) {
        self.items.insert(key, value);
    }

    fn __delitem__(&mut self, key: &str) -> Result<()> {
        self.items.remove(key).map(drop).ok_or_else(|| PyKeyError::new(key.to_owned()))
    }
}

class!(Row, "Row", c"Row", sequence);

/// A sequence, whose items cannot be deleted.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    items: Vec<i64>,
}

impl Row {
    fn place(&self, index: isize) -> Result<usize> {
        let place = usize::try_from(index).ok().filter(|index| *index < self.items.len());
        place.ok_or_else(|| PyIndexError::new("row index out of range"))
    }
}

#[hpy_methods]
impl Row {
    #[new]
    #[hpy(signature = (*items))]
    fn new(items: Vec<i64>) -> Self {
        Row { items }
    }

    fn __len__(&self) -> usize {
        self.items.len()
    }

    fn __getitem__(&self, index: isize) -> Result<i64> {
        Ok(self.items[self.place(index)?])
    }

    fn __setitem__(&mut self, index: isize, value: i64) -> Result<()> {
        let place = self.place(index)?;
        self.items[place] = value;
        Ok(())
    }

    fn __concat__(&self, other: &Row) -> Row {
        Row { items: self.items.iter().chain(&other.items).copied().collect() }
    }

    fn __inplace_concat__(&mut self, other: Vec<i64>) {
        self.items.extend(other);
    }

    fn __repeat__(&self, count: isize) -> Row {
        Row { items: self.items.repeat(usize::try_from(count).unwrap_or(0)) }
    }

    fn __inplace_repeat__(&mut self, count: isize) {
        self.items = self.items.repeat(usize::try_from(count).unwrap_or(0));
    }

    fn to_list(&self) -> &[i64] {
        &self.items
    }
}

class!(Countdown, "Countdown", c"Countdown");

/// Iterates, at once and asynchronously.
#[derive(Debug)]
pub(crate) struct Countdown {
    left: u32,
}

impl Countdown {
    fn step(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        Some(self.left)
    }
}

#[hpy_methods]
impl Countdown {
    #[new]
    fn new(left: u32) -> Self {
        Countdown { left }
    }

    fn __iter__<'ctx>(slf: &Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf.clone()
    }

    fn __next__(&mut self) -> Option<u32> {
        self.step()
    }

    fn __aiter__<'ctx>(slf: &Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf.clone()
    }

    fn __anext__<'ctx>(&mut self, ctx: Context<'ctx>) -> Result<Option<Handle<'ctx, Ready>>> {
        self.step().map(|value| Handle::new(ctx, Ready { value: Some(value) })).transpose()
    }
}

class!(Ready, "Ready", c"Ready");

/// An awaitable with a result.
#[derive(Debug)]
pub(crate) struct Ready {
    value: Option<u32>,
}

#[hpy_methods]
impl Ready {
    fn __await__<'ctx>(slf: Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf
    }

    fn __iter__<'ctx>(slf: Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf
    }

    fn __next__(&mut self) -> Result<Option<u32>> {
        match self.value.take() {
            Some(value) => Err(PyStopIteration::new(value.to_string())),
            None => Ok(Some(0)),
        }
    }
}

class!(Dynamic, "Dynamic", c"Dynamic");

/// Attributes that are made when they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Dynamic {
    values: HashMap<String, i64>,
}

#[hpy_methods]
impl Dynamic {
    #[new]
    fn new() -> Self {
        Dynamic::default()
    }

    fn __getattr__(&self, name: &str) -> Result<i64> {
        self.values.get(name).copied().ok_or_else(|| PyAttributeError::new(format!("no {name}")))
    }

    fn __setattr__(&mut self, name: String, value: i64) {
        self.values.insert(name, value);
    }

    fn __delattr__(&mut self, name: &str) -> Result<()> {
        self.values.remove(name).map(drop).ok_or_else(|| PyAttributeError::new(format!("no {name}")))
    }
}

class!(Everywhere, "Everywhere", c"Everywhere");

/// Every attribute is its own name.
#[derive(Debug)]
pub(crate) struct Everywhere;

#[hpy_methods]
impl Everywhere {
    #[new]
    const fn new() -> Self {
        Everywhere
    }

    fn __getattribute__(&self, name: String) -> String {
        name
    }
}

class!(Descriptor, "Descriptor", c"Descriptor");

/// A data descriptor that keeps the last value.
#[derive(Debug)]
pub(crate) struct Descriptor {
    value: i64,
}

#[hpy_methods]
impl Descriptor {
    #[new]
    const fn new() -> Self {
        Descriptor { value: 0 }
    }

    fn __get__<'ctx>(
        slf: &Handle<'ctx, Self>,
        ctx: Context<'ctx>,
        instance: &Handle<'ctx>,
        _owner: &Handle<'_>,
    ) -> Result<Handle<'ctx>> {
        if instance.is_none() {
            return Ok(slf.clone().into_any());
        }
        Ok(slf.try_borrow()?.value.into_py(ctx)?.into_any())
    }

    fn __set__(&mut self, _instance: &Handle<'_>, value: i64) {
        self.value = value;
    }

    fn __delete__(&mut self, _instance: &Handle<'_>) {
        self.value = -1;
    }
}

class!(Adder, "Adder", c"Adder");

/// Can be called, and entered, and is made in two steps.
#[derive(Debug)]
pub(crate) struct Adder {
    base: i64,
    log: Vec<String>,
}

#[hpy_methods]
impl Adder {
    #[new]
    #[hpy(signature = (*_args, **_kwargs))]
    fn new(_args: Args<'_, '_>, _kwargs: Option<&Handle<'_, PyDict>>) -> Self {
        Adder { base: 0, log: vec!["new".to_owned()] }
    }

    #[hpy(signature = (base, *, twice = false))]
    fn __init__(&mut self, base: i64, twice: bool) -> Result<()> {
        if base < 0 {
            return Err(PyValueError::new("negative"));
        }
        self.base = if twice { 2 * base } else { base };
        self.log.push("init".to_owned());
        Ok(())
    }

    #[hpy(signature = (value, *more, scale = 1))]
    fn __call__(&self, value: i64, more: Vec<i64>, scale: i64) -> i64 {
        self.base + scale * (value + more.iter().sum::<i64>())
    }

    fn __enter__<'ctx>(slf: Handle<'ctx, Self>) -> Result<Handle<'ctx, Self>> {
        slf.try_borrow_mut()?.log.push("enter".to_owned());
        Ok(slf)
    }

    #[hpy(signature = (kind, error, traceback, /))]
    fn __exit__(&mut self, kind: &Handle<'_>, error: &Handle<'_>, traceback: &Handle<'_>) -> bool {
        let _ = (error, traceback);
        self.log.push(if kind.is_none() { "exit" } else { "error" }.to_owned());
        true
    }

    fn __format__(&self, spec: &str) -> String {
        format!("{}:{spec}", self.base)
    }

    fn __dir__(&self) -> Vec<String> {
        vec!["log".to_owned(), "base".to_owned()]
    }

    fn __round__(&self) -> i64 {
        self.base / 10 * 10
    }

    #[getter]
    fn log(&self) -> &[String] {
        &self.log
    }

    #[classmethod]
    fn __class_getitem__(cls: &Handle<'_, PyType>, item: &Handle<'_>) -> Result<String> {
        Ok(format!("{}[{}]", cls.name()?, item.repr()?.extract::<String>()?))
    }
}

class!(Mortal, "Mortal", c"Mortal");

static FINALIZED: AtomicUsize = AtomicUsize::new(0);

/// Counts its ends.
#[derive(Debug)]
pub(crate) struct Mortal;

#[hpy_methods]
impl Mortal {
    #[new]
    #[classmethod]
    fn new(cls: &Handle<'_, PyType>) -> Result<Self> {
        if cls.name()? == "Mortal" { Ok(Mortal) } else { Err(PyTypeError::new("another class")) }
    }

    fn __del__(&self) {
        FINALIZED.fetch_add(1, Relaxed);
    }
}

#[hpy_function]
pub(crate) fn finalized() -> usize {
    FINALIZED.load(Relaxed)
}

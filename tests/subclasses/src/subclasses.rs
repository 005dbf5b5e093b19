//! Classes that Python code derives from.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::prelude::*;

use crate::count::Counted;

/// An account.
#[hpy_type(subclass)]
pub(crate) struct Account {
    /// Whose it is.
    #[hpy(get, set)]
    owner: String,
    balance: i32,
    counted: Counted,
}

#[hpy_methods]
impl Account {
    #[new]
    #[hpy(signature = (owner, balance = 0))]
    fn new(owner: String, balance: i32) -> Result<Self> {
        if balance < 0 {
            return Err(PyValueError::new("no debts"));
        }
        Ok(Account { owner, balance, counted: Counted::default() })
    }

    #[getter]
    fn balance(&self) -> i32 {
        self.counted.check();
        self.balance
    }

    fn deposit(&mut self, amount: i32) -> i32 {
        self.counted.check();
        self.balance += amount;
        self.balance
    }

    /// Calls a callback while the account is borrowed as `&mut`.
    fn deposit_result_of(&mut self, callback: &Handle<'_>) -> Result<i32> {
        self.balance += callback.call(())?.extract::<i32>()?;
        Ok(self.balance)
    }

    #[staticmethod]
    fn currency() -> &'static str {
        "EUR"
    }

    #[classmethod]
    fn of_nobody<'ctx>(cls: &Handle<'ctx, PyType>) -> Result<Handle<'ctx>> {
        cls.call(("nobody",))
    }

    fn __repr__(slf: &Handle<'_, Self>) -> Result<String> {
        Ok(format!("{}({:?})", slf.get_type()?.name()?, slf.try_borrow()?.owner))
    }

    fn __add__(&self, other: &Account) -> i32 {
        self.balance + other.balance
    }

    fn __len__(&self) -> usize {
        self.owner.len()
    }
}

/// One that pays interest.
#[hpy_type(subclass, extends = Account)]
pub(crate) struct Savings {
    #[hpy(get)]
    rate: f64,
    counted: Counted,
}

#[hpy_methods]
impl Savings {
    #[new]
    fn new(owner: String, balance: i32, rate: f64) -> Result<(Self, Account)> {
        Ok((Savings { rate, counted: Counted::default() }, Account::new(owner, balance)?))
    }

    fn interest(slf: PyRef<'_, '_, Self>) -> f64 {
        slf.counted.check();
        slf.rate * f64::from(slf.as_super().balance)
    }
}

/// Whose account it is, taken as `&Account`.
#[hpy_function]
pub(crate) fn owner_of(account: &Account) -> String {
    account.counted.check();
    account.owner.clone()
}

/// Takes one as `&mut` and another as `&`, which may not be the same.
#[hpy_function]
pub(crate) fn both_twice(one: &mut Account, other: &Account) -> i32 {
    one.balance += other.balance;
    one.balance
}

/// Refers to any object.
#[hpy_type(subclass)]
pub(crate) struct Node {
    #[hpy(get, set)]
    next: Field<PyAny>,
    counted: Counted,
}

#[hpy_methods]
impl Node {
    #[new]
    fn new() -> Self {
        Node { next: Field::empty(), counted: Counted::default() }
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }
}

/// Nothing to drop.
#[hpy_type(subclass, new = "from_fields", get_all, set_all)]
pub(crate) struct Thin {
    number: u8,
}

/// Never changes.
#[hpy_type(subclass, frozen, eq, hash, new = "from_fields", get_all)]
#[derive(PartialEq, Hash)]
pub(crate) struct Frozen {
    number: i64,
}

/// Has no constructor.
#[hpy_type(subclass)]
pub(crate) struct NoNew {
    _number: u8,
}

/// Cannot be derived from.
#[hpy_type]
pub(crate) struct Final {
    _counted: Counted,
}

#[hpy_methods]
impl Final {
    #[new]
    fn new() -> Self {
        Final { _counted: Counted::default() }
    }
}

static FINALIZED: AtomicUsize = AtomicUsize::new(0);

/// Says that it goes.
#[hpy_type(subclass)]
pub(crate) struct Finalized {
    counted: Counted,
}

#[hpy_methods]
impl Finalized {
    #[new]
    fn new() -> Self {
        Finalized { counted: Counted::default() }
    }

    #[staticmethod]
    fn finalized() -> usize {
        FINALIZED.load(Relaxed)
    }

    fn __del__(&self) {
        self.counted.check();
        FINALIZED.fetch_add(1, Relaxed);
    }
}

/// Is told of the classes that derive from it.
#[hpy_type(subclass)]
pub(crate) struct Registry {}

#[hpy_methods]
impl Registry {
    #[new]
    fn new() -> Self {
        Registry {}
    }

    #[classmethod]
    #[hpy(signature = (*, label = None))]
    fn __init_subclass__(cls: &Handle<'_, PyType>, label: Option<String>) -> Result<()> {
        if label.as_deref() == Some("refused") {
            return Err(PyTypeError::new("not this one"));
        }
        cls.set_attr("label", label)
    }
}

/// Three items, the last of which is 2.
#[hpy_type(subclass, sequence)]
pub(crate) struct Sequence {
    counted: Counted,
}

#[hpy_methods]
impl Sequence {
    #[new]
    fn new() -> Self {
        Sequence { counted: Counted::default() }
    }

    fn __len__(&self) -> usize {
        self.counted.check();
        3
    }

    fn __getitem__(&self, index: isize) -> Result<isize> {
        self.counted.check();
        if (0..3).contains(&index) { Ok(index) } else { Err(PyIndexError::new("no such item")) }
    }

    fn __contains__(&self, item: &Handle<'_>) -> bool {
        self.counted.check();
        item.is_none()
    }

    fn __call__(&self, number: i64) -> i64 {
        self.counted.check();
        number + 1
    }
}

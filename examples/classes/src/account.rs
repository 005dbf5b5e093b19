//! Properties, static and class methods, class attributes.

use hpy_rs::prelude::*;

/// An account with a balance in pennies.
#[hpy_type]
pub(crate) struct Account {
    /// Who has it: a property that is a member.
    #[hpy(get, set)]
    owner: String,
    #[hpy(get)]
    balance: u64,
    note: Option<String>,
}

#[hpy_methods]
impl Account {
    #[new]
    #[hpy(signature = (owner, balance = 0))]
    fn new(owner: String, balance: u64) -> Self {
        Account { owner, balance, note: None }
    }

    /// Another account, as an argument, is borrowed while the method runs.
    fn transfer(&mut self, to: &mut Account, amount: u64) -> Result<()> {
        let left = self.balance.checked_sub(amount).ok_or_else(|| PyValueError::new("not enough money"))?;
        to.balance = to.balance.checked_add(amount).ok_or_else(|| PyOverflowError::new("too much money"))?;
        self.balance = left;
        Ok(())
    }

    /// A note: a property of three methods.
    #[getter]
    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    #[setter]
    fn set_note(&mut self, note: String) -> Result<()> {
        if note.is_empty() {
            return Err(PyValueError::new("a note cannot be empty"));
        }
        self.note = Some(note);
        Ok(())
    }

    #[deleter]
    fn delete_note(&mut self) {
        self.note = None;
    }

    /// An attribute of the class.
    #[classattr]
    const CURRENCY: &'static str = "EUR";

    /// Called on the class or on an object, and knows neither.
    #[staticmethod]
    fn pennies(euros: u32) -> u64 {
        100 * u64::from(euros)
    }

    /// Called on the class, which it knows: another constructor.
    #[classmethod]
    fn with_gift<'ctx>(cls: &Handle<'ctx, PyType>, owner: &str) -> Result<Handle<'ctx>> {
        cls.call((owner, 1000))
    }

    fn __repr__(&self) -> String {
        format!("Account({:?}, {})", self.owner, self.balance)
    }
}

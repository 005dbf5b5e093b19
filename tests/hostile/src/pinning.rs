//! Safe Rust code that tries to take a field out of the object that it is part of, where it must stay.

use std::mem;
use std::sync::{Mutex, PoisonError};

use hpy_rs::prelude::*;
use hpy_rs::{Field, Traverse};

static STASH: Mutex<Vec<Field>> = Mutex::new(Vec::new());

fn stash() -> std::sync::MutexGuard<'static, Vec<Field>> {
    STASH.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes its fields out of itself when it is dropped.
#[hpy_type]
pub(crate) struct Stasher {
    whole: Field,
    optional: Option<Field>,
    part: Part,
}

#[derive(Traverse)]
struct Part {
    field: Field,
}

#[hpy_methods]
impl Stasher {
    #[new]
    fn new(object: &Handle<'_>) -> Result<Self> {
        let part = Part { field: Field::new(object)? };
        Ok(Stasher { whole: Field::new(object)?, optional: Some(Field::new(object)?), part })
    }
}

impl Drop for Stasher {
    fn drop(&mut self) {
        let mut stash = stash();
        stash.push(mem::take(&mut self.whole));
        stash.extend(self.optional.take());
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        stash().push(mem::replace(&mut self.field, Field::empty()));
    }
}

/// How many fields were taken out.
#[hpy_function]
pub(crate) fn stashed() -> usize {
    stash().len()
}

/// Has a field, and room for one that the collector does not see.
#[hpy_type]
#[derive(Default)]
pub(crate) struct Keeper {
    #[hpy(get, set)]
    seen: Field,
    unseen: Mutex<Option<Field>>,
}

#[hpy_methods]
impl Keeper {
    #[new]
    fn new() -> Self {
        Keeper::default()
    }

    #[getter]
    fn unseen<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Option<Handle<'ctx>>> {
        let this = slf.try_borrow()?;
        let unseen = this.unseen.lock().unwrap_or_else(PoisonError::into_inner);
        unseen.as_ref().map_or(Ok(None), |field| field.get(slf))
    }
}

/// Puts a field that was taken out of its object into another, where the collector does not see it.
#[hpy_function]
pub(crate) fn keep_stashed(keeper: &Handle<'_, Keeper>) -> Result<()> {
    let this = keeper.try_borrow()?;
    *this.unseen.lock().unwrap_or_else(PoisonError::into_inner) = stash().pop();
    Ok(())
}

/// Sets that field.
#[hpy_function]
pub(crate) fn set_kept(keeper: &Handle<'_, Keeper>, object: &Handle<'_>) -> Result<()> {
    let this = keeper.try_borrow()?;
    let unseen = this.unseen.lock().unwrap_or_else(PoisonError::into_inner);
    unseen.as_ref().map_or(Ok(()), |field| field.set(keeper, object))
}

/// A value in a value, moved before it comes to its place.
#[hpy_type]
pub(crate) struct Chained {
    first: Option<Field>,
    second: Option<Field>,
}

#[hpy_methods]
impl Chained {
    #[new]
    fn new(object: &Handle<'_>, how: &str) -> Result<Self> {
        let mut made = Chained { first: Some(Field::new(object)?), second: None };
        match how {
            "swap" => mem::swap(&mut made.first, &mut made.second),
            "take" => made.second = made.first.take(),
            "replace" => made.second = made.first.replace(Field::empty()),
            "drop" => drop(mem::replace(&mut made, Chained { first: None, second: Some(Field::new(object)?) })),
            _ => return Err(PyValueError::new("how?")),
        }
        Ok(made)
    }

    fn held<'ctx>(slf: &Handle<'ctx, Self>) -> Result<Vec<Handle<'ctx>>> {
        let this = slf.try_borrow()?;
        let fields = this.first.iter().chain(&this.second);
        fields.filter_map(|field| field.get(slf).transpose()).collect()
    }
}

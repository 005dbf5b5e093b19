//! Filters that are written in Python and run by Rust: a class to derive from, and an exception with a value.
#![forbid(unsafe_code)]

use hpy_rs::Field;
use hpy_rs::prelude::*;

/// A filter refused an item.
#[hpy_type(extends = PyValueError, subclass)]
struct Rejected {
    /// Which one, counted from 0; -1 until the pipeline has said so.
    #[hpy(get)]
    position: i64,
    /// How bad it is: 0 is harmless.
    #[hpy(get)]
    level: u8,
}

#[hpy_methods]
impl Rejected {
    #[new]
    #[hpy(signature = (reason = None, *, level = 0))]
    fn new(reason: Option<&str>, level: u8) -> Self {
        let _ = reason; // Python finds it in `args`.
        Rejected { position: -1, level }
    }
}

/// Changes an item, or raises `Rejected`. Derive from it and write `apply`.
#[hpy_type(subclass, weakref)]
struct Filter {
    /// What it is called in messages.
    #[hpy(get, set)]
    name: String,
    runs: u64,
}

#[hpy_methods]
impl Filter {
    #[new]
    #[hpy(signature = (name = None, *_args, **_kwargs))]
    fn new(name: Option<String>, _args: Args<'_, '_>, _kwargs: Option<&Handle<'_, PyDict>>) -> Self {
        Filter { name: name.unwrap_or_else(|| "filter".to_owned()), runs: 0 }
    }

    /// How often `Filter.apply` has run for it.
    #[getter]
    fn runs(&self) -> u64 {
        self.runs
    }

    /// The item as it was.
    fn apply<'a, 'ctx>(&mut self, item: &'a Handle<'ctx>) -> &'a Handle<'ctx> {
        self.runs += 1;
        item
    }

    fn __repr__(slf: &Handle<'_, Self>) -> Result<String> {
        Ok(format!("<{} {:?}>", slf.get_type()?.name()?, slf.try_borrow()?.name))
    }
}

/// Runs items through filters.
#[hpy_type]
struct Pipeline {
    filters: Field<PyTuple>,
    tolerance: u8,
}

#[hpy_methods]
impl Pipeline {
    /// Items that are refused with a level up to `tolerance` are left out; any other ends the run.
    #[new]
    #[hpy(signature = (*filters, tolerance = 0))]
    fn new<'ctx>(ctx: Context<'ctx>, filters: Vec<Handle<'ctx, Filter>>, tolerance: u8) -> Result<Self> {
        let filters = PyTuple::new(ctx, filters)?;
        Ok(Pipeline { filters: Field::new(&filters)?, tolerance })
    }

    /// The items that are left.
    fn run<'ctx>(slf: &Handle<'ctx, Self>, items: &Handle<'ctx>) -> Result<Vec<Handle<'ctx>>> {
        let ctx = slf.ctx();
        let this = slf.try_borrow()?;
        let filters = this.filters.get(slf)?.ok_or_else(|| PyRuntimeError::new("the pipeline has no filters"))?;
        let mut left = Vec::new();
        for (position, item) in items.try_iter()?.enumerate() {
            match through(&filters, item?) {
                Ok(item) => left.push(item),
                Err(error) if error.matches::<Rejected>(ctx) => {
                    let raised = error.value(ctx)?;
                    let rejected = raised.cast::<Rejected>()?;
                    rejected.try_borrow_mut()?.position = i64::try_from(position).unwrap_or(i64::MAX);
                    if rejected.try_borrow()?.level > this.tolerance {
                        return Err(error);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(left)
    }
}

fn through<'ctx>(filters: &Handle<'ctx, PyTuple>, item: Handle<'ctx>) -> Result<Handle<'ctx>> {
    filters.iter().try_fold(item, |item, filter| filter?.call_method("apply", (item,)))
}

/// Refuses whatever is not in a range: a filter of Rust's own.
#[hpy_type(extends = Filter)]
struct Within {
    low: f64,
    high: f64,
}

#[hpy_methods]
impl Within {
    #[new]
    fn new(low: f64, high: f64) -> (Self, Filter) {
        (Within { low, high }, Filter { name: "within".to_owned(), runs: 0 })
    }

    fn apply<'ctx>(slf: &Handle<'ctx, Self>, item: &Handle<'ctx>) -> Result<Handle<'ctx>> {
        let this = slf.try_borrow()?;
        let number: f64 = item.extract()?;
        if (this.low..=this.high).contains(&number) {
            return Ok(item.clone());
        }
        let value = Rejected { position: -1, level: if number.is_nan() { 9 } else { 1 } };
        let text = format!("{number} is not within {} and {}", this.low, this.high);
        Err(PyError::from_value(&Handle::new_exception(slf.ctx(), value, (text,))?))
    }
}

/// Filters in Python, run by Rust.
#[hpy_module]
mod plugins {
    #[hpy_export]
    use super::{Filter, Pipeline, Rejected, Within};
}

//! `#[hpy_methods]`: the names that Python calls by itself, but those of numbers.
#![expect(clippy::unused_self, reason = "Python calls methods on objects, whether they look at them or not")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hpy_rs::prelude::*;

/// A mapping. What it says of itself stands below, as with PyO3.
#[hpy_type]
#[hpy(mapping)]
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

/// A sequence, whose items cannot be deleted.
#[hpy_type(sequence)]
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

/// Classes that give the key they are asked for, if that is no int beyond 2.
macro_rules! asked {
    ($($option:tt $name:ident;)*) => {$(
        #[hpy_type $option]
        #[derive(Debug)]
        pub(crate) struct $name {}

        #[hpy_methods]
        impl $name {
            #[new]
            fn new() -> Self {
                $name {}
            }

            fn __len__(&self) -> usize {
                3
            }

            fn __getitem__<'ctx>(&self, key: Handle<'ctx>) -> Result<Handle<'ctx>> {
                let is_beyond = key.extract::<i64>().is_ok_and(|index| index > 2);
                if is_beyond { Err(PyIndexError::new("index out of range")) } else { Ok(key) }
            }

            fn __setitem__<'ctx>(&self, key: &Handle<'ctx>, value: &Handle<'ctx>) -> Result<()> {
                value.call_method("append", (key,)).map(drop)
            }
        }
    )*};
}

asked! {
    () AskedContainer;
    (sequence) AskedSequence;
    (mapping) AskedMapping;
}

/// Iterates, at once and asynchronously.
#[hpy_type]
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

/// Iterators without an end, but for an error.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Ticks {
    left: u32,
}

#[hpy_methods]
impl Ticks {
    #[new]
    fn new(left: u32) -> Self {
        Ticks { left }
    }

    fn __iter__<'ctx>(slf: &Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf.clone()
    }

    fn __next__(&mut self) -> Result<u32> {
        self.left = self.left.checked_sub(1).ok_or_else(|| PyStopIteration::new("no more"))?;
        Ok(self.left)
    }

    fn __aiter__<'ctx>(slf: &Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf.clone()
    }

    fn __anext__(&mut self) -> Ready {
        Ready { value: Some(self.left) }
    }
}

/// An iterator of nothing but `None`.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Nothing {}

#[hpy_methods]
impl Nothing {
    #[new]
    fn new() -> Self {
        Nothing {}
    }

    fn __iter__<'ctx>(slf: &Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf.clone()
    }

    fn __next__(&self) {}
}

/// An awaitable with a result.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Ready {
    value: Option<u32>,
}

#[hpy_methods]
impl Ready {
    fn __await__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn __iter__(slf: Handle<'_, Self>) -> Handle<'_, Self> {
        slf
    }

    fn __next__(&mut self, ctx: Context<'_>) -> Result<Option<u32>> {
        let Some(value) = self.value.take() else { return Ok(Some(0)) };
        let end = ctx.builtins().get_item("StopIteration")?.call((value,))?;
        Err(PyError::from_value(&end.cast_into::<PyBaseException>()?))
    }
}

/// Attributes that are made when they are asked for.
#[hpy_type]
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

/// Every attribute is its own name.
#[hpy_type]
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

/// A data descriptor that keeps the last value.
#[hpy_type]
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

/// Can be called, and entered, and is made in two steps.
#[hpy_type]
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

    fn __enter__(slf: Handle<'_, Self>) -> Result<Handle<'_, Self>> {
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

/// Comes back when it goes: into a list that it finds in `sys`.
#[hpy_type]
#[derive(Debug)]
pub(crate) struct Returning;

#[hpy_methods]
impl Returning {
    #[new]
    fn new() -> Self {
        Returning
    }

    fn __del__(slf: &Handle<'_, Self>) -> Result<()> {
        slf.ctx().import("sys")?.get_attr("returned")?.call_method("append", (slf,)).map(drop)
    }
}

static FINALIZED: AtomicUsize = AtomicUsize::new(0);

/// Counts its ends.
#[hpy_type]
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

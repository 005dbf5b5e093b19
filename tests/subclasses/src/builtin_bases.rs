//! Classes that extend builtin ones.

use hpy_rs::prelude::*;
use hpy_rs::types::{PyDateTime, PyDelta, PyFrozenSet, PySet, PyTzInfo};

use crate::count::Counted;

/// A temperature.
#[hpy_type(extends = PyFloat, subclass)]
pub(crate) struct Celsius {
    #[hpy(get)]
    place: String,
    counted: Counted,
}

#[hpy_methods]
impl Celsius {
    #[new]
    #[hpy(signature = (degrees, /, *, place = "here"))]
    fn new(degrees: &Handle<'_>, place: &str) -> Result<Self> {
        let _ = degrees;
        if place == "nowhere" {
            return Err(PyValueError::new("no such place"));
        }
        Ok(Celsius { place: place.to_owned(), counted: Counted::default() })
    }

    fn fahrenheit(slf: &Handle<'_, Self>) -> Result<f64> {
        Ok(slf.extract::<f64>()?.mul_add(1.8, 32.0))
    }

    fn go(&mut self, place: String) {
        self.counted.check();
        self.place = place;
    }
}

/// One that was measured.
#[hpy_type(extends = Celsius)]
pub(crate) struct Measured {
    #[hpy(get)]
    error: f64,
}

#[hpy_methods]
impl Measured {
    #[new]
    #[hpy(signature = (degrees, /, *, error))]
    fn new(degrees: &Handle<'_>, error: f64) -> Result<(Self, Celsius)> {
        Ok((Measured { error }, Celsius::new(degrees, "lab")?))
    }
}

/// A text with a note.
#[hpy_type(extends = PyStr, weakref, dict)]
pub(crate) struct Noted {
    #[hpy(get, set)]
    note: Field<PyAny>,
    counted: Counted,
}

#[hpy_methods]
impl Noted {
    #[new]
    #[hpy(signature = (text = None, /, *, note))]
    fn new(text: Option<&Handle<'_>>, note: &Handle<'_>) -> Result<Self> {
        let _ = text;
        Ok(Noted { note: Field::new(note)?, counted: Counted::default() })
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }
}

/// A text that says that it is longer than it is.
#[hpy_type(extends = PyStr, subclass)]
pub(crate) struct Padded {
    by: usize,
}

#[hpy_methods]
impl Padded {
    #[new]
    #[hpy(signature = (text, /))]
    fn new(text: &str) -> Self {
        Padded { by: text.len() }
    }

    fn __len__(slf: &Handle<'_, Self>) -> Result<usize> {
        Ok(slf.cast::<PyStr>()?.as_str()?.len() + slf.try_borrow()?.by)
    }
}

/// A list that refers to one object more.
#[hpy_type(extends = PyList, subclass, weakref)]
pub(crate) struct Items {
    #[hpy(get, set)]
    held: Field<PyAny>,
    counted: Counted,
}

#[hpy_methods]
impl Items {
    #[new]
    #[hpy(signature = (items = None, /))]
    fn new(items: Option<&Handle<'_>>) -> Self {
        let _ = items;
        Items::empty()
    }

    fn add<'ctx>(slf: &Handle<'ctx, Self>, item: &Handle<'ctx>) -> Result<usize> {
        let list = slf.cast::<PyList>()?;
        list.append(item)?;
        slf.try_borrow()?.counted.check();
        list.len()
    }
}

impl Items {
    fn empty() -> Self {
        Items { held: Field::empty(), counted: Counted::default() }
    }
}

/// A dict that counts what was not there.
#[hpy_type(extends = PyDict, subclass, dict)]
pub(crate) struct Table {
    #[hpy(get)]
    missed: u32,
    counted: Counted,
}

#[hpy_methods]
impl Table {
    #[new]
    #[hpy(signature = (pairs = None, /, *, missed = 0))]
    fn new(pairs: Option<&Handle<'_>>, missed: u32) -> Self {
        let _ = pairs;
        Table { missed, counted: Counted::default() }
    }

    fn __missing__(&mut self, key: i64) -> i64 {
        self.counted.check();
        self.missed += 1;
        key * 10
    }

    fn total(slf: &Handle<'_, Self>) -> Result<i64> {
        let mut total = 0;
        for pair in slf.cast::<PyDict>()?.iter()? {
            total += pair?.1.extract::<i64>()?;
        }
        Ok(total)
    }
}

/// A dict of whatever it is called with.
#[hpy_type(extends = PyDict, subclass)]
pub(crate) struct Gathered {}

#[hpy_methods]
impl Gathered {
    #[new]
    #[hpy(signature = (*_args, **_kwargs))]
    fn new(_args: Args<'_, '_>, _kwargs: Option<&Handle<'_, PyDict>>) -> Self {
        Gathered {}
    }
}

/// A set of numbers.
#[hpy_type(extends = PySet, subclass)]
pub(crate) struct Numbers {
    #[hpy(get)]
    largest: i64,
    counted: Counted,
}

#[hpy_methods]
impl Numbers {
    #[new]
    #[hpy(signature = (numbers = None, /))]
    fn new(numbers: Option<&Handle<'_>>) -> Self {
        let _ = numbers;
        Numbers { largest: 0, counted: Counted::default() }
    }

    fn put(slf: &Handle<'_, Self>, number: i64) -> Result<usize> {
        let mut this = slf.try_borrow_mut()?;
        this.counted.check();
        this.largest = this.largest.max(number);
        drop(this);
        slf.cast::<PySet>()?.add(number)?;
        slf.len()
    }
}

/// A set that does not change.
#[hpy_type(extends = PyFrozenSet)]
pub(crate) struct Fixed {
    #[hpy(get)]
    name: String,
    counted: Counted,
}

#[hpy_methods]
impl Fixed {
    #[new]
    #[hpy(signature = (items = None, /, *, name = ""))]
    fn new(items: Option<&Handle<'_>>, name: &str) -> Self {
        let _ = items;
        Fixed { name: name.to_owned(), counted: Counted::default() }
    }

    fn check(&self) -> bool {
        self.counted.check();
        true
    }

    fn __del__(&self) {
        self.counted.check();
    }
}

/// A time zone that never changes.
#[hpy_type(extends = PyTzInfo, subclass)]
pub(crate) struct Zone {
    seconds: i32,
    counted: Counted,
}

#[hpy_methods]
impl Zone {
    #[new]
    fn new(seconds: i32) -> Self {
        Zone { seconds, counted: Counted::default() }
    }

    fn utcoffset<'ctx>(&self, ctx: Context<'ctx>, _time: &Handle<'_>) -> Result<Handle<'ctx, PyDelta>> {
        self.counted.check();
        PyDelta::new(ctx, 0, self.seconds, 0)
    }

    fn dst(&self, _time: &Handle<'_>) {
        self.counted.check();
    }

    fn tzname(&self, _time: &Handle<'_>) -> String {
        format!("{:+}", self.seconds)
    }
}

/// A morning in a zone.
#[hpy_function]
pub(crate) fn morning(ctx: Context<'_>, seconds: i32) -> Result<Handle<'_, PyDateTime>> {
    let zone = Handle::new(ctx, Zone::new(seconds))?.into_any().cast_into()?;
    PyDateTime::new(ctx, (2024, 2, 29), (6, 0, 0, 0), Some(&zone))
}

/// One made by Rust.
#[hpy_function]
pub(crate) fn celsius(ctx: Context<'_>, degrees: f64) -> Result<Handle<'_, Celsius>> {
    let value = Celsius { place: "Rust".to_owned(), counted: Counted::default() };
    Handle::new_builtin(ctx, value, (degrees,))
}

/// What the builtin class does not take.
#[hpy_function]
pub(crate) fn wrong_celsius(ctx: Context<'_>) -> Result<Handle<'_, Celsius>> {
    Handle::new_builtin(ctx, Celsius { place: String::new(), counted: Counted::default() }, ("warm",))
}

/// Zero.
#[hpy_function]
pub(crate) fn freezing(ctx: Context<'_>) -> Result<Handle<'_, Celsius>> {
    Handle::new(ctx, Celsius { place: "pole".to_owned(), counted: Counted::default() })
}

/// A list made by Rust.
#[hpy_function]
pub(crate) fn items<'ctx>(ctx: Context<'ctx>, given: &Handle<'ctx>) -> Result<Handle<'ctx, Items>> {
    Handle::new_builtin(ctx, Items::empty(), (given,))
}

/// Where one is.
#[hpy_function]
pub(crate) fn place_of(celsius: &Celsius) -> String {
    celsius.place.clone()
}

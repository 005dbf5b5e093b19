//! The micro suite on hpy-rs, with the calling conventions of the C peers: positional-only but for `kwargs`.
#![forbid(unsafe_code)]

use hpy_rs::prelude::*;

/// The micro suite on hpy-rs.
#[hpy_module]
mod micro {
    #[hpy_export]
    use super::{
        Adder, Counter, add_floats, add_ints, call_obj, echo_bytes, echo_str, get_attr, identity, kwargs, make_dict,
        make_list, make_tuple, noargs, onearg, raise_value, read_counter, str_len, sum_dict, sum_list, sum_vec,
        twoargs, varargs,
    };
}

/// The class of the suite.
#[hpy_type]
struct Counter {
    #[hpy(get, set)]
    value: i64,
}

#[hpy_methods]
impl Counter {
    #[new]
    fn new(value: i64) -> Self {
        Counter { value }
    }

    fn incr(&mut self) {
        self.value += 1;
    }

    #[hpy(signature = (other, /))]
    fn add(&mut self, other: i64) -> i64 {
        self.value += other;
        self.value
    }

    #[expect(clippy::unused_self, reason = "a length is asked of an object")]
    fn __len__(&self) -> usize {
        42
    }

    fn __getitem__(&self, index: isize) -> i64 {
        self.value + index as i64
    }

    fn __add__(&self, other: &Counter) -> Counter {
        Counter { value: self.value + other.value }
    }
}

/// The class whose instances are called.
#[hpy_type]
struct Adder {
    value: i64,
}

#[hpy_methods]
impl Adder {
    #[new]
    fn new(value: i64) -> Self {
        Adder { value }
    }

    #[hpy(signature = (other, /))]
    fn __call__(&self, other: i64) -> i64 {
        self.value + other
    }
}

#[hpy_function(signature = (counter, /))]
fn read_counter(counter: &Counter) -> i64 {
    counter.value
}

#[hpy_function]
fn noargs() {}

#[hpy_function(signature = (_a, /))]
fn onearg(_a: Borrowed<'_, '_>) {}

#[hpy_function(signature = (a, /))]
fn identity<'ctx>(a: Borrowed<'_, 'ctx>) -> Handle<'ctx> {
    a.to_owned()
}

#[hpy_function(signature = (_a, _b, /))]
fn twoargs(_a: Borrowed<'_, '_>, _b: Borrowed<'_, '_>) {}

#[hpy_function(signature = (*args))]
fn varargs(args: Args<'_, '_>) -> usize {
    args.len()
}

#[hpy_function(signature = (a, b = None, c = None))]
fn kwargs<'a, 'ctx>(a: Borrowed<'a, 'ctx>, b: Option<Borrowed<'a, 'ctx>>, c: Option<Borrowed<'a, 'ctx>>) {
    let _ = (a, b, c);
}

#[hpy_function(signature = (a, b, /))]
fn add_ints(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

#[hpy_function(signature = (a, b, /))]
fn add_floats(a: f64, b: f64) -> f64 {
    a + b
}

#[hpy_function(signature = (text, /))]
fn str_len(text: &str) -> usize {
    text.len()
}

#[hpy_function(signature = (text, /))]
fn echo_str(text: &str) -> &str {
    text
}

#[hpy_function(signature = (bytes, /))]
fn echo_bytes<'ctx>(ctx: Context<'ctx>, bytes: &[u8]) -> Result<Handle<'ctx, PyBytes>> {
    PyBytes::new(ctx, bytes)
}

#[hpy_function(signature = (list, /))]
fn sum_list(list: Borrowed<'_, '_, PyList>) -> Result<i64> {
    let mut sum = 0;
    for item in list.iter() {
        sum += item?.extract::<i64>()?;
    }
    Ok(sum)
}

#[hpy_function(signature = (items, /))]
fn sum_vec(items: Vec<i64>) -> i64 {
    items.into_iter().sum()
}

#[hpy_function(signature = (count, /))]
fn make_list(ctx: Context<'_>, count: usize) -> Result<Handle<'_, PyList>> {
    PyList::new(ctx, 0..count)
}

#[hpy_function]
fn make_tuple() -> (i64, i64) {
    (2048, 2049)
}

#[hpy_function(signature = (dict, /))]
fn sum_dict(dict: Borrowed<'_, '_, PyDict>) -> Result<i64> {
    let mut sum = 0;
    for pair in dict.iter()? {
        let (key, value) = pair?;
        sum += key.extract::<&str>()?.len().cast_signed() as i64 + value.extract::<i64>()?;
    }
    Ok(sum)
}

#[hpy_function(signature = (count, /))]
fn make_dict(ctx: Context<'_>, count: usize) -> Result<Handle<'_, PyDict>> {
    let dict = PyDict::new(ctx)?;
    let mut key = String::with_capacity(24);
    for number in 0..count {
        write_key(&mut key, number);
        dict.set_item(key.as_str(), number)?;
    }
    Ok(dict)
}

/// "k" and the digits of `number`, written as the C peers do.
fn write_key(key: &mut String, mut number: usize) {
    let mut reversed = [0; 24];
    let mut digits = 0;
    loop {
        reversed[digits] = b"0123456789"[number % 10];
        digits += 1;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    key.clear();
    key.push('k');
    key.extend(reversed[..digits].iter().rev().map(|digit| char::from(*digit)));
}

#[hpy_function(signature = (object, /))]
fn get_attr<'ctx>(object: Borrowed<'_, 'ctx>) -> Result<Handle<'ctx>> {
    let name = hpy_rs::intern!(object.ctx(), "attr")?;
    object.get_attr(&name)
}

#[hpy_function(signature = (callable, argument, /))]
fn call_obj<'ctx>(callable: Borrowed<'_, 'ctx>, argument: Borrowed<'_, 'ctx>) -> Result<Handle<'ctx>> {
    callable.call((argument,))
}

#[hpy_function]
fn raise_value() -> Result<()> {
    Err(PyValueError::new("bad value"))
}

//! A bit of everything, for interpreters that do not run all tests.

use hpy_rs::prelude::*;

hpy_rs::create_exception!(hpy_tests, SmokeError, PyException);

/// Words and how often each occurs.
#[hpy_function(signature = (text, *, least = 1))]
pub(crate) fn count_words<'ctx>(ctx: Context<'ctx>, text: &str, least: u32) -> Result<Handle<'ctx, PyDict>> {
    let counts = PyDict::new(ctx)?;
    for word in text.split_whitespace() {
        let before = counts.get(word)?.map_or(Ok(0), |count| count.extract())?;
        counts.set_item(word, before + 1_u32)?;
    }
    for pair in counts.copy()?.iter()? {
        let (word, count) = pair?;
        if count.lt(least)? {
            counts.del_item(word)?;
        }
    }
    Ok(counts)
}

/// Calls `each` with every item and adds the results up, starting at `start`.
#[hpy_function(signature = (each, items, start = None, /))]
pub(crate) fn sum_by<'ctx>(
    each: &Handle<'ctx>,
    items: &Handle<'ctx>,
    start: Option<&Handle<'ctx>>,
) -> Result<Handle<'ctx>> {
    let mut sum = match start {
        Some(start) => start.clone(),
        None => PyInt::new(each.ctx(), 0)?.into_any(),
    };
    for item in items.try_iter()? {
        sum = sum.add(each.call((item?,))?)?;
    }
    Ok(sum)
}

#[hpy_function]
pub(crate) fn smoke_fail(how: &str) -> Result<()> {
    match how {
        "created" => Err(SmokeError::new("created")),
        "builtin" => Err(PyKeyError::new("builtin")),
        "std" => how.parse::<f64>().map(drop).map_err(PyError::from),
        _ => panic!("{how}"),
    }
}

//! The errors of calls whose arguments do not fit, worded as CPython words them for its own functions.

use hpy_sys::HPy;

use super::keywords::KeywordNames;
use super::signature::Signature;
use crate::error::{PyTypeError, joined};
use crate::handle::Handle;
use crate::types::PyStr;
use crate::{PyError, Result};

/// Too few or too many positional arguments; `keyword_only` is how many keyword-only ones were passed beside them.
#[cold]
pub(super) fn count_mismatch(signature: &'static Signature, passed: usize, keyword_only: usize) -> PyError {
    if passed < signature.required() {
        return missing(signature, "positional", &mut (passed..signature.required()));
    }
    let (least, most) = (signature.required(), signature.positional());
    let takes = if least == most {
        format!("{most} positional argument{}", plural(most))
    } else {
        format!("from {least} to {most} positional arguments")
    };
    let given = if keyword_only == 0 {
        format!("{passed} {} given", if passed == 1 { "was" } else { "were" })
    } else {
        format!(
            "{passed} positional argument{} (and {keyword_only} keyword-only argument{}) were given",
            plural(passed),
            plural(keyword_only)
        )
    };
    let function = signature.shown();
    PyTypeError::new(format!("{function}() takes {takes} but {given}"))
}

#[cold]
pub(super) fn missing_positional(signature: &'static Signature, bound: &[HPy]) -> PyError {
    missing(signature, "positional", &mut (0..signature.required()).filter(|index| bound[*index].is_null()))
}

#[cold]
pub(super) fn missing_keywords(signature: &'static Signature, bound: &[HPy]) -> PyError {
    let keywords = (signature.positional()..).zip(signature.keyword_only);
    let missed = keywords.filter(|(index, required)| **required && bound[*index].is_null());
    missing(signature, "keyword-only", &mut missed.map(|(index, _)| index))
}

fn missing(signature: &'static Signature, kind: &str, parameters: &mut dyn Iterator<Item = usize>) -> PyError {
    let names: Vec<_> = parameters.map(|index| signature.name(index)).collect();
    let (function, count) = (signature.shown(), names.len());
    let (s, names) = (plural(count), list(&names));
    PyTypeError::new(format!("{function}() missing {count} required {kind} argument{s}: {names}"))
}

#[cold]
pub(super) fn multiple_values(signature: &'static Signature, parameter: usize) -> PyError {
    PyTypeError::new(format!(
        "{}() got multiple values for argument '{}'",
        signature.shown(),
        signature.name(parameter)
    ))
}

/// A keyword that no parameter has. If any of the keywords names a positional-only one, the message is about those.
#[cold]
pub(super) fn unexpected_keyword(
    signature: &'static Signature,
    name: &Handle<'_, PyStr>,
    all: KeywordNames<'_, '_>,
) -> PyError {
    let function = signature.shown();
    match positional_only_among(signature, all) {
        Ok(names) if names.is_empty() => {
            // Lone surrogates are shown escaped.
            let name = name.to_string_lossy();
            let text = joined(&[&function, "() got an unexpected keyword argument '", &name, "'"]);
            text.map_or_else(|error| error, PyTypeError::new)
        }
        Ok(names) => PyTypeError::new(format!(
            "{function}() got some positional-only arguments passed as keyword arguments: '{names}'"
        )),
        Err(error) => error,
    }
}

/// The positional-only parameters that keywords name, with commas in between.
fn positional_only_among(signature: &'static Signature, names: KeywordNames<'_, '_>) -> Result<String> {
    let mut found = String::new();
    for parameter in (0..signature.positional_only()).map(|index| signature.name(index)) {
        for index in 0..names.len()? {
            if names.get(index)?.0.extract::<&str>().is_ok_and(|name| name == parameter) {
                found += if found.is_empty() { "" } else { ", " };
                found += parameter;
            }
        }
    }
    Ok(found)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. By hand: what joins and formats lists is larger than all else here.
fn list(names: &[&str]) -> String {
    let mut text = String::new();
    let last = names.len().saturating_sub(1);
    for (index, name) in names.iter().enumerate() {
        text += match index {
            0 => "'",
            1 if last == 1 => "' and '",
            _ if index == last => "', and '",
            _ => "', '",
        };
        text += name;
    }
    text + "'"
}

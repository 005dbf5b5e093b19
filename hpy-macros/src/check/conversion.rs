//! Rules of `#[derive(FromPy)]` and `#[derive(IntoPy)]`.

use proc_macro2::Ident;

use crate::diagnostics::{Sink, messages};
use crate::model::{Content, Conversion, Parts, Shape};

pub(crate) fn check_conversion(conversion: &Conversion, sink: &mut Sink) {
    let mut check = |name: &Ident, parts: &Parts| {
        if parts.members.is_empty() {
            sink.report(messages::NOTHING_TO_CONVERT.on(name, &[name]));
        }
        let condition = parts.members.iter().find_map(|member| member.conditions.first());
        if let Some(condition) = condition.filter(|_| parts.shape == Shape::Tuple) {
            sink.report(messages::TUPLE_CONDITION.on(condition, &[]));
        }
    };
    match &conversion.content {
        Content::Struct(parts) => check(&conversion.ident, parts),
        Content::Enum(variants) if variants.is_empty() => {
            sink.report(messages::NO_VARIANTS.on(&conversion.ident, &[]));
        }
        Content::Enum(variants) => variants.iter().for_each(|(name, parts)| check(name, parts)),
    }
}

/// What can be borrowed from the object has one lifetime.
pub(crate) fn check_lifetimes_of_from_py(conversion: &Conversion, sink: &mut Sink) {
    for second in conversion.borrows().skip(1) {
        sink.report(messages::LIFETIMES_OF_CONVERSION.on(second, &[second]));
    }
}

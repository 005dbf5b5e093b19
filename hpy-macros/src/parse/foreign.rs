//! `#[pyo3(…)]`, which a port has left: without a word of ours the compiler says that there is no such attribute.

use syn::Attribute;

use crate::attribute::names;
use crate::diagnostics::{Sink, messages};

/// Takes it away and says that `ours` stands in its place.
pub(super) fn refuse_pyo3(attributes: &mut Vec<Attribute>, ours: &str, sink: &mut Sink) {
    for attribute in attributes.extract_if(.., |attribute| attribute.path().is_ident(names::PYO3)) {
        sink.report(messages::PYO3_ATTRIBUTE.on(attribute, &[&ours]));
    }
}

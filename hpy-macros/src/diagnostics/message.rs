//! [`Message`]: a text with places to fill, and the help that goes with it.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// One entry of the catalogue. `{0}`, `{1}`, … stand for what the user wrote.
pub(crate) struct Message {
    /// What is wrong: "`X` cannot …" or "`X` must …".
    pub(crate) text: &'static str,
    /// What to write instead.
    pub(crate) help: &'static str,
}

impl Message {
    /// The error at `span`.
    pub(crate) fn at(&self, span: Span, values: &[&dyn Display]) -> Error {
        Error::new(span, self.fill(values))
    }

    /// The error on all of `tokens`.
    pub(crate) fn on(&self, tokens: impl ToTokens, values: &[&dyn Display]) -> Error {
        let tokens: TokenStream = tokens.into_token_stream();
        Error::new_spanned(tokens, self.fill(values))
    }

    fn fill(&self, values: &[&dyn Display]) -> String {
        format!("{}\n\nhelp: {}", fill(self.text, values), fill(self.help, values))
    }
}

/// Fills the places of `template`; one that has no value stays as it is.
fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        let place = from.split_once('}');
        let value = place.and_then(|(index, _)| values.get(index.parse::<usize>().ok()?));
        if let (Some((_, after)), Some(value)) = (place, value) {
            filled.push_str(&value.to_string());
            rest = after;
        } else {
            filled.push('{');
            rest = from;
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_go_to_their_places_and_are_not_filled_again() {
        assert_eq!(fill("`{1}` and {0}{2}", &[&"{1}", &"b"]), "`b` and {1}{2}");
    }

    #[test]
    fn braces_that_are_no_places_stay() {
        assert_eq!(fill("a {x} {", &[&1]), "a {x} {");
    }
}

//! The option `str = "…"`: a format string whose places name members.

use syn::parse::Parser;
use syn::{LitStr, Member};

use crate::diagnostics::messages;
use crate::model::Format;

/// Takes a format string apart: `({x}, {y:.2})` is `({0}, {1:.2})` with the members `x` and `y`.
pub(super) fn parse_format(literal: &LitStr) -> syn::Result<Format> {
    let text = literal.value();
    let (mut indexed, mut members) = (String::new(), Vec::new());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        indexed.push_str(before);
        if let Some(escaped) = ["{{", "}}"].into_iter().find(|escaped| from.starts_with(escaped)) {
            indexed.push_str(escaped);
            rest = &from[2..];
            continue;
        }
        let place = from.strip_prefix('{').and_then(|from| from.split_once('}'));
        let (place, after) = place.ok_or_else(|| messages::STR_FORMAT.on(literal, &[]))?;
        let (name, layout) = place.split_at(place.find(':').unwrap_or(place.len()));
        let member = parse_member(name).ok_or_else(|| messages::STR_FORMAT.on(literal, &[]))?;
        indexed.extend(["{", &members.len().to_string(), layout, "}"]);
        members.push(member);
        rest = after;
    }
    indexed.push_str(rest);
    Ok(Format { literal: literal.clone(), indexed, members })
}

/// A name or an index.
fn parse_member(name: &str) -> Option<Member> {
    let parser = |input: syn::parse::ParseStream<'_>| input.parse::<Member>();
    parser.parse_str(name.trim()).ok()
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use syn::LitStr;

    use super::parse_format;

    fn indexed(text: &str) -> Option<(String, usize)> {
        parse_format(&LitStr::new(text, Span::call_site())).ok().map(|format| (format.indexed, format.members.len()))
    }

    #[test]
    fn places_become_indices() {
        assert_eq!(indexed("({x}, {y:.2}) {{x}} {0:?}"), Some(("({0}, {1:.2}) {{x}} {2:?}".to_owned(), 3)));
        assert_eq!(indexed("plain"), Some(("plain".to_owned(), 0)));
    }

    #[test]
    fn a_place_names_a_member() {
        for text in ["{}", "{x", "x}", "{x.y}", "{x + 1}", "{:?}"] {
            assert_eq!(indexed(text), None, "{text}");
        }
    }
}

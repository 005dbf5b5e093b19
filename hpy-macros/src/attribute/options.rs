//! [`Options`]: `name`, `name = value`, …: each known and given once.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{Ident, LitStr, Path, Token};

use super::names;
use crate::diagnostics::{Message, Sink, messages};

/// What stands in the parentheses of an attribute.
pub(crate) struct Options {
    given: Vec<Given>,
}

/// One option as it was written.
struct Given {
    key: Ident,
    value: Option<TokenStream>,
    /// A value in parentheses, which belongs behind a `=`.
    in_parentheses: Option<Group>,
}

impl Options {
    /// Parses the tokens in the parentheses. Unknown and repeated options are reported and left out.
    pub(crate) fn parse(attribute: &str, valid: &[&str], tokens: TokenStream, sink: &mut Sink) -> Self {
        Self::parse_refusing(attribute, valid, &[], tokens, sink)
    }

    /// As [`parse`](Self::parse); the options of `refused` are ones that users may know from elsewhere, each with the
    /// message that says why it cannot be.
    pub(crate) fn parse_refusing(
        attribute: &str,
        valid: &[&str],
        refused: &[(&str, &Message)],
        tokens: TokenStream,
        sink: &mut Sink,
    ) -> Self {
        let parser = Punctuated::<Given, Token![,]>::parse_terminated;
        let list = valid.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let all = parser.parse2(tokens).map_err(|error| messages::OPTION_SYNTAX.at(error.span(), &[&attribute, &list]));
        let all = sink.keep(all).unwrap_or_default();
        let mut given: Vec<Given> = Vec::new();
        for option in all {
            if let Some((_, message)) = refused.iter().find(|(name, _)| option.key == name) {
                sink.report(message.on(&option.key, &[&option.key]));
            } else if !valid.iter().any(|name| option.key == name) {
                sink.report(messages::UNKNOWN_OPTION.on(&option.key, &[&option.key, &attribute, &list]));
            } else if given.iter().any(|other| other.key == option.key) {
                sink.report(messages::REPEATED_OPTION.on(&option.key, &[&option.key, &attribute]));
            } else {
                given.push(option);
            }
        }
        Options { given }
    }

    /// Whether the option `key` was given.
    pub(crate) fn is_given(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Where the option `key` was given.
    pub(crate) fn key(&self, key: &str) -> Option<&Ident> {
        self.find(key).map(|option| &option.key)
    }

    /// Whether the option `key`, which takes no value, was given, and where.
    pub(crate) fn flag(&self, key: &str, sink: &mut Sink) -> Option<Span> {
        let option = self.find(key)?;
        if let Some(value) = &option.value {
            sink.report(messages::VALUE_OF_FLAG.on(value, &[&key]));
        }
        Some(option.key.span())
    }

    /// Where the option `key`, which may have a value, was given, and whether it has one.
    pub(crate) fn flag_or_value(&self, key: &str) -> Option<(Span, bool)> {
        self.find(key).map(|option| (option.key.span(), option.value.is_some()))
    }

    /// The value of the option `key`, as `parser` reads it.
    pub(crate) fn value<P: Parser>(&self, key: &str, parser: P, sink: &mut Sink) -> Option<P::Output> {
        let option = self.find(key)?;
        if let Some(group) = &option.in_parentheses {
            sink.report(messages::VALUE_IN_PARENTHESES.on(group, &[&key, &behind_equals(key, group)]));
            return None;
        }
        match &option.value {
            Some(value) if !value.is_empty() => sink.keep(parser.parse2(value.clone())),
            _ => {
                sink.report(messages::OPTION_WITHOUT_VALUE.on(&option.key, &[&key]));
                None
            }
        }
    }

    /// The value of the option `key`: a string literal.
    pub(crate) fn string(&self, key: &str, sink: &mut Sink) -> Option<LitStr> {
        let literal = |input: ParseStream<'_>| {
            let tokens = input.parse::<TokenStream>()?;
            syn::parse2(tokens.clone()).map_err(|_| messages::OPTION_NOT_A_STRING.on(tokens, &[&key]))
        };
        self.value(key, literal, sink)
    }

    /// The path that expansions reach hpy-rs by: the option `crate`, or `::hpy_rs`.
    pub(crate) fn crate_path(&self, sink: &mut Sink) -> TokenStream {
        self.value(names::CRATE, parse_crate, sink).map_or_else(|| quote::quote!(::hpy_rs), Path::into_token_stream)
    }

    fn find(&self, key: &str) -> Option<&Given> {
        self.given.iter().find(|option| option.key == key)
    }
}

/// What `key(…)` was to be written as, behind a `=`.
fn behind_equals(key: &str, group: &Group) -> TokenStream {
    if names::IN_PARENTHESES.contains(&key) { group.to_token_stream() } else { group.stream() }
}

/// A path, bare or in a string.
fn parse_crate(input: ParseStream<'_>) -> syn::Result<Path> {
    let tokens = input.parse::<TokenStream>()?;
    let path = match syn::parse2::<LitStr>(tokens.clone()) {
        Ok(literal) => literal.parse_with(Path::parse_mod_style),
        Err(_) => Path::parse_mod_style.parse2(tokens.clone()),
    };
    path.map_err(|_| messages::CRATE_NOT_A_PATH.on(tokens, &[]))
}

impl syn::parse::Parse for Given {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        if input.peek(Paren) {
            let group: Group = input.parse()?;
            return Ok(Given { key, value: Some(group.stream()), in_parentheses: Some(group) });
        }
        if !input.peek(Token![=]) {
            return Ok(Given { key, value: None, in_parentheses: None });
        }
        input.parse::<Token![=]>()?;
        let mut value = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            value.extend([input.parse::<TokenTree>()?]);
        }
        Ok(Given { key, value: Some(value), in_parentheses: None })
    }
}

//! `async fn`: it goes on when the call has returned, so that it can borrow nothing from that.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{PathSegment, ReturnType, Type};

use super::referent::is_converted;
use crate::attribute::names;
use crate::diagnostics::{Sink, messages};
use crate::model::Callable;
use crate::model::types::{bare, is_named, last_segment, option_of};

const HANDLE: &str = "write `Py<T>`; in the body, `python.attach(|ctx| …)` of a parameter `python: Interpreter` gives a handle, by `get(ctx)?`";

pub(super) fn check_async(callable: &Callable, sink: &mut Sink) {
    if let Some(context) = callable.context.as_ref().filter(|context| is_named(&context.ty, names::CONTEXT)) {
        let help = with_another_name(CONTEXT, &context.ty);
        sink.report(messages::ASYNC_BORROWS.on(&context.ty, &[&names::CONTEXT, &help]));
    }
    for parameter in &callable.signature.parameters {
        if borrows(&parameter.ty) {
            let ty = option_of(&parameter.ty).unwrap_or(&parameter.ty);
            let help = with_another_name(instead_of(ty), ty);
            sink.report(messages::ASYNC_BORROWS.on(&parameter.ty, &[&parameter.name, &help]));
        }
    }
    if let ReturnType::Type(_, ty) = &callable.head.output
        && borrows(ty)
    {
        sink.report(messages::ASYNC_RESULT.on(ty, &[]));
    }
}

/// Whether a type has a reference in it, another lifetime, or one of the types that have one even if it is not written.
fn borrows(ty: &Type) -> bool {
    fn has_lifetime(tokens: TokenStream) -> bool {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let found = match token {
                // `'static` needs nobody.
                TokenTree::Punct(punct) if matches!(punct.as_char(), '\'' | '&') => match tokens.peek() {
                    Some(TokenTree::Punct(next)) if next.as_char() == '\'' => false,
                    Some(TokenTree::Ident(name)) => punct.as_char() == '&' || name != "static",
                    _ => true,
                },
                TokenTree::Ident(name) => {
                    name == names::ARGS || names::OF_A_CALL.iter().any(|of_a_call| name == of_a_call)
                }
                TokenTree::Group(group) => has_lifetime(group.stream()),
                _ => false,
            };
            if found {
                return true;
            }
        }
        false
    }
    has_lifetime(ty.to_token_stream())
}

/// What to write in the place of a type that borrows.
fn instead_of(ty: &Type) -> &'static str {
    match bare(ty) {
        Type::Reference(reference) if is_named(&reference.elem, "str") => "write `String`",
        Type::Reference(reference) => match bare(&reference.elem) {
            Type::Slice(slice) if is_named(&slice.elem, "u8") => "write `Vec<u8>`",
            Type::Slice(_) => "write `Vec`",
            _ if is_named(&reference.elem, names::CONTEXT) => CONTEXT,
            referent if is_converted(referent) => "write it without the `&`",
            _ => HANDLE,
        },
        _ if is_named(ty, names::CONTEXT) => CONTEXT,
        _ if is_named(ty, names::ARGS) => "write `Vec<Py>`",
        _ if names::OF_A_CALL.iter().any(|name| is_named(ty, name)) => HANDLE,
        _ => "write an owned type, such as `String`, `Vec<u8>` or `Py<T>`",
    }
}

/// The help, and what to do if the type is another one that only has the name: with a lifetime it is not.
fn with_another_name(help: &str, ty: &Type) -> String {
    match last_segment(ty).filter(|segment| segment.arguments.is_empty()) {
        Some(PathSegment { ident, .. }) => {
            format!(
                "{help}; a type of your own that is called `{ident}` goes by another name: `use my::{ident} as Other;`"
            )
        }
        None => help.to_owned(),
    }
}

const CONTEXT: &str =
    "write `python: Interpreter`, which Python does not pass either, and in the body `python.attach(|ctx| …)`";

//! Doc texts as C strings.

use std::ffi::CString;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths::{local, support};
use crate::model::{Doc, DocLine};

/// `text` as a literal. The checks have refused every NUL.
pub(super) fn c_string(text: &str) -> Literal {
    Literal::c_string(&CString::new(text.replace('\0', "")).unwrap_or_default())
}

/// The C string of `prefix` and a doc comment, without the space that `///` puts before each line.
pub(super) fn emit_doc(prefix: &str, doc: &Doc, crate_path: &TokenStream) -> TokenStream {
    if let Some(text) = plain_text(doc) {
        let literal = c_string(&format!("{prefix}{}", text.trim_end()));
        return quote!(#literal);
    }
    let lines = doc.lines.iter().map(|line| match line {
        DocLine::Text(text) => {
            let line = format!("{}\n", unindent(&text.value()));
            quote!(#line)
        }
        DocLine::Expression(expression) => quote!(#expression, "\n"),
    });
    let (support, text) = (support(crate_path), local("__DOC"));
    // An item of its own is looked at even where nothing is compiled but checked.
    quote!({
        const #text: &::core::ffi::CStr = #support::c_str(::core::concat!(#prefix, #(#lines,)* "\0"));
        #text
    })
}

/// The text of a doc comment that is made of literals only.
fn plain_text(doc: &Doc) -> Option<String> {
    let lines = doc.lines.iter().map(|line| match line {
        DocLine::Text(text) => Some(unindent(&text.value())),
        DocLine::Expression(_) => None,
    });
    lines.collect::<Option<Vec<_>>>().map(|lines| lines.join("\n"))
}

fn unindent(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

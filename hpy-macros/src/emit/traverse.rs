//! What the collector must see: the members of a type, each visited if its type holds fields.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;

use super::paths::{local, located, shown_at};
use crate::model::{Body, Member, Nested, Variant};

/// The types of all members, with their `#[cfg]` attributes.
pub(super) fn held_types(body: &Body) -> Vec<TokenStream> {
    let emit = |outer: &[Attribute], Member { ty, conditions, .. }: &Member| quote!(#(#outer)* #(#conditions)* #ty);
    match body {
        Body::Struct(members) => members.iter().map(|member| emit(&[], member)).collect(),
        Body::Enum(variants) => {
            let of =
                |variant: &Variant| variant.members.iter().map(|member| emit(&variant.conditions, member)).collect();
            variants.iter().flat_map(|variant| -> Vec<_> { of(variant) }).collect()
        }
    }
}

/// `|this, visitor| { … }`
pub(super) fn emit_traverse(body: &Body, ident: &Ident, crate_path: &TokenStream) -> TokenStream {
    let (this, visitor) = (local("__this"), local("__visitor"));
    let visits = match body {
        Body::Struct(members) => {
            let visits = members.iter().map(|member| {
                let (place, conditions) = (&member.place, &member.conditions);
                let visit = emit_visit(member, &quote!(&#this.#place), crate_path);
                quote!(#(#conditions)* #visit)
            });
            quote!(#(#visits)*)
        }
        Body::Enum(variants) if variants.iter().all(|variant| variant.members.is_empty()) => TokenStream::new(),
        Body::Enum(variants) => {
            let arms = variants.iter().map(|variant| emit_arm(variant, ident, crate_path));
            quote!(match #this { #(#arms)* })
        }
    };
    quote!(|#this, #visitor| { #visits })
}

/// The arm of a variant: each member by reference.
fn emit_arm(variant: &Variant, ident: &Ident, crate_path: &TokenStream) -> TokenStream {
    let (name, conditions) = (&variant.ident, &variant.conditions);
    if variant.members.is_empty() {
        return quote!(#(#conditions)* #ident::#name { .. } => {});
    }
    let (mut patterns, mut visits) = (Vec::new(), Vec::new());
    for (index, member) in variant.members.iter().enumerate() {
        let (binding, place, conditions) = (binding(index), &member.place, &member.conditions);
        patterns.push(quote!(#(#conditions)* #place: #binding));
        let visit = emit_visit(member, &quote!(#binding), crate_path);
        visits.push(quote!(#(#conditions)* #visit));
    }
    quote!(#(#conditions)* #ident::#name { #(#patterns),* } => { #(#visits)* })
}

fn emit_visit(member: &Member, reference: &TokenStream, crate_path: &TokenStream) -> TokenStream {
    let (ty, visitor, span) = (&member.ty, local("__visitor"), shown_at(&member.ty));
    let crate_path = located(crate_path.clone(), span);
    quote_spanned!(span=> #crate_path::__hpy_visit!(#visitor, #ty, #reference);)
}

/// The name of a member in a pattern.
pub(super) fn binding(index: usize) -> Ident {
    local(&format!("__{index}"))
}

/// `#[derive(Traverse)]`.
pub(crate) fn emit_nested(nested: &Nested) -> TokenStream {
    let Nested { crate_path, ident, body, .. } = nested;
    let traverse = emit_traverse(body, ident, crate_path);
    quote!(#crate_path::__hpy_traverse! { type = #ident, traverse = #traverse })
}

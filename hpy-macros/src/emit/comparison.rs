//! The options `eq`, `eq_int`, `ord` and `hash`: what the type can in Rust, for its objects.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::parts::{Entry, Marker, Parts};
use super::paths::{local, local_at, located, support_at};
use super::receiver::emit_this;

/// The span for what an option stands for: errors about a trait that is missing are shown at the option.
pub(super) fn at_option(option: Span) -> Span {
    Span::mixed_site().located_at(option)
}

pub(super) fn emit_comparison(parts: &mut Parts<'_>) {
    let (class, support) = (parts.class, parts.support.clone());
    let flags = &class.options.flags;
    if flags.eq.is_none() && flags.eq_int.is_none() {
        return;
    }
    let ([that, other, ctx, answer], ident) = (["__that", "__other", "__ctx", "__answer"].map(local), &class.ident);
    let with_own = match flags.eq {
        Some(option) => emit_values(parts, option),
        None => emit_integers(parts, &quote!(__discriminant(&*#support::borrow(&#that)?))),
    };
    let with_integer = flags.eq_int.map(|_| {
        let compared = emit_integers(parts, &quote!(#that));
        quote! {
            match #support::integer_operand(#other)? {
                ::core::option::Option::Some(#that) => #compared,
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }
    });
    let with_other = with_integer.unwrap_or_else(|| quote!(::core::option::Option::None));
    let marker = Marker { name: local("__Compare"), entry: Entry::Compare, conditions: &[] };
    let checked = emit_this("slot_self", &support, &class.ident);
    let body = quote! {
        #checked
        let #answer = match #support::operand::<#ident>(#other) {
            ::core::option::Option::Some(#that) => #with_own,
            ::core::option::Option::None => #with_other,
        };
        match #answer {
            ::core::option::Option::Some(#answer) => #support::leave::<bool>(#answer, #ctx),
            ::core::option::Option::None => #support::not_implemented(#ctx),
        }
    };
    parts.marker(&marker, &body);
    parts.member(&quote!(compare::<__Compare>()));
}

/// `Some` of how a value of the type compares with another one; `None` where it does not.
fn emit_values(parts: &Parts<'_>, eq: Span) -> TokenStream {
    let [left, right, operator, this, that] = ["__left", "__right", "__operator", "__this", "__that"].map(local);
    let support = &parts.support;
    let mut arms = vec![emit_arm(parts, eq, "PartialEq", "Eq"), emit_arm(parts, eq, "PartialEq", "Ne")];
    match parts.class.options.flags.ord {
        Some(ord) => arms.extend(["Lt", "Le", "Gt", "Ge"].map(|name| emit_arm(parts, ord, "PartialOrd", name))),
        None => arms.push(quote!(_ => ::core::option::Option::None,)),
    }
    quote! {{
        let (#left, #right) = (#support::borrow(&#this)?, #support::borrow(&#that)?);
        match #operator { #(#arms)* }
    }}
}

/// The arm of one operator, with the function of the trait that has it; shown at the option.
fn emit_arm(parts: &Parts<'_>, option: Span, of: &str, operator: &str) -> TokenStream {
    let span = at_option(option);
    let support = support_at(&parts.class.options.crate_path, span);
    let function = format_ident!("{}", operator.to_lowercase(), span = span);
    let [of, operator, left, right] = [of, operator, "__left", "__right"].map(|name| local_at(name, span));
    let ty = located(parts.class.ident.to_token_stream(), span);
    quote_spanned! {span=>
        #support::CompareOp::#operator => {
            ::core::option::Option::Some(<#ty as ::core::cmp::#of>::#function(&*#left, &*#right))
        }
    }
}

/// As [`emit_values`], for the discriminant and another integer.
fn emit_integers(parts: &Parts<'_>, other: &TokenStream) -> TokenStream {
    let (support, [this, left, operator]) = (&parts.support, ["__this", "__left", "__operator"].map(local));
    quote! {{
        let #left = __discriminant(&*#support::borrow(&#this)?) == #other;
        match #operator {
            #support::CompareOp::Eq => ::core::option::Option::Some(#left),
            #support::CompareOp::Ne => ::core::option::Option::Some(!#left),
            _ => ::core::option::Option::None,
        }
    }}
}

pub(super) fn emit_hash(parts: &mut Parts<'_>) {
    let (class, support) = (parts.class, parts.support.clone());
    let Some(option) = class.options.flags.hash else { return };
    let (this, span) = (local("__this"), at_option(option));
    let (at_option, value) = (support_at(&class.options.crate_path, span), local_at("__value", span));
    let hash = quote_spanned!(span=> #at_option::hash_of(&*#value));
    let value = local("__value");
    let marker = Marker { name: local("__Hash"), entry: Entry::Hash, conditions: &[] };
    let checked = emit_this("slot_self", &support, &class.ident);
    let body = quote! {
        #checked
        let #value = #support::borrow(&#this)?;
        ::core::result::Result::Ok(#hash)
    };
    parts.marker(&marker, &body);
    parts.member(&quote!(hash::<__Hash>()));
}

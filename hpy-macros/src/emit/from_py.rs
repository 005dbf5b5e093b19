//! `#[derive(FromPy)]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Ident, Lifetime};

use super::conversion::Head;
use super::paths::{local, shown_at, support, support_at};
use super::type_stub_conversion::emit_input_type;
use crate::model::{Content, Conversion, Part, Parts, Shape, Source, Substitute};

pub(crate) fn emit_from_py(conversion: &Conversion) -> TokenStream {
    let Conversion { crate_path, ident, content, .. } = conversion;
    let added = Lifetime::new("'__a", Span::mixed_site());
    let borrow = conversion.borrows().next().unwrap_or(&added);
    let Head { parameters, arguments, context, conditions, types } = Head::of(conversion, Some(borrow));
    let (support, object) = (support(crate_path), local("__object"));
    let (name, hint) = (ident.unraw().to_string(), emit_input_type(conversion));
    let body = match content {
        Content::Struct(parts) => {
            let value = emit_parts(&ident.to_token_stream(), &format!("{name}."), parts, crate_path);
            quote!(::core::result::Result::Ok(#value))
        }
        Content::Enum(variants) => emit_variants(ident, variants, crate_path),
    };
    quote! {
        #[automatically_derived]
        impl #parameters #support::FromPy<#borrow, #context> for #ident #arguments
        where
            #(#conditions,)*
            #(#types: for<'__b> #support::FromPy<'__b, #context>,)*
        {
            fn from_py(#object: #support::Borrowed<#borrow, #context>) -> #support::Result<Self> {
                #body
            }
            #hint
        }
    }
}

/// Each variant in a closure, so that its errors end there.
fn emit_variants(ident: &Ident, variants: &[(Ident, Parts)], crate_path: &TokenStream) -> TokenStream {
    let (support, object, errors) = (support(crate_path), local("__object"), local("__errors"));
    let (made, error) = (local("__made"), local("__error"));
    let attempts = variants.iter().map(|(variant, parts)| {
        let name = variant.unraw().to_string();
        let (value, conditions) = (emit_parts(&quote!(#ident::#variant), "", parts, crate_path), &parts.conditions);
        quote! {
            #(#conditions)*
            match (|| -> #support::Result<Self> { ::core::result::Result::Ok(#value) })() {
                ::core::result::Result::Ok(#made) => return ::core::result::Result::Ok(#made),
                ::core::result::Result::Err(#error) => #errors.add(#name, #error)?,
            }
        }
    });
    let name = ident.unraw().to_string();
    quote! {
        let mut #errors = #support::NoVariant::new(#object.ctx(), #name);
        #(#attempts)*
        ::core::result::Result::Err(#errors.into_error())
    }
}

/// The value, of expressions that may end in `?`. Errors are about `owner` and the member.
fn emit_parts(constructor: &TokenStream, owner: &str, parts: &Parts, crate_path: &TokenStream) -> TokenStream {
    let (object, tuple) = (local("__object"), local("__tuple"));
    let Parts { shape, members, is_transparent, .. } = parts;
    if *is_transparent {
        let Part { place, ty, .. } = &members[0];
        let support = support_at(crate_path, shown_at(ty));
        return quote!(#constructor { #place: <#ty as #support::FromPy<'_, '_>>::from_py(#object)? });
    }
    let values = members.iter().map(|part| {
        let (place, conditions) = (&part.place, &part.conditions);
        let value = emit_part(part, &format!("{owner}{}", label(place)), crate_path);
        quote!(#(#conditions)* #place: #value)
    });
    if *shape == Shape::Tuple {
        let (support, length) = (support(crate_path), members.len());
        return quote! {{
            let #tuple = #support::tuple_of(#object, #length)?;
            #constructor { #(#values),* }
        }};
    }
    quote!(#constructor { #(#values),* })
}

fn emit_part(part: &Part, subject: &str, crate_path: &TokenStream) -> TokenStream {
    let Part { place, python_name, ty, source, default, .. } = part;
    let (object, tuple, span) = (local("__object"), local("__tuple"), shown_at(ty));
    let support = support_at(crate_path, span);
    if let syn::Member::Unnamed(index) = place {
        let index = index.index as usize;
        return quote_spanned!(span=> #support::tuple_item::<#ty>(&#tuple, #index, #subject)?);
    }
    let default = default.as_ref().map(|default| match default {
        Substitute::OfType => quote!(::core::default::Default::default),
        Substitute::Value(value) => quote!(|| #value),
    });
    match (source, default) {
        (Source::Attribute(name), default) => {
            let name = name.as_ref().map_or_else(|| python_name.clone(), syn::LitStr::value);
            match default {
                None => quote_spanned!(span=> #support::attribute::<#ty>(&#object, #name, #subject)?),
                Some(default) => {
                    quote_spanned!(span=> #support::attribute_or::<#ty>(&#object, #name, #subject, #default)?)
                }
            }
        }
        (Source::Item(key), default) => {
            let key = key.as_ref().map_or_else(|| quote!(#python_name), ToTokens::to_token_stream);
            match default {
                None => quote_spanned!(span=> #support::item::<#ty>(&#object, #key, #subject)?),
                Some(default) => quote_spanned!(span=> #support::item_or::<#ty>(&#object, #key, #subject, #default)?),
            }
        }
    }
}

/// The name in Rust, or the index.
fn label(member: &syn::Member) -> String {
    match member {
        syn::Member::Named(name) => name.unraw().to_string(),
        syn::Member::Unnamed(index) => index.index.to_string(),
    }
}

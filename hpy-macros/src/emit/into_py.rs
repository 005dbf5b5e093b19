//! `#[derive(IntoPy)]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::conversion::{Head, binding};
use super::paths::{local, shown_at, support, support_at};
use super::type_stub_conversion::emit_output_type;
use crate::model::{Content, Conversion, Part, Parts, Shape, Source};

pub(crate) fn emit_into_py(conversion: &Conversion) -> TokenStream {
    let Conversion { crate_path, ident, content, .. } = conversion;
    let Head { parameters, arguments, context, conditions, types } = Head::of(conversion, None);
    let (support, ctx) = (support(crate_path), local("__ctx"));
    let hint = emit_output_type(conversion);
    let (target, body) = match content {
        Content::Struct(parts) => {
            let (pattern, made) = (emit_pattern(parts), emit_made(parts, crate_path));
            (emit_target(parts, &context.to_token_stream(), crate_path), quote!({ let #ident #pattern = self; #made }))
        }
        Content::Enum(variants) => {
            let arms = variants.iter().map(|(variant, parts)| {
                let (pattern, made) = (emit_pattern(parts), emit_made(parts, crate_path));
                let conditions = &parts.conditions;
                quote!(#(#conditions)* #ident::#variant #pattern => ::core::result::Result::Ok((#made)?.into_any()))
            });
            (quote!(#support::PyAny), quote!(match self { #(#arms),* }))
        }
    };
    quote! {
        #[automatically_derived]
        impl #parameters #support::IntoPy<#context> for #ident #arguments
        where
            #(#conditions,)*
            #(#types: #support::IntoPy<#context>,)*
        {
            type Target = #target;

            fn into_py(self, #ctx: #support::Context<#context>) -> #support::Result<#support::Handle<#context, Self::Target>> {
                #body
            }
            #hint
        }
    }
}

fn emit_target(parts: &Parts, context: &TokenStream, crate_path: &TokenStream) -> TokenStream {
    let support = support(crate_path);
    match parts {
        Parts { is_transparent: true, members, .. } => {
            let ty = &members[0].ty;
            let support = support_at(crate_path, shown_at(ty));
            quote!(<#ty as #support::IntoPy<#context>>::Target)
        }
        Parts { shape: Shape::Tuple, .. } => quote!(#support::PyTuple),
        Parts { .. } => quote!(#support::PyDict),
    }
}

fn emit_pattern(parts: &Parts) -> TokenStream {
    let members = parts.members.iter().enumerate().map(|(index, Part { place, conditions, .. })| {
        let binding = binding(index);
        quote!(#(#conditions)* #place: #binding)
    });
    quote!({ #(#members),* })
}

/// The object, as a `Result`.
fn emit_made(parts: &Parts, crate_path: &TokenStream) -> TokenStream {
    let (support, ctx, dict) = (support(crate_path), local("__ctx"), local("__dict"));
    let values = parts.members.iter().enumerate().map(|(index, part)| {
        let (binding, ty, span) = (binding(index), &part.ty, shown_at(&part.ty));
        let support = support_at(crate_path, span);
        quote_spanned!(span=> <#ty as #support::IntoPy<'_>>::into_py(#binding, #ctx))
    });
    if parts.is_transparent {
        return quote!(#(#values)*);
    }
    if parts.shape == Shape::Tuple {
        return quote!(#support::tuple_of_parts(#ctx, [#((#values)?.into_any()),*]));
    }
    let items = parts.members.iter().zip(values).map(|(Part { python_name, source, conditions, .. }, value)| {
        let key = if let Source::Item(Some(key)) = source { quote!(#key) } else { quote!(#python_name) };
        quote!(#(#conditions)* #dict.set_item(#key, (#value)?.into_any())?;)
    });
    quote! {
        #support::dict_of_parts(#ctx, |#dict| {
            #(#items)*
            ::core::result::Result::Ok(())
        })
    }
}

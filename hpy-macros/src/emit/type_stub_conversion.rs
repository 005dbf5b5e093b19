//! What type stubs say of types with derived conversions.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::paths::{shown_at, support, support_at};
use super::type_stub::when_stubs_are_made;
use crate::model::{Content, Conversion, Part, Parts, Shape, Source};

/// The function of `FromPy` that gives what the type is made of.
pub(super) fn emit_input_type(conversion: &Conversion) -> TokenStream {
    emit(conversion, "input_type", |parts, crate_path| {
        let support = support(crate_path);
        let hints: Vec<_> = parts.members.iter().map(|part| input(part, crate_path)).collect();
        match (parts.is_transparent, parts.shape) {
            (true, _) => quote!(#(#hints)*),
            (_, Shape::Tuple) => quote!(#support::TypeHint::of("tuple", [#(#hints),*])),
            _ if parts.members.iter().all(is_item_by_name) => quote!(#support::mapping_hint()),
            _ => quote!(#support::TypeHint::any()),
        }
    })
}

/// The function of `IntoPy` that gives what the type is made into.
pub(super) fn emit_output_type(conversion: &Conversion) -> TokenStream {
    emit(conversion, "output_type", |parts, crate_path| {
        let support = support(crate_path);
        let hints: Vec<_> = parts.members.iter().map(|part| output(part, crate_path)).collect();
        let conditions = parts.members.iter().map(|part| &part.conditions);
        match (parts.is_transparent, parts.shape) {
            (true, _) => quote!(#(#hints)*),
            (_, Shape::Tuple) => quote!(#support::TypeHint::of("tuple", [#(#hints),*])),
            _ if parts.members.iter().all(has_name) => {
                quote!(#support::dict_hint(&[#(#(#conditions)* #hints),*]))
            }
            _ => quote!(<#support::PyDict as #support::PyTypeInfo>::type_hint()),
        }
    })
}

fn emit(
    conversion: &Conversion,
    function: &str,
    of_parts: impl Fn(&Parts, &TokenStream) -> TokenStream,
) -> TokenStream {
    let crate_path = &conversion.crate_path;
    let (support, function) = (support(crate_path), quote::format_ident!("{function}"));
    let body = match &conversion.content {
        Content::Struct(parts) => of_parts(parts, crate_path),
        Content::Enum(variants) => {
            let variants = variants.iter().map(|(_, parts)| {
                let (conditions, hint) = (&parts.conditions, of_parts(parts, crate_path));
                quote!(#(#conditions)* #hint)
            });
            quote!(#support::TypeHint::union(::std::vec![#(#variants),*]))
        }
    };
    let function = quote! {
        fn #function() -> #support::TypeHint {
            #support::recursive_hint::<Self>(|| #body)
        }
    };
    when_stubs_are_made(crate_path, &function)
}

/// An expression for the type that a member is made of.
fn input(part: &Part, crate_path: &TokenStream) -> TokenStream {
    let (ty, span) = (&part.ty, shown_at(&part.ty));
    let support = support_at(crate_path, span);
    quote_spanned!(span=> <#ty as #support::FromPy<'_, '_>>::input_type())
}

/// An expression for the type that a member is made into.
fn output(part: &Part, crate_path: &TokenStream) -> TokenStream {
    let (ty, span) = (&part.ty, shown_at(&part.ty));
    let support = support_at(crate_path, span);
    quote_spanned!(span=> <#ty as #support::IntoPy<'_>>::output_type())
}

/// Whether a member is the item of a text.
fn is_item_by_name(part: &Part) -> bool {
    matches!(part.source, Source::Item(_)) && has_name(part)
}

/// Whether a member goes by a text.
fn has_name(part: &Part) -> bool {
    match &part.source {
        Source::Item(Some(key)) => {
            matches!(key, syn::Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
        }
        _ => true,
    }
}

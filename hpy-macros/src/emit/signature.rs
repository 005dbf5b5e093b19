//! The static that describes a function's parameters.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths::support;
use crate::model::{Callable, Home, Kind};

/// The name of the class, if there is one: an `Option`.
pub(super) fn emit_class_name(home: &Home) -> TokenStream {
    match home {
        Home::Module => quote!(::core::option::Option::None),
        Home::Class(class) => quote!(::core::option::Option::Some(#class)),
    }
}

/// `static __SIGNATURE: Signature = …;`
pub(super) fn emit_signature(callable: &Callable) -> TokenStream {
    let support = support(&callable.crate_path);
    let name = callable.python_name();
    let class = emit_class_name(&callable.home);
    let signature = &callable.signature;
    let mut texts = name.to_owned();
    for parameter in signature.named() {
        texts += "\0";
        texts += &parameter.python_name();
    }
    let positional = signature.positional().count();
    let positional_only = signature.of_kind(&[Kind::PositionalOnly]).count();
    let required = signature.positional().filter(|parameter| parameter.default.is_none()).count();
    let keyword_only = signature.keyword_only().map(|parameter| parameter.default.is_none());
    let names = if signature.named().count() == positional_only {
        quote!(::core::option::Option::None)
    } else {
        quote! {{
            static __NAMES: #support::ParameterNames = #support::ParameterNames::new();
            ::core::option::Option::Some(&__NAMES)
        }}
    };
    let [positional, positional_only, required] =
        [positional, positional_only, required].map(Literal::usize_unsuffixed);
    quote! {
        static __SIGNATURE: #support::Signature = unsafe {
            #support::Signature::new(
                #class, #texts, #positional, #positional_only, #required, &[#(#keyword_only),*], #names
            )
        };
    }
}

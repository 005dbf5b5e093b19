//! `#[hpy_function]`: the function, a hidden type of its name, and what the type implements.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ReturnType;

use super::arguments::emit_arguments;
use super::doc::{c_string, emit_doc};
use super::paths::{local, shown_at, support, support_at};
use super::signature::{emit_lookup, emit_signature};
use super::text_signature::text_signature;
use crate::model::{Convention, Function, Kind};

/// The expansion. The hidden type has no variant and braces, so it takes the function's name among types only, and
/// `#[hpy_export] use` brings in both.
pub(crate) fn emit_function(function: &Function) -> TokenStream {
    let Function { item, conditions, .. } = function;
    let (marker, name) = (emit_marker(function), marker_name(function));
    let support = support(&function.options.crate_path);
    let signature = (function.convention() != Convention::NoArgs).then(|| emit_signature(function));
    let method = emit_method(function);
    let entry = emit_entry(function);
    let home = function.module.as_ref().map(|_| emit_home(&support));
    let allowance = function.is_deprecated.then(|| quote!(#[allow(deprecated, reason = "Python calls it")]));
    quote! {
        #item
        #marker
        #(#conditions)*
        #allowance
        const _: () = {
            #signature
            impl #name {
                #[doc(hidden)]
                pub fn __hpy_export() -> #support::Item {
                    #support::Item::function::<Self>()
                }
            }
            #home
            #method
            #entry
            #support::submit! {
                #support::FunctionEntry::new::<#name>(::core::module_path!())
            }
        };
    }
}

/// What is left of a function with errors: enough for an `#[hpy_export] use` of it.
pub(crate) fn emit_broken_function(function: &Function) -> TokenStream {
    let Function { item, conditions, .. } = function;
    if function.head.receiver().is_some() {
        return item.clone(); // In an `impl` block, where no other item can stand.
    }
    let (marker, name) = (emit_marker(function), marker_name(function));
    let support = support(&function.options.crate_path);
    quote! {
        #item
        #marker
        #(#conditions)*
        impl #name {
            #[doc(hidden)]
            pub fn __hpy_export() -> #support::Item {
                loop {}
            }
        }
    }
}

fn marker_name(function: &Function) -> Ident {
    let mut name = function.ident().clone();
    name.set_span(Span::call_site().located_at(name.span()));
    name
}

fn emit_marker(function: &Function) -> TokenStream {
    let Function { visibility, conditions, .. } = function;
    let name = marker_name(function);
    quote! {
        #(#conditions)*
        #[doc(hidden)]
        #visibility enum #name {}
    }
}

/// Where the function keeps its module.
fn emit_home(support: &TokenStream) -> TokenStream {
    quote! {
        fn __home() -> &'static #support::Home {
            static HOME: #support::Home = #support::Home::new();
            &HOME
        }
    }
}

/// `impl Function for add { const METHOD … }`
fn emit_method(function: &Function) -> TokenStream {
    let support = support(&function.options.crate_path);
    let marker = marker_name(function);
    let constructor = format_ident!(
        "{}",
        match function.convention() {
            Convention::NoArgs => "no_args",
            Convention::OneArg => "one_arg",
            Convention::VarArgs => "var_args",
            Convention::Keywords => "keywords",
        }
    );
    let at_home = function.module.as_ref().map(|_| quote!(.at_home(__home)));
    let name = c_string(&function.python_name());
    let doc = emit_doc(&text_signature(function), &function.doc, &function.options.crate_path);
    quote! {
        impl #support::Function for #marker {
            const METHOD: #support::Method = #support::Method::#constructor::<Self>(#name, #doc)#at_home;
        }
    }
}

/// The trait of the convention, which binds, converts and calls.
fn emit_entry(function: &Function) -> TokenStream {
    let support = support(&function.options.crate_path);
    let marker = marker_name(function);
    let [ctx, module, argument, arguments, names] =
        ["__ctx", "__module", "__argument", "__arguments", "__names"].map(local);
    let (entry, parameters) = match function.convention() {
        Convention::NoArgs => (quote!(NoArgsFunction), quote!()),
        Convention::OneArg => (quote!(OneArgFunction), quote!(#argument: #support::Borrowed<'a, 'ctx>,)),
        Convention::VarArgs => (quote!(VarArgsFunction), quote!(#arguments: #support::Args<'a, 'ctx>,)),
        Convention::Keywords => (
            quote!(KeywordsFunction),
            quote!(#arguments: #support::Args<'a, 'ctx>, #names: #support::KeywordNames<'a, 'ctx>,),
        ),
    };
    let (binding, call) = (emit_binding(function), emit_call(function));
    let home = function.module.as_ref().map(|_| {
        let home = local("__home");
        quote!(let #home = __home().module(#module)?;)
    });
    let counted = (function.convention() == Convention::VarArgs).then(|| emit_counted(function));
    quote! {
        impl #support::#entry for #marker {
            #counted
            fn call<'a, 'ctx>(
                #ctx: #support::Context<'ctx>,
                #module: #support::Borrowed<'a, 'ctx, #support::PyModule>,
                #parameters
            ) -> #support::Result<#support::Leaving<'ctx>, #support::Failure> {
                #home
                #binding
                #call
            }
        }
    }
}

/// What the arguments of a function without keywords are counted by.
fn emit_counted(function: &Function) -> TokenStream {
    let support = support(&function.options.crate_path);
    let counted = if function.signature.has(Kind::Args) {
        quote!(::core::option::Option::None)
    } else {
        quote!(::core::option::Option::Some(&__SIGNATURE))
    };
    quote! {
        const COUNTED: ::core::option::Option<&'static #support::Signature> = #counted;
    }
}

/// The statement that gives each parameter its argument.
fn emit_binding(function: &Function) -> TokenStream {
    let [bound, rest, kwargs, arguments, names] =
        ["__bound", "__rest", "__kwargs", "__arguments", "__names"].map(local);
    let count = Literal::usize_unsuffixed(function.signature.named().count());
    let (has_args, has_kwargs) = (function.signature.has(Kind::Args), function.signature.has(Kind::Kwargs));
    let lookup = emit_lookup(function);
    match function.convention() {
        Convention::NoArgs | Convention::OneArg => quote!(),
        Convention::VarArgs if has_args => {
            quote!(let (#bound, #rest) = __SIGNATURE.bind_positional_with_rest::<#count>(#arguments)?;)
        }
        Convention::VarArgs => quote!(let #bound = __SIGNATURE.bind_positional::<#count>(#arguments)?;),
        Convention::Keywords if has_args || has_kwargs => quote! {
            let (#bound, #rest, #kwargs) =
                __SIGNATURE.bind_with_rest::<#count>(#arguments, #names, #lookup, #has_args, #has_kwargs)?;
        },
        Convention::Keywords => quote!(let #bound = __SIGNATURE.bind::<#count>(#arguments, #names, #lookup)?;),
    }
}

/// The call of the user's function, and the conversion of what it returns.
fn emit_call(function: &Function) -> TokenStream {
    let (name, ctx, arguments) = (function.ident(), local("__ctx"), emit_arguments(function));
    let span = match &function.head.output {
        ReturnType::Type(_, ty) => shown_at(ty),
        ReturnType::Default => shown_at(name),
    };
    let support = support_at(&function.options.crate_path, span);
    quote_spanned!(span=> #support::leave(#name(#(#arguments),*), #ctx))
}

//! `#[hpy_function]`: the function, a hidden type of its name, and what the type implements.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::arguments::{emit_arguments, with_context};
use super::callable::{
    emit_addition, emit_allowance, emit_binding, emit_counted, emit_inputs, emit_leaving, interface, returned_at,
};
use super::outcome::emit_leave;
use super::paths::{local, local_at, shown_at, support};
use super::signature::emit_signature;
use super::type_stub::describe_function;
use crate::model::{Convention, Function};

/// The expansion. The hidden type has no variant and braces, so it takes the function's name among types only, and
/// `#[hpy_export] use` brings in both.
pub(crate) fn emit_function(function: &Function) -> TokenStream {
    let (item, conditions) = (&function.item, &function.callable.conditions);
    let (marker, name) = (emit_marker(function), marker_name(function));
    let support = support(&function.callable.crate_path);
    let signature = (function.callable.convention() != Convention::NoArgs).then(|| emit_signature(&function.callable));
    let addition = emit_addition_of(function);
    let entry = emit_entry(function);
    let home = function.module.as_ref().map(|_| emit_home(&support));
    let (allowance, items) = (emit_allowance(function.callable.is_deprecated), local("__items"));
    quote! {
        #item
        #marker
        #(#conditions)*
        #allowance
        const _: () = {
            #signature
            impl #support::Export for #name {
                fn export(#items: &mut #support::Items) {
                    #addition
                }
            }
            #home
            #entry
            #support::submit! {
                #support::ItemEntry::new(::core::module_path!(), <#name as #support::Export>::export)
            }
        };
    }
}

/// What is left of a function with errors: enough for an `#[hpy_export] use` of it.
pub(crate) fn emit_broken_function(function: &Function) -> TokenStream {
    let (item, conditions) = (&function.item, &function.callable.conditions);
    if function.callable.head.receiver().is_some() {
        return item.clone(); // In an `impl` block, where no other item can stand.
    }
    let (marker, name) = (emit_marker(function), marker_name(function));
    let support = support(&function.callable.crate_path);
    quote! {
        #item
        #marker
        #(#conditions)*
        impl #support::Export for #name {
            fn export(_: &mut #support::Items) {
                loop {}
            }
        }
    }
}

fn marker_name(function: &Function) -> Ident {
    let mut name = function.callable.ident().clone();
    name.set_span(Span::call_site().located_at(name.span()));
    name
}

fn emit_marker(function: &Function) -> TokenStream {
    let (visibility, conditions) = (&function.visibility, &function.callable.conditions);
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

/// The statements that add the function to the items of a module.
fn emit_addition_of(function: &Function) -> TokenStream {
    let callable = &function.callable;
    let items = local("__items");
    let addition = emit_addition(callable, callable.convention(), &quote!(Self), None, "");
    let at_home = function.module.as_ref().map(|_| quote!(#items.at_home(__home);));
    let described = describe_function(callable);
    quote!(#items.#addition; #at_home #described)
}

/// The trait of the convention, which binds, converts and calls.
fn emit_entry(function: &Function) -> TokenStream {
    let callable = &function.callable;
    let support = support(&callable.crate_path);
    let marker = marker_name(function);
    let [ctx, slf] = ["__ctx", "__slf"].map(local);
    let convention = callable.convention();
    let (interface, inputs) = (format_ident!("{}", interface(convention)), emit_inputs(convention, &support));
    let (binding, call) = (emit_binding(callable, convention), emit_call(function));
    let home = function.module.as_ref().map(|_| {
        let home = local("__home");
        quote!(let #home = __home().module(#slf)?;)
    });
    let (counted, returned) = (emit_counted(callable, convention), emit_leaving(&support));
    quote! {
        impl #support::#interface for #marker {
            #counted
            fn call<'a, 'ctx>(
                #ctx: #support::Context<'ctx>,
                #slf: #support::Borrowed<'a, 'ctx>,
                #inputs
            ) -> #returned {
                #home
                #binding
                #call
            }
        }
    }
}

/// The call of the user's function, and the conversion of what it returns.
fn emit_call(function: &Function) -> TokenStream {
    let callable = &function.callable;
    let name = callable.ident();
    let passed = emit_arguments(callable, callable.convention());
    let arguments = with_context(callable, emit_module(function).into_iter().chain(passed).collect());
    let span = returned_at(callable);
    emit_leave(callable, None, &quote_spanned!(span=> #name(#(#arguments),*)))
}

/// The module, for a function that asks for it.
fn emit_module(function: &Function) -> Option<TokenStream> {
    let parameter = function.module.as_ref()?;
    let span = shown_at(&parameter.ty);
    let home = local_at("__home", span);
    Some(if parameter.is_reference {
        quote_spanned!(span=> &#home)
    } else {
        quote_spanned!(span=> #home.as_borrowed())
    })
}

//! `#[hpy_module]`: the module without our attributes, its registration and, for a root, the exported symbols.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::doc::{c_string, emit_doc};
use super::paths::{local, shown_at, support, support_at};
use super::type_stub::{made_of, when_stubs_are_made};
use crate::model::{Constant, Export, Module};

/// The expansion. What is added stands inside of the module, where the user's names are in scope.
pub(crate) fn emit_module(module: &Module) -> TokenStream {
    let mut item = module.item.clone();
    if let Some((_, items)) = item.content.as_mut() {
        items.push(syn::Item::Verbatim(emit_definition(module)));
    }
    item.into_token_stream()
}

/// What is left of a module with errors.
pub(crate) fn emit_broken_module(module: &Module) -> TokenStream {
    let item = &module.item;
    quote!(#[allow(unused_imports, reason = "nothing is exported because of an error")] #item)
}

fn emit_definition(module: &Module) -> TokenStream {
    let support = support(&module.crate_path);
    let entry = emit_module_entry(module);
    let symbols = (!module.is_submodule).then(|| emit_symbols(module));
    let described = describe(module);
    quote! {
        const _: () = {
            enum __Definition {}
            impl #support::ModuleDefinition for __Definition {
                const ENTRY: #support::ModuleEntry = #entry;
            }
            #support::submit! {
                <__Definition as #support::ModuleDefinition>::ENTRY
            }
            #symbols
            #described
        };
    }
}

fn emit_module_entry(module: &Module) -> TokenStream {
    let support = support(&module.crate_path);
    let name = c_string(&module.python_name());
    let doc = emit_doc("", &module.doc, &module.crate_path);
    let submodule = if module.is_submodule {
        quote!(::core::option::Option::Some(&#support::SUBMODULES))
    } else {
        quote!(::core::option::Option::None)
    };
    let exports = module.exports.iter().map(|export| emit_export(export, &module.crate_path));
    let constants = module.constants.iter().map(|constant| emit_constant(&module.crate_path, constant));
    let init = emit_init(&support, module);
    quote! {
        #support::ModuleEntry {
            path: ::core::module_path!(),
            name: #name,
            doc: #doc,
            submodule: #submodule,
            exports: &[#(#exports),*],
            constants: &[#(#constants),*],
            init: #init,
        }
    }
}

fn emit_export(export: &Export, crate_path: &TokenStream) -> TokenStream {
    let Export { name, conditions } = export;
    let span = shown_at(name);
    let support = support_at(crate_path, span);
    quote_spanned!(span=> #(#conditions)* <#name as #support::Export>::export)
}

fn emit_constant(crate_path: &TokenStream, constant: &Constant) -> TokenStream {
    let support = support(crate_path);
    let Constant { name, ty, conditions } = constant;
    let python_name = syn::ext::IdentExt::unraw(name).to_string();
    let ctx = local("__ctx");
    let (span, mut value) = (shown_at(ty), name.clone());
    value.set_span(value.span().located_at(span));
    let at_type = support_at(crate_path, span);
    let make = quote_spanned!(span=> |#ctx| #at_type::outcome(#value, #ctx));
    quote!(#(#conditions)* #support::ConstantEntry { name: #python_name, make: #make })
}

/// What stubs say of constants, and the lines that the module gives itself.
fn describe(module: &Module) -> Option<TokenStream> {
    let Module { constants, type_stub, crate_path, .. } = module;
    if constants.is_empty() && type_stub.is_none() {
        return None;
    }
    let support = support(crate_path);
    let constants = constants.iter().map(|Constant { name, ty, conditions }| {
        let (name, hint) = (syn::ext::IdentExt::unraw(name).to_string(), made_of(ty, None, crate_path));
        quote!(#(#conditions)* (#name, #hint))
    });
    let text = type_stub.as_ref().map_or_else(|| quote!(""), ToTokens::to_token_stream);
    let entry = quote! {
        #support::submit! {
            #support::ModuleStubEntry { path: ::core::module_path!(), constants: &[#(#constants),*], text: #text }
        }
    };
    Some(when_stubs_are_made(crate_path, &entry))
}

fn emit_init(support: &TokenStream, module: &Module) -> TokenStream {
    if module.inits.is_empty() {
        return quote!(::core::option::Option::None);
    }
    let inits = module.inits.iter().map(|init| {
        let (name, conditions) = (&init.head.ident, &init.conditions);
        quote!(#(#conditions)* #name)
    });
    let init = local("__init");
    quote! {{
        const __INITS: &[for<'a, 'ctx> fn(&'a #support::Handle<'ctx, #support::PyModule>) -> #support::Result<()>] =
            &[#(#inits),*];
        match __INITS {
            [#init, ..] => ::core::option::Option::Some(*#init),
            [] => ::core::option::Option::None,
        }
    }}
}

/// The symbols that interpreters look for; their unsafe code comes from hpy-rs.
fn emit_symbols(module: &Module) -> TokenStream {
    let crate_path = &module.crate_path;
    let name = module.python_name();
    let symbols = [
        format!("HPyInit_{name}"),
        format!("HPyInitGlobalContext_{name}"),
        format!("get_required_hpy_major_version_{name}"),
        format!("get_required_hpy_minor_version_{name}"),
        format!("PyInit_{name}"),
        format!("hpy_rs_type_stubs_{name}"),
    ];
    quote!(#crate_path::__module_exports! { __Definition, #(#symbols),* })
}
